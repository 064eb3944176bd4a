"""Working groups: who is in them, in which role, with which task of their own."""
