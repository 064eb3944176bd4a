"""The four ways a live cell gets its kernel."""

from enum import StrEnum


class Variant(StrEnum):
    """From the leanest to the one that works everywhere; each agrees with the next on what a cell does."""

    COMMS = "comms"
    """A fork of the executed workbook that speaks comm messages only."""
    TEMPLATE = "template"
    """A fork of the executed workbook as an ordinary kernel."""
    FORKED = "forked"
    """An ordinary kernel, forked from a process that has imported everything."""
    PLAIN = "plain"
    """An ordinary kernel."""
