"""What the two command lines share: their language, how their help is written, how misuse is told."""
