"""Bring people in from a file."""
