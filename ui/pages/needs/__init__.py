"""What the group would like a meeting to deal with."""
