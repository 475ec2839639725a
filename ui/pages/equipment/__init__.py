"""What a meeting needs, what is there, and who brings the rest."""
