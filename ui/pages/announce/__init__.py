"""Make a meeting known: invitation, poster, calendar file, messages."""
