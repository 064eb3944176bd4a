"""The same small application, idiomatic for each neighbour."""
