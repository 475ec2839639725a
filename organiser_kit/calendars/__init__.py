"""What the calendar says about a day: holidays that come with the program."""
