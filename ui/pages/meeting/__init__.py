"""One meeting: its head and its steps."""
