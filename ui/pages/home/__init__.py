"""The first page: what is next, and what needs somebody."""
