"""Everything that writes alerts."""
