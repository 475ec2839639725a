"""Operations, stamps and the merge: pure, and shared to the letter by laptops and server."""
