"""A GIFT file taken apart as Moodle does it: questions with their line, name, tags, category and answers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from zhixing.errors import InputError, Location


class QuestionType(StrEnum):
    """Types of questions that GIFT writes and that can be taken."""

    CHOICE = "choice"
    CHOICES = "choices"
    TRUE_FALSE = "true-false"
    MATCHING = "matching"
    NUMERICAL = "numerical"
    SHORT = "short"
    ESSAY = "essay"


@dataclass(frozen=True)
class GiftAnswer:
    """One answer of a question.

    Args:
        line: where it begins.
        text: what it says, its format taken off.
        weight: what it is worth, in per cent; None where nothing is said.
        feedback: what is said to it.
        partner: of a pair, what belongs to it.
    """

    line: int
    text: str
    weight: float | None
    feedback: str
    partner: str | None = None


@dataclass(frozen=True)
class Question:
    """One question.

    Args:
        line: where it begins.
        name: its name; empty where it has none.
        number: the id number that Moodle keeps in a comment.
        tags: tags that Moodle keeps in a comment.
        category: the category it stands in.
        type: what is asked.
        text: the question.
        answers: its answers; of a statement, its verdict with the feedback to a wrong and to a right answer.
        general: what is told in any case.
    """

    line: int
    name: str
    number: str
    tags: tuple[str, ...]
    category: str
    type: QuestionType
    text: str
    answers: tuple[GiftAnswer, ...]
    general: str


_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_WEIGHT = re.compile(r"%(-?\d{1,3}(?:\.\d*)?)%")
_FORMAT = re.compile(r"\s*\[(?:html|moodle|plain|markdown)\]", re.IGNORECASE)
_CATEGORY = re.compile(r"\$CATEGORY:\s*(?P<name>.*)")
_TAG = re.compile(r"\[(?P<what>id|tag):(?P<value>(?:\\.|[^\]\\])*)\]")
_CLOZE = re.compile(
    r"\d*:(?:MULTICHOICE|MULTIRESPONSE|SHORTANSWER|NUMERICAL|MC|MR|SA|MW|NM)[A-Z_]*:", re.IGNORECASE
)
_VERDICTS = {"T": True, "TRUE": True, "F": False, "FALSE": False}


class _Fault(Exception):  # noqa: N818  (never leaves this module)
    def __init__(self, code: str, line: int, **params: object) -> None:
        super().__init__(code)
        self.code, self.line, self.params = code, line, params


def read_gift(file: str, content: bytes) -> tuple[list[Question], list[InputError]]:
    """Take a file apart.

    Args:
        file: its name, as the person knows it.
        content: the file.

    Returns:
        The questions that could be read, and what is wrong with the others.

    Raises:
        InputError: ``bank.error.not-utf-8``.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("bank.error.not-utf-8", {}, Location(file=file)) from error
    questions: list[Question] = []
    faults: list[InputError] = []
    for block in _blocks(text):
        try:
            questions.append(_question(block))
        except _Fault as fault:
            faults.append(InputError(fault.code, fault.params, Location(file, fault.line)))
    return questions, faults


@dataclass
class _Block:
    """The lines of one question; comments are blank lines in it, so that lines can be counted."""

    line: int
    category: str
    number: str = ""
    tags: tuple[str, ...] = ()
    text: str = ""

    def at(self, place: int) -> int:
        """Return the line of a place in the text."""
        return self.line + self.text.count("\n", 0, place)


def _blocks(text: str) -> Iterator[_Block]:
    category = ""
    number = ""
    tags: tuple[str, ...] = ()
    lines: list[str] = []
    start = 0
    for at, line in enumerate([*text.splitlines(), ""], start=1):
        stripped = line.strip()
        named = _CATEGORY.match(stripped)
        if stripped.startswith("//"):
            found = _TAG.findall(stripped)
            number = next((_clean(value) for what, value in found if what == "id"), number)
            tags = (*tags, *(_clean(value) for what, value in found if what == "tag"))
            if lines:
                lines.append("")
        elif stripped and not named:
            start = start or at
            lines.append(line)
        else:
            if lines:
                yield _Block(start, category, number, tags, "\n".join(lines))
                number, tags = "", ()
            lines, start = [], 0
            if named:
                category, number, tags = named["name"].strip(), "", ()


def _clean(value: str) -> str:
    return _ESCAPED.sub(r"\1", value).strip()


def _question(block: _Block) -> Question:
    text = block.text
    name, begin = _name(text)
    opened = _find(text, "{", begin)
    closed = _find(text, "}", begin)
    if (opened < 0) != (closed < 0) or closed < opened:
        raise _Fault("bank.error.gift-braces", block.line)
    if opened < 0:
        raise _Fault("bank.error.gift-description", block.line)
    tail = text[closed + 1 :]
    answers, general = _general(text, opened + 1, closed)
    if _find(tail, "{", 0) >= 0 or _CLOZE.match(answers.text.strip()):
        raise _Fault("bank.error.gift-cloze", block.line)
    asked = text[begin:opened] + (f"____{tail}" if tail.strip() else "")
    kind, found = _answers(block, answers)
    return Question(
        line=block.line,
        name=name,
        number=block.number,
        tags=block.tags,
        category=block.category,
        type=kind,
        text=_text(asked),
        answers=tuple(found),
        general=general,
    )


