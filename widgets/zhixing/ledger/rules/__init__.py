"""What it knows and decides; no I/O."""
