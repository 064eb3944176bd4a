"""Course work that leaves the house: statements for other platforms, an Excel file, a personal record."""
