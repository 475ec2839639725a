"""People to write to, or to warn, about a meeting."""
