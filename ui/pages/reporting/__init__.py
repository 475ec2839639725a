"""Step of a meeting after closing: what the coordinator is told, in two minutes."""
