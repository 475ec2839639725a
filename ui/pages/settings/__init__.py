"""Language, colours, size of text, sound."""
