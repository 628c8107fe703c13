"""Input files from the centre's own data: rows counted by the database, small cells pooled, then CSV."""
