"""Files of meetings that go home and come back."""
