"""Everything that writes plans: one use case, one module, one public function."""
