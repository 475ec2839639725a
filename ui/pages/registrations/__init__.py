"""Second step of a meeting: who is expected."""
