"""What the kit speaks of: frozen records and their states, with no input or output."""
