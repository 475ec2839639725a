"""Reading the signed sheet back: pictures, what is in doubt, and one confirmation."""