def _name(text: str) -> tuple[str, int]:
    start = len(text) - len(text.lstrip())
    if not text.startswith("::", start):
        return "", start
    end = _find(text, "::", start + 2)
    if end < 0:
        return "", start
    return _text(text[start + 2 : end]), end + 2


@dataclass(frozen=True)
class _Piece:
    """A piece of a question's text, and where it begins."""

    text: str
    start: int

    def split(self, signs: str) -> list["_Piece"]:
        """Part it before each of these signs, where they are not escaped."""
        cuts = [at for at, sign in _bare(self.text) if sign in signs]
        ends = [*cuts[1:], len(self.text)] if cuts else []
        return [_Piece(self.text[cut:end], self.start + cut) for cut, end in zip(cuts, ends, strict=True)]


def _general(text: str, start: int, end: int) -> tuple[_Piece, str]:
    """Return the answers, and behind the last four hashes what is told in any case."""
    inside = text[start:end]
    cut = inside.rfind("####")
    while cut > 0 and _is_escaped(inside, cut):
        cut = inside.rfind("####", 0, cut)
    if cut < 0:
        return _Piece(inside, start), ""
    return _Piece(inside[:cut], start), _text(inside[cut + 4 :])


def _answers(block: _Block, piece: _Piece) -> tuple[QuestionType, list[GiftAnswer]]:
    """Tell the type of a question from its answers, in the order in which Moodle does."""
    inside = piece.text.strip()
    signs = {sign for _, sign in _bare(inside)}
    verdict = inside.partition("#")[0].strip()
    if inside.startswith(">"):
        raise _Fault("bank.error.gift-ordering", block.line)
    if not inside:
        found: tuple[QuestionType, list[GiftAnswer]] = (QuestionType.ESSAY, [])
    elif inside.startswith("#"):
        found = (QuestionType.NUMERICAL, _numerical(block, piece))
    elif "~" in signs:
        answers = [_answer(block, one) for one in piece.split("~=")]
        kind = QuestionType.CHOICE if "=" in signs else QuestionType.CHOICES
        found = (kind, [each for each in answers if each.text])
    elif "=" in signs and "->" in inside:
        found = (QuestionType.MATCHING, [_pair(block, one) for one in piece.split("=")])
    elif verdict in _VERDICTS:
        found = (QuestionType.TRUE_FALSE, [_verdict(block, piece, verdict)])
    elif "=" in signs:
        found = (QuestionType.SHORT, [_answer(block, one) for one in piece.split("=")])
    else:
        raise _Fault("bank.error.gift-answers", block.at(piece.start))
    return found


def _answer(block: _Block, piece: _Piece) -> GiftAnswer:
    body = piece.text[1:].strip()
    weighed = _WEIGHT.match(body)
    weight = float(weighed[1]) if weighed else (100.0 if piece.text[0] == "=" else None)
    said, feedback = _parted(body[weighed.end() :] if weighed else body)
    return GiftAnswer(block.at(piece.start), _text(said), weight, _text(feedback))


def _pair(block: _Block, piece: _Piece) -> GiftAnswer:
    line = block.at(piece.start)
    left, arrow, right = piece.text[1:].partition("->")
    if not arrow:
        raise _Fault("bank.error.gift-pair", line, found=_text(left)[:40])
    return GiftAnswer(line, _text(left), None, "", _text(right))


def _verdict(block: _Block, piece: _Piece, verdict: str) -> GiftAnswer:
    """Keep the feedback to a wrong verdict as the feedback, that to the right one as its partner."""
    _, rest = _parted(piece.text)
    wrong, right = _parted(rest)
    said = "true" if _VERDICTS[verdict] else "false"
    return GiftAnswer(block.at(piece.start), said, 100.0, _text(wrong), _text(right))


def _numerical(block: _Block, piece: _Piece) -> list[GiftAnswer]:
    start = piece.text.index("#") + 1
    inside = _Piece(piece.text[start:], piece.start + start)
    found = [_answer(block, one) for one in inside.split("=~")]
    if not found:
        said, feedback = _parted(inside.text)
        found = [GiftAnswer(block.at(inside.start), _text(said), 100.0, _text(feedback))]
    return found


def _parted(text: str) -> tuple[str, str]:
    cut = _find(text, "#", 0)
    return (text, "") if cut < 0 else (text[:cut], text[cut + 1 :])


def _bare(text: str) -> Iterator[tuple[int, str]]:
    """Go through the signs that are not escaped."""
    at = 0
    while at < len(text):
        if text[at] == "\\":
            at += 2
            continue
        yield at, text[at]
        at += 1


def _find(text: str, what: str, start: int) -> int:
    return next((at for at, _ in _bare(text) if at >= start and text.startswith(what, at)), -1)


def _is_escaped(text: str, at: int) -> bool:
    return at not in {place for place, _ in _bare(text)}


def _text(written: str) -> str:
    """Return a text without its format and with its escapes resolved."""
    bare = _FORMAT.sub("", written, count=1) if _FORMAT.match(written) else written
    return _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], bare).strip()
