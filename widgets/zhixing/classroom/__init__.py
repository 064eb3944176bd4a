"""Classroom: class, people, roster, join codes, tables, ballots, the run of a session."""
