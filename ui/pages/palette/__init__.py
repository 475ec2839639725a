"""Type where to go or what to do."""
