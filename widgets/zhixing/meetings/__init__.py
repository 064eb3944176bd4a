"""Meetings of groups and classes: planned, run, recorded."""
