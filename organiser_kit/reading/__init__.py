"""Pictures in, codes out. Imported only when a picture is at hand: its libraries are slow to load."""
