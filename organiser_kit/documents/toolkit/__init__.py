"""What every document is drawn with: pages in millimetres, fitted text, codes, shared pieces."""
