"""The permanent names by which course work is known outside: addresses, verbs, types, ids."""

from uuid import NAMESPACE_URL, UUID, uuid5

HOME = "https://github.com/zhixing-workbook/zhixing"
"""Where the ids of people are from; it never changes, whatever the address of a server is."""

_ADL = "http://adlnet.gov/expapi"
_ROOT = f"{HOME}/xapi"
_NAMESPACE = uuid5(NAMESPACE_URL, _ROOT)

ANSWERED = f"{_ADL}/verbs/answered"
COMPLETED = f"{_ADL}/verbs/completed"
EXPERIENCED = f"{_ADL}/verbs/experienced"
PROGRESSED = f"{_ADL}/verbs/progressed"

QUESTION = f"{_ADL}/activities/cmi.interaction"
CASE = f"{_ADL}/activities/simulation"
WRITING = f"{_ADL}/activities/performance"
MODULE = f"{_ADL}/activities/module"

PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress"
VERSION = f"{_ROOT}/extensions/content-version"
TRY = f"{_ROOT}/extensions/try"
REVIEW = f"{_ROOT}/extensions/review"

INTERACTIONS = {
    "single": "choice",
    "multiple": "choice",
    "order": "sequencing",
    "sort": "matching",
    "fill": "matching",
    "rate": "matching",
    "numeric": "numeric",
    "short": "fill-in",
}
"""How the standard calls a kind of item; every other kind is ``other``."""


def address(what: str, name: str) -> str:
    """Return the permanent address of an item, a worksheet, a unit or a class."""
    return f"{_ROOT}/{what}/{name}"


def stable_id(*parts: object) -> UUID:
    """Return the same id for the same parts, on every server and in every export."""
    return uuid5(_NAMESPACE, "/".join(map(str, parts)))
