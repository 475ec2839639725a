"""The command line: the same services as the desktop, for scripts, technicians and tests. See ``docs/cli.md``."""
