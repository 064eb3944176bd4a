"""Papers of working groups."""
