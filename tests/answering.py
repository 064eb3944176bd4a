"""Another key, and a wrong answer, for an item as a file holds it; one function a kind."""

import copy

from zhixing.course.content import all_items

REASON = {"zh": "另一个理由", "en": "Another reason"}
_OTHER = {
    "suitable": "revise",
    "revise": "unsuitable",
    "unsuitable": "suitable",
    "met": "ask",
    "ask": "lacking",
    "lacking": "met",
    1: 3,
    2: 5,
    3: 1,
    4: 2,
    5: 4,
}
_SIGNS = {"+": "-", "-": "+", "R": "B", "B": "R"}


def with_another_key(raw):
    """Return an item with the same question and another right answer, and other reasons."""
    other = copy.deepcopy(raw)
    other["source-note"] = REASON
    for name, key in (("option", "correct"), ("reason", "correct"), ("card", "bin"), ("gap", "word")):
        if name in other:
            _turn(other[name], key)
    for expert in other.get("expert", []):
        expert["level"] = _OTHER[expert["level"]]
        expert["why"] = REASON
        expert.pop("remark", None)
    change = _CHANGES.get(raw["kind"])
    if change is not None:
        change(other)
    return other


def _turn(parts, key):
    """Give each part what the next one has under a key."""
    values = [part[key] for part in parts]
    for part, value in zip(parts, values[1:] + values[:1], strict=True):
        part[key] = value


def _deny(item):
    item["verdict"] = not item["verdict"]


def _add(item):
    for part in (item, *item.get("line", [])):
        if "answer" in part:
            part["answer"] += 7


def _word(item):
    item["accepted"] = {"zh": ["另一个回答"], "en": ["another answer"]}


def _rate_choices(item):
    for state in item["state"]:
        for choice in state.get("choice", []):
            choice.update(score=1 - choice["score"], consequence=REASON)


def _turn_loop(item):
    """Turn round asked links outside of loops; else one asked link, and the kind of each loop it is in."""
    inside = {link for loop in item["loop"] for link in loop["links"]}
    asked = [link for link in item["link"] if not link["given"]]
    for link in item["link"]:
        link["feedback"] = REASON
    free = [link for link in asked if link["id"] not in inside]
    for link in free:
        link["sign"] = _SIGNS[link["sign"]]
    for link in [] if free else asked:
        touched = [loop for loop in item["loop"] if link["id"] in loop["links"]]
        if all(not loop["given"] for loop in touched):
            for part, key in ((link, "sign"), *((loop, "kind") for loop in touched)):
                part[key] = _SIGNS[part[key]]
            return


_CHANGES = {
    "true-false": _deny,
    "numeric": _add,
    "worked": _add,
    "short": _word,
    "loop": _turn_loop,
    "branch": _rate_choices,
}


def wrong_answer(raw):
    """Return an answer, as it is sent, that leaves another try."""
    return _WRONG[raw["kind"]](raw)


def _wrong_option(raw, name="option"):
    return next(each["id"] for each in raw[name] if not each["correct"])


def _other(parts, name):
    return next(part["id"] for part in parts if part["id"] != name)


def _wrong_words(raw):
    words = [gap["word"] for gap in raw["gap"]]
    free = [word["id"] for word in raw["word"] if word["id"] not in words]
    turned = [*words[1:], words[0]] if len(set(words)) == len(words) > 1 else free
    return {"words": {gap["id"]: word for gap, word in zip(raw["gap"], turned, strict=False)}}


def _wrong_signs(raw):
    return {
        name: {each["id"]: _SIGNS[each[key]] for each in raw[part] if not each["given"]}
        for name, part, key in (("signs", "link", "sign"), ("loops", "loop", "kind"))
    }


def _wrong_levels(raw):
    levels = {}
    for expert in all_items()[raw["id"]].experts:
        ends = (expert.scale.levels[0].id, expert.scale.levels[-1].id)
        levels[expert.scale.id] = max(ends, key=lambda level: abs(expert.off(level)))
    return {"levels": levels}


_WRONG = {
    "single": lambda raw: {"option": _wrong_option(raw)},
    "multiple": lambda raw: {"options": [_wrong_option(raw)]},
    "true-false": lambda raw: {"verdict": not raw["verdict"], "reason": _wrong_option(raw, "reason")},
    "order": lambda raw: {"order": [each["id"] for each in reversed(raw["entry"])]},
    "sort": lambda raw: {"bins": {card["id"]: _other(raw["bin"], card["bin"]) for card in raw["card"]}},
    "fill": _wrong_words,
    "numeric": lambda raw: {"value": raw["answer"] + 12345},
    "short": lambda _: {"text": "说不上来的事情"},
    "worked": lambda raw: {"values": {line["id"]: line["answer"] + 12345 for line in raw["line"]}},
    "loop": _wrong_signs,
    "rate": _wrong_levels,
}
