"""Everything that writes notices beside the jobs."""
