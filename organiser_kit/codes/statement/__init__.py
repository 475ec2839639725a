"""The code on a statement of participation: what it says, who signed it, and what that proves."""
