"""Sentences about results, in both languages at once."""

from collections.abc import Mapping
from typing import Any

from zhixing.actor import Locale
from zhixing.text import Text, catalogue
from zhixing.topics.rules import Caution, Limits, Result
from zhixing.topics.service.setting import criteria

_METHODS = {
    "topsis": "result.method.topsis",
    "promethee-ii": "result.method.promethee",
    "borda": "result.method.borda",
    "condorcet": "result.method.condorcet",
    "minmax": "result.method.minmax",
    "vector": "result.method.vector",
    "sum": "result.method.sum",
}


def stability_sentence(found: Result, values: Limits) -> Text:
    """Return the one sentence that says how firmly the first place stands."""
    if found.stability is None:
        return both("topics.sentence.none")
    named = found.stability.criterion
    criterion = criteria().get(named).name if named is not None else ""
    return both(found.stability.sentence, criterion=criterion, raters=found.raters, least=values.min_cell)


def caution_texts(caution: Caution, titles: Mapping[str, str], values: Limits) -> dict[str, Any]:
    """Return what to beware of, and what that means for the next ten minutes."""
    value = "" if caution.value is None else f"{caution.value:+.1f}".replace("-", "−")
    if caution.kind in {"close", "low-agreement"} and caution.value is not None:
        value = f"{caution.value:.2f}"
    params: dict[str, object] = {
        "topic": titles.get(caution.topic or "", ""),
        "rival": titles.get(caution.rival or "", ""),
        "dropped": titles.get(caution.dropped or "", ""),
        "criterion": "" if caution.criterion is None else criteria().get(caution.criterion).name,
        "method": "" if caution.method is None else both(_METHODS[caution.method]),
        "count": caution.count,
        "total": caution.total,
        "value": value,
        "gap": values.close_call,
    }
    return {
        "kind": caution.kind,
        "sentence": both(caution.sentence, **params).json(),
        "next": both(caution.next, **params).json(),
    }


def omission_texts(found: Result, values: Limits, most: int) -> list[dict[str, str]]:
    """Return what the appendix leaves out, why, and what can be said nevertheless."""
    deep = found.appendix
    if not found.ranking:
        return [both("result.left-out.nothing").json()]
    if deep is None and len(found.ranking) == 1:
        return [both("result.left-out.one-topic").json()]
    if deep is None:
        return [both("result.left-out.few", raters=found.raters, least=values.min_cell).json()]
    said = []
    complete = deep.agreement.overall.complete
    if found.raters == 1:
        said.append(both("result.left-out.alone"))
    else:
        if complete < found.raters:
            said.append(both("result.left-out.incomplete", complete=complete, raters=found.raters))
        if not deep.severity_known:
            said.append(both("result.left-out.severity"))
        said.append(both("result.left-out.alpha"))
    if deep.method("topsis") is None:
        said.append(both("result.left-out.topsis"))
    if len(found.ranking) > most:
        said.append(both("result.left-out.many", most=most, topics=len(found.ranking)))
    return [text.json() for text in said]


def both(key: str, **params: object) -> Text:
    """Return a catalogue sentence in both languages."""
    say = catalogue().say
    return Text(say(key, Locale.ZH, **params), say(key, Locale.EN, **params))
