"""Everything that writes files: one use case, one module, one public function."""
