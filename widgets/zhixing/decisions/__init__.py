"""Decisions: submission and approval of any subject, by id."""
