"""The venue directory."""
