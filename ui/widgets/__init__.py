"""Reusable parts of the screens: dumb, accessible by name, complete by keyboard."""
