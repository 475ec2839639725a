"""The command line: the services of the desktop for scripts, technicians and tests. See ``docs/cli.md``."""
