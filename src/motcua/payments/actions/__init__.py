"""Everything that moves money: one use case, one module, one public function."""
