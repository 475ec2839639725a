"""Third step of a meeting: what is printed."""
