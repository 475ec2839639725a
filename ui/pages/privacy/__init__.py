"""What this laptop keeps about people, until when, and what anybody may ask."""
