"""The demo organisation: an invented service centre with its people, topics, votes and ratings."""
