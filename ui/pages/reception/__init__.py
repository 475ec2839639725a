"""The door: one huge answer for every scan."""
