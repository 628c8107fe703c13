"""What changes the catalogue: one use case, one module."""
