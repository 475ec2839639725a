"""Help without a network: articles to search and read."""
