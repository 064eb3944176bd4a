"""Forming groups by rules, in a process of its own."""
