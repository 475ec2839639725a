"""The central server: merges what devices send and serves each scope in the order of its changes."""
