"""Course: units, items, marking, progress."""
