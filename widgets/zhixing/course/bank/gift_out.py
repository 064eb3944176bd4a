"""Items as Moodle reads them: GIFT with both languages in multilang spans.

What Moodle has no question for is asked in the nearest form it has: an order as pairs of step and place, a
bank of words as pairs of gap and word, a statement with reasons as two questions, a calculation as one a
line. Where there is none, as for a branching case, the item stays out and is named.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import Any

from zhixing.actor import Locale
from zhixing.course.bank.source import Raw, Source
from zhixing.text import catalogue

_RESERVED = str.maketrans({sign: f"\\{sign}" for sign in "\\~=#{}:"})
_LANGUAGES = (("zh", "zh_cn"), ("en", "en"))
_GAP = "＿＿＿＿"


@dataclass(frozen=True)
class Left:
    """What a file holds, and the items that stayed out."""

    text: str
    out: tuple[str, ...]


def gift(sources: Sequence[Source]) -> Left:
    """Return the items of these units as one GIFT file."""
    blocks: list[str] = []
    out: list[str] = []
    for source in sources:
        blocks.append(f"$CATEGORY: $course$/top/{source.unit['id']}")
        for raw in source.items:
            write = _WRITERS.get(raw["kind"])
            if write is None:
                out.append(raw["id"])
                continue
            blocks += [_tagged(raw, name, body) for name, body in write(raw)]
    return Left("\n\n".join(blocks) + "\n", tuple(out))


def _tagged(raw: Raw, name: str, body: str) -> str:
    """Put what GIFT has no place for into the comment in which Moodle keeps an id number and tags."""
    tags = [raw["kind"], f"objective {raw['objective']}", f"difficulty {raw['difficulty']}"]
    comment = f"// [id:{name}] " + " ".join(f"[tag:{tag}]" for tag in tags)
    return f"{comment}\n::{_plain(name)}::[html]{body}"


def _plain(text: object) -> str:
    return str(text).translate(_RESERVED).replace("\n", "\\n")


def _html(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


def _spans(sides: Mapping[str, str]) -> str:
    """Return a text in both languages; one that is the same in both needs no spans."""
    if sides["zh"] == sides["en"]:
        return _html(sides["zh"]).translate(_RESERVED)
    spans = (
        f'<span lang="{lang}" class="multilang">{_html(sides[side])}</span>' for side, lang in _LANGUAGES
    )
    return "".join(spans).translate(_RESERVED)


def _block(prompt: str, answers: Sequence[str]) -> str:
    return "\n".join([f"{prompt}{{", *(f"\t{answer}" for answer in answers), "}"])


Named = Iterator[tuple[str, str]]


def _single(raw: Raw) -> Named:
    yield raw["id"], _block(_spans(raw["prompt"]), _choices(raw["option"]))


def _choices(options: Sequence[Raw]) -> list[str]:
    return [
        f"{'=' if one['correct'] else '~'}{_spans(one['text'])}#{_spans(one['feedback'])}" for one in options
    ]


def _multiple(raw: Raw) -> Named:
    """Weigh a wrong choice as much as a right one: both then count as in the item's own rule."""
    share = 100 / sum(one["correct"] for one in raw["option"])
    answers = [
        f"~%{_percent(share if one['correct'] else -share)}%{_spans(one['text'])}#{_spans(one['feedback'])}"
        for one in raw["option"]
    ]
    yield raw["id"], _block(_spans(raw["prompt"]), answers)


def _percent(share: float) -> str:
    """Return a weight as Moodle's list of weights has it: at most five decimals."""
    return f"{share:.5f}".rstrip("0").rstrip(".")


def _true_false(raw: Raw) -> Named:
    right, wrong = ("true", "false") if raw["verdict"] else ("false", "true")
    told = raw["verdicts"]
    answer = f"{right.upper()}#{_spans(told[wrong])}#{_spans(told[right])}"
    yield raw["id"], f"{_spans(raw['prompt'])}{{{answer}}}"
    asked = {side: f"{_said('bank.gift.why', locale)}\n{raw['prompt'][side]}" for side, locale in _SIDES}
    yield f"{raw['id']}/reason", _block(_spans(asked), _choices(raw["reason"]))


def _order(raw: Raw) -> Named:
    pairs = [f"={_spans(one['text'])} -> {place}" for place, one in enumerate(raw["entry"], start=1)]
    yield raw["id"], _block(_spans(raw["prompt"]), [*pairs, _reasons(raw["entry"])])


