"""What a person faces: the desktop and the command line."""
