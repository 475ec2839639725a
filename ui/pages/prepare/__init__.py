"""First step of a meeting: when, where, who."""
