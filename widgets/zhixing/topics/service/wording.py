"""Sentences about results, in both languages at once."""

from zhixing.actor import Locale
from zhixing.text import Text, catalogue
from zhixing.topics.rules import Limits, Result
from zhixing.topics.service.setting import criteria


def stability_sentence(found: Result, values: Limits) -> Text:
    """Return the one sentence that says how firmly the first place stands."""
    if found.stability is None:
        return both("topics.sentence.none")
    named = found.stability.criterion
    criterion = criteria().get(named).name if named is not None else None
    key = found.stability.sentence
    numbers = {"raters": found.raters, "least": values.min_cell}
    say = catalogue().say
    return Text(
        say(key, Locale.ZH, criterion="" if criterion is None else criterion.zh, **numbers),
        say(key, Locale.EN, criterion="" if criterion is None else criterion.en, **numbers),
    )


def both(key: str, **params: object) -> Text:
    """Return a catalogue sentence in both languages."""
    say = catalogue().say
    return Text(say(key, Locale.ZH, **params), say(key, Locale.EN, **params))
