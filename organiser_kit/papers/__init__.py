"""The papers that can be printed for a meeting: how each is gathered, and how it becomes a PDF.

Gathering reads the local copy and so belongs to its thread; rendering is slow and belongs to another.
"""
