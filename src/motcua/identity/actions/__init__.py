"""Everything that writes people, posts, absences and delegations."""