def _sort(raw: Raw) -> Named:
    bins = {each["id"]: _spans(each["text"]) for each in raw["bin"]}
    pairs = [f"={_spans(one['text'])} -> {bins[one['bin']]}" for one in raw["card"]]
    yield raw["id"], _block(_spans(raw["prompt"]), [*pairs, _reasons(raw["card"])])


def _reasons(parts: Sequence[Raw]) -> str:
    """Return the feedback of all parts as one: Moodle has none for a pair."""
    sides = {
        side: "\n".join(
            _said("bank.gift.reason", locale, part=one["text"][side], why=one["feedback"][side])
            for one in parts
        )
        for side, locale in _SIDES
    }
    return f"####{_spans(sides)}"


def _fill(raw: Raw) -> Named:
    """Ask for the word of each gap; a further word stands without a partner, as Moodle allows."""
    words = {each["id"]: each["text"] for each in raw["word"]}
    numbers = {each["id"]: place for place, each in enumerate(raw["gap"], start=1)}
    gaps = {name: f"（{number}）{_GAP}" for name, number in numbers.items()}
    asked = {side: f"{raw['prompt'][side]}\n{raw['text'][side].format(**gaps)}" for side, _ in _LANGUAGES}
    pairs = [f"=（{numbers[gap['id']]}） -> {_spans(words[gap['word']])}" for gap in raw["gap"]]
    used = {gap["word"] for gap in raw["gap"]}
    pairs += [f"= -> {_spans(text)}" for name, text in words.items() if name not in used]
    reasons = [{**gap, "text": words[gap["word"]]} for gap in raw["gap"]]
    yield raw["id"], _block(_spans(asked), [*pairs, _reasons(reasons)])


def _numeric(raw: Raw) -> Named:
    right = f"=%100%{raw['answer']}:{raw['tolerance']}#{_spans(raw['why'])}"
    slips = [
        f"=%0%{one['value']}:{one.get('tolerance', 0)}#{_spans(one['feedback'])}"
        for one in raw.get("slip", ())
    ]
    unit = raw.get("unit")
    prompt = raw["prompt"] if unit is None else _with_unit(raw["prompt"], unit)
    yield raw["id"], _numbers(prompt, [right, *slips, f"~#{_spans(raw['hint'])}"])


def _with_unit(prompt: Raw, unit: Raw) -> Raw:
    return {
        side: _said("bank.gift.unit", locale, prompt=prompt[side], unit=unit[side]) for side, locale in _SIDES
    }


def _numbers(prompt: Raw, answers: Sequence[str]) -> str:
    return "\n".join([f"{_spans(prompt)}{{#", *(f"\t{answer}" for answer in answers), "}"])


def _worked(raw: Raw) -> Named:
    for line in raw["line"]:
        asked = {side: f"{raw['prompt'][side]}\n{line['text'][side]}" for side, _ in _LANGUAGES}
        unit = line.get("unit")
        prompt = asked if unit is None else _with_unit(asked, unit)
        right = f"=%100%{line['answer']}:{line['tolerance']}#{_spans(line['why'])}"
        yield f"{raw['id']}/{line['id']}", _numbers(prompt, [right, f"~#{_spans(line['hint'])}"])


def _short(raw: Raw) -> Named:
    """List answers of both languages: Moodle compares what is typed with each of them."""
    right = [f"=%100%{_plain(word)}#{_spans(raw['why'])}" for word in _words(raw["accepted"])]
    near = [
        f"=%0%{_plain(word)}#{_spans(one['feedback'])}"
        for one in raw.get("near", ())
        for word in _words(one["texts"])
    ]
    yield raw["id"], _block(_spans(raw["prompt"]), [*right, *near, f"####{_spans(raw['hint'])}"])


def _words(lists: Raw) -> list[str]:
    return list(dict.fromkeys([*lists["zh"], *lists["en"]]))


def _reflection(raw: Raw) -> Named:
    yield raw["id"], f"{_spans(raw['prompt'])}{{}}"


_SIDES = (("zh", Locale.ZH), ("en", Locale.EN))


def _said(key: str, locale: Locale, **params: object) -> str:
    return catalogue().say(key, locale, **params)


_WRITERS: Mapping[str, Callable[[Any], Named]] = MappingProxyType(
    {
        "single": _single,
        "multiple": _multiple,
        "true-false": _true_false,
        "order": _order,
        "sort": _sort,
        "fill": _fill,
        "numeric": _numeric,
        "worked": _worked,
        "short": _short,
        "reflection": _reflection,
    }
)
"""Kinds that Moodle has a question for."""
