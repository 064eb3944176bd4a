"""Verbs of working groups."""
