"""Side-by-side measurement of live cells; started by ``live_cells.py``."""
