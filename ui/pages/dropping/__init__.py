"""Files dropped onto the window, or opened by keyboard."""
