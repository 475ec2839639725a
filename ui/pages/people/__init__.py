"""Everybody of the group."""
