"""Everything that writes contacts: one use case, one module, one public function."""
