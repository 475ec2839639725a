"""Pure rules: no file, no clock, no network; the same answer for the same values."""
