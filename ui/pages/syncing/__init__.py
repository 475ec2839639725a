"""The exchange with the server, and the pill that tells the truth about it."""
