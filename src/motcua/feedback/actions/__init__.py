"""Everything that writes ratings: one use case, one module, one public function."""
