"""Items in and out: Excel, Moodle's GIFT, QTI, and the TOML files of a unit."""
