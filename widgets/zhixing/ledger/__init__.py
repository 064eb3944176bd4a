"""The ledger: what was agreed to be done, by whom, by when, and what shows that it is done."""
