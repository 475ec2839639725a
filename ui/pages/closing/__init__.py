"""Last step of a meeting: compare, validate, attest."""
