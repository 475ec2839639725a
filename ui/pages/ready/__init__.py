"""Ready for a place without network? One list, and what to do about each line."""
