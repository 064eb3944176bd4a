"""Live cells: frames, each with one cell of a workbook, and the sessions behind them."""
