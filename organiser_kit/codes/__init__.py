"""What is inside the printed codes: badges, sheets, and what a keyboard makes of them."""
