"""Sheets of labels, and plain paper to cut: what they measure, as files that anybody can write."""
