"""A problem statement written out of its parts, in both languages."""

from zhixing.actor import Locale
from zhixing.errors import InputError
from zhixing.text import Text, catalogue
from zhixing.topics.rules import Parts
from zhixing.topics.rules.statement import compose

_CLAUSES = {
    "whose": "proposal.clause.whose",
    "since": "proposal.clause.since",
    "often": "proposal.clause.often",
    "since-often": "proposal.clause.since-often",
    "for_whom": "proposal.clause.for-whom",
    "different": "proposal.clause.different",
    "unknown": "proposal.clause.unknown",
    "since-lead": "proposal.clause.since-lead",
    "since-tail": "proposal.clause.since-tail",
}


def statement_of(parts: Parts) -> Text:
    """Return the statement that the given parts make.

    Raises:
        InputError: a part is too long, or none is given.
    """
    checked = parts.checked()
    if not checked.texts():
        raise InputError("proposal.error.nothing-written")
    sentences = catalogue().sentences
    zh, en = (
        compose(checked, {name: sentences[locale][key] for name, key in _CLAUSES.items()})
        for locale in (Locale.ZH, Locale.EN)
    )
    return Text(zh, en)
