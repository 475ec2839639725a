"""The local copy: an encrypted SQLite file, one connection, one thread."""
