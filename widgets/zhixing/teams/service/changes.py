"""What changes of people are called, for the pages that show them."""

SUBJECT = "profiles"
"""Something of somebody, for whoever forms groups."""


def of_person(person_id: str) -> str:
    """Return what a change of one person is called: others' pages need not be drawn anew for it."""
    return f"person-{person_id}"
