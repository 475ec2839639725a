"""What the coordination does on the server itself: sends kits, publishes sheets, answers, reads reports."""
