"""Questions of Moodle made into items: one reader for each type of question."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from zhixing.course.bank.gift_pairs import Asked, AskedAnswer, Line
from zhixing.course.bank.gift_text import QuestionType
from zhixing.course.bank.making import Making, both

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_VERDICTS = {"true": "bank.gift.true", "false": "bank.gift.false"}
_GAP = re.compile(r"（(\d+)）＿+")
"""A gap as the export writes it."""


def _why(item: Making, asked: Asked, said: Line, answer: Line) -> dict[str, str]:
    """Return what is told of an answer: its own feedback, else what is told in any case."""
    for line in (said, asked.general):
        if not line.is_empty:
            return line.pair()
    item.refuse("bank.error.no-feedback", answer.place, answer=answer.short())
    return {"zh": "", "en": ""}


def _options(item: Making, asked: Asked, key: str, *, is_right: Callable[[float], bool]) -> None:
    for number, answer in enumerate(asked.answers):
        option = {
            "id": _LETTERS[number % len(_LETTERS)] * (1 + number // len(_LETTERS)),
            "correct": is_right(answer.weight or 0.0),
            "text": answer.text.pair(),
            "feedback": _why(item, asked, answer.feedback, answer.text),
        }
        if answer.text.has_media:
            item.refuse("bank.error.media", answer.text.place)
        item.put((key, number), option, answer.text.place)


def _single(item: Making, asked: Asked) -> None:
    item.raw["kind"] = "single"
    right = [answer for answer in asked.answers if answer.weight == 100]
    if len(right) != 1:
        item.refuse("bank.error.gift-keys", asked.place, found=len(right))
    if any(answer.weight is not None and 0 < answer.weight < 100 for answer in asked.answers):
        item.notes.append("bank.note.partial")
    _options(item, asked, "option", is_right=lambda weight: weight == 100)


def _multiple(item: Making, asked: Asked) -> None:
    item.raw["kind"] = "multiple"
    weights = [answer.weight or 0.0 for answer in asked.answers]
    right = [weight for weight in weights if weight > 0]
    if not 99 <= sum(right) <= 101:
        item.refuse("bank.error.gift-sum", asked.place, found=f"{sum(right):g}")
    share = 100 / max(1, len(right))
    if any(abs(abs(weight) - share) > 0.01 for weight in weights):
        item.notes.append("bank.note.weights")
    _options(item, asked, "option", is_right=lambda weight: weight > 0)


def _true_false(item: Making, asked: Asked) -> None:
    """A statement without reasons asks for one of two answers."""
    item.raw["kind"] = "single"
    item.notes.append("bank.note.no-reasons")
    for number, (verdict, feedback) in enumerate(_verdicts(item, asked).items()):
        correct = verdict == asked.answers[0].text.zh
        told = {"id": verdict, "correct": correct, "text": both(_VERDICTS[verdict]), "feedback": feedback}
        item.put(("option", number), told, asked.place)


def _verdicts(item: Making, asked: Asked) -> dict[str, dict[str, str]]:
    """Return the feedback to each verdict; what Moodle says to a wrong one is said to the other."""
    answer = asked.answers[0]
    right = _why(item, asked, answer.feedback if answer.partner is None else answer.partner, answer.text)
    wrong = _why(item, asked, answer.feedback, answer.text)
    return {"true": right, "false": wrong} if answer.text.zh == "true" else {"true": wrong, "false": right}


def read_statement(item: Making, asked: Asked, reason: Asked) -> None:
    """Make one item of a statement and the question for its reason."""
    item.raw["kind"] = "true-false"
    item.raw["verdict"] = asked.answers[0].text.zh == "true"
    item.put(("verdicts",), _verdicts(item, asked), asked.place)
    _options(item, reason, "reason", is_right=lambda weight: weight == 100)


def _matching(item: Making, asked: Asked) -> None:
    if "order" in asked.tags and all(
        answer.partner is not None and answer.partner.short().isdecimal() for answer in asked.answers
    ):
        _order(item, asked)
    elif "fill" in asked.tags and all(_GAP.search(side) for side in asked.text.pair().values()):
        _fill(item, asked)
    else:
        _sort(item, asked)


def _sort(item: Making, asked: Asked) -> None:
    item.raw["kind"] = "sort"
    cards = [answer for answer in asked.answers if not answer.text.is_empty]
    bins: dict[tuple[str, str], str] = {}
    for number, answer in enumerate(cards):
        partner = _partner(item, answer)
        if _key(partner) not in bins:
            bins[_key(partner)] = f"group-{len(bins) + 1}"
            each = {"id": bins[_key(partner)], "text": partner.pair()}
            item.put(("bin", len(bins) - 1), each, partner.place)
        card = {
            "id": _hashed("card", answer.text),
            "text": answer.text.pair(),
            "bin": bins[_key(partner)],
            "feedback": _why(item, asked, answer.feedback, answer.text),
        }
        item.put(("card", number), card, answer.text.place)
    if any(_key(answer.partner) not in bins for answer in asked.answers):
        item.notes.append("bank.note.alone")


def _partner(item: Making, answer: AskedAnswer) -> Line:
    if answer.partner is None or answer.partner.is_empty:
        item.refuse("bank.error.gift-pair", answer.text.place, found=answer.text.short())
        return answer.text
    return answer.partner


def _fill(item: Making, asked: Asked) -> None:
    """Put the gaps back into the text; a word that belongs to none is one too many in the bank."""
    item.raw["kind"] = "fill"
    sides = {side: _parted(text) for side, text in asked.text.pair().items()}
    item.raw["prompt"] = {side: prompt for side, (prompt, _) in sides.items()}
    item.raw["text"] = {side: text for side, (_, text) in sides.items()}
    words: dict[tuple[str, str], str] = {}
    for answer in asked.answers:
        partner = _partner(item, answer)
        name = words.setdefault(_key(partner), _hashed("word", partner))
        if len(item.raw.get("word", ())) < len(words):
            item.put(("word", len(words) - 1), {"id": name, "text": partner.pair()}, partner.place)
        if not answer.text.is_empty:
            gap = {
                "id": f"gap-{answer.text.short().strip('（）')}",
                "word": name,
                "feedback": _why(item, asked, answer.feedback, partner),
            }
            item.put(("gap", len(item.raw.get("gap", ()))), gap, answer.text.place)
    if len(item.raw.get("gap", ())) > len({gap["word"] for gap in item.raw["gap"]}):
        item.raw["repeat"] = True


def _parted(text: str) -> tuple[str, str]:
    """Part a text before the first line that has a gap."""
    lines = text.split("\n")
    at = next(number for number, line in enumerate(lines) if _GAP.search(line))
    body = _GAP.sub(lambda found: f"{{gap-{found[1]}}}", "\n".join(lines[at:]))
    return "\n".join(lines[:at]) or body, body


def _key(line: Line | None) -> tuple[str, str]:
    return ("", "") if line is None else (line.zh or "", line.en or "")


def _hashed(stem: str, line: Line) -> str:
    """Return an id that tells nothing of the right place: ids travel to the browser."""
    return f"{stem}-{hashlib.sha256('|'.join(_key(line)).encode()).hexdigest()[:6]}"


def _order(item: Making, asked: Asked) -> None:
    item.raw["kind"] = "order"
    placed = sorted(asked.answers, key=lambda answer: int(answer.partner.short()) if answer.partner else 0)
    for number, answer in enumerate(placed):
        entry = {
            "id": _hashed("step", answer.text),
            "text": answer.text.pair(),
            "feedback": _why(item, asked, answer.feedback, answer.text),
        }
        item.put(("entry", number), entry, answer.text.place)


def _numerical(item: Making, asked: Asked) -> None:
    item.raw["kind"] = "numeric"
    right = [answer for answer in asked.answers if (answer.weight or 0) == 100]
    if len(right) != 1:
        item.refuse("bank.error.gift-keys", asked.place, found=len(right))
        return
    value, tolerance = _range(item, right[0].text)
    item.raw |= {"answer": value, "tolerance": tolerance}
    item.put(("why",), _why(item, asked, right[0].feedback, right[0].text), right[0].text.place)
    others = [answer for answer in asked.answers if answer not in right]
    caught = next((answer for answer in others if answer.text.short() in {"", "*"}), None)
    item.raw["hint"] = _hint(item, None if caught is None else caught.feedback)
    for number, answer in enumerate(each for each in others if each is not caught):
        if answer.weight:
            item.notes.append("bank.note.partial")
        value, tolerance = _range(item, answer.text)
        why = _why(item, asked, answer.feedback, answer.text)
        item.put(
            ("slip", number), {"value": value, "tolerance": tolerance, "feedback": why}, answer.text.place
        )


def _hint(item: Making, said: Line | None) -> dict[str, str]:
    if said is not None and not said.is_empty:
        return said.pair()
    item.notes.append("bank.note.hint")
    return both("bank.gift.hint")


def _range(item: Making, written: Line) -> tuple[float, float]:
    """Read ``value``, ``value:tolerance`` or ``least..most``."""
    text = (written.zh or "").replace(" ", "")
    try:
        if ".." in text[1:]:
            least, most = map(float, text.split("..", 1))
            return _number((least + most) / 2), _number((most - least) / 2)
        value, _, tolerance = text.partition(":")
        return _number(float(value)), _number(float(tolerance or 0))
    except ValueError:
        item.refuse("bank.error.gift-number", written.place, found=text[:40])
        return 0.0, 0.0


def _number(value: float) -> float:
    """Return a number as people write it: whole where it is."""
    return int(value) if value.is_integer() else round(value, 9)


def read_worked(item: Making, group: Sequence[Asked]) -> None:
    """Make one calculation of the questions for its lines."""
    item.raw["kind"] = "worked"
    prompts = [asked.text.pair() for asked in group]
    shared = {side: prompts[0][side].partition("\n")[0] for side in ("zh", "en")}
    item.raw["prompt"] = shared
    for number, asked in enumerate(group):
        line = Making({}, {})
        _numerical(line, asked)
        item.faults += line.faults
        text = {side: prompts[number][side].removeprefix(shared[side]).strip() for side in ("zh", "en")}
        values = {key: line.raw.get(key) for key in ("answer", "tolerance", "hint", "why")}
        name = asked.name.rpartition("/")[2]
        item.put(("line", number), {"id": name, "text": text, **values}, asked.place)


def _short(item: Making, asked: Asked) -> None:
    item.raw["kind"] = "short"
    right = [answer for answer in asked.answers if answer.weight == 100]
    near = [answer for answer in asked.answers if answer not in right]
    item.put(("accepted",), _words([answer.text for answer in right]), asked.place)
    for side, words in item.raw["accepted"].items():
        if not words:
            item.refuse("bank.error.no-answer-in", asked.place, side=side)
    said = next((answer.feedback for answer in right if not answer.feedback.is_empty), asked.general)
    if said.is_empty:
        item.refuse("bank.error.no-feedback", asked.place, answer=asked.answers[0].text.short())
    item.raw["why"] = said.pair()
    told = asked.general if said is not asked.general else None
    item.raw["hint"] = _hint(item, told)
    groups: dict[tuple[str, str], list[AskedAnswer]] = {}
    for answer in near:
        if answer.weight:
            item.notes.append("bank.note.partial")
        why = _why(item, asked, answer.feedback, answer.text)
        groups.setdefault((why["zh"], why["en"]), []).append(answer)
    for number, ((zh, en), answers) in enumerate(groups.items()):
        texts = _words([answer.text for answer in answers])
        whole = {side: texts[side] or texts["zh"] + texts["en"] for side in texts}
        item.put(("near", number), {"texts": whole, "feedback": {"zh": zh, "en": en}}, answers[0].text.place)


def _words(lines: Sequence[Line]) -> dict[str, list[str]]:
    return {
        "zh": list(dict.fromkeys(line.zh for line in lines if line.zh)),
        "en": list(dict.fromkeys(line.en for line in lines if line.en)),
    }


def _essay(item: Making, asked: Asked) -> None:
    item.raw["kind"] = "reflection"
    if not asked.general.is_empty:
        item.notes.append("bank.note.essay")


READERS: Mapping[QuestionType, Callable[[Making, Asked], None]] = MappingProxyType(
    {
        QuestionType.CHOICE: _single,
        QuestionType.CHOICES: _multiple,
        QuestionType.TRUE_FALSE: _true_false,
        QuestionType.MATCHING: _matching,
        QuestionType.NUMERICAL: _numerical,
        QuestionType.SHORT: _short,
        QuestionType.ESSAY: _essay,
    }
)
"""Readers by the type of question."""
