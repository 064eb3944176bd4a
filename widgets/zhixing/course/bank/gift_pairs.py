"""Questions in both languages: from one file with multilang spans, or from two files paired by name."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhixing.course.bank.gift_text import GiftAnswer, Question, QuestionType
from zhixing.course.bank.moodle_text import MoodleText, read_text
from zhixing.errors import InputError, Location


@dataclass(frozen=True)
class Line:
    """A text in both languages with the place it comes from; a side may be missing."""

    zh: str | None
    en: str | None
    place: Location
    has_media: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written."""
        return not self.zh and not self.en

    def pair(self) -> dict[str, str]:
        """Return it as a data file has it."""
        return {"zh": self.zh or "", "en": self.en or ""}

    def short(self) -> str:
        """Return what a sentence can name."""
        return (self.zh or self.en or "")[:40]


@dataclass(frozen=True)
class AskedAnswer:
    """One answer in both languages."""

    text: Line
    feedback: Line
    weight: float | None
    partner: Line | None


@dataclass(frozen=True)
class Asked:
    """One question in both languages."""

    name: str
    number: str
    tags: tuple[str, ...]
    category: dict[str, str]
    type: QuestionType
    place: Location
    text: Line
    answers: tuple[AskedAnswer, ...]
    general: Line


def paired(files: Sequence[tuple[str, Sequence[Question]]]) -> tuple[list[Asked], list[InputError]]:
    """Bring the languages together.

    Args:
        files: name and questions of one file, or of two.

    Returns:
        The questions in the order of the first file, and what is missing.
    """
    if len(files) == 1:
        name, questions = files[0]
        if questions and not any(_is_bilingual(question) for question in questions):
            return [], [InputError("bank.error.gift-companion", {}, Location(file=name))]
        return _put([(question, question) for question in questions], (name, name))
    (one, first), (two, second) = files
    faults = [fault for name, questions in files for fault in _doubled(name, questions)]
    others = {question.name: question for question in second}
    names = {question.name for question in first}
    pairs = []
    for question in first:
        other = others.get(question.name)
        place = Location(one, question.line)
        if not question.name:
            faults.append(InputError("bank.error.unnamed", {}, place))
        elif other is None:
            faults.append(InputError("bank.error.no-partner", {"name": question.name, "other": two}, place))
        elif not _fits(question, other):
            told = {"name": question.name, "other": two, "line": other.line}
            faults.append(InputError("bank.error.partner-differs", told, place))
        else:
            pairs.append((question, other))
    for question in second:
        place = Location(two, question.line)
        if not question.name:
            faults.append(InputError("bank.error.unnamed", {}, place))
        elif question.name not in names:
            told = {"name": question.name, "other": one}
            faults.append(InputError("bank.error.no-partner", told, place))
    asked, more = _put(pairs, (one, two))
    return asked, [*faults, *more]


def _is_bilingual(question: Question) -> bool:
    text = read_text(question.text)
    return bool(text.zh and text.en and text.zh != text.en)


def _doubled(name: str, questions: Sequence[Question]) -> list[InputError]:
    counts = Counter(question.name for question in questions if question.name)
    seen: set[str] = set()
    faults = []
    for question in questions:
        if counts[question.name] > 1 and question.name in seen:
            faults.append(
                InputError("bank.error.name-twice", {"name": question.name}, Location(name, question.line))
            )
        seen.add(question.name)
    return faults


def _fits(one: Question, two: Question) -> bool:
    """Tell whether two questions are the same in two languages; short answers may differ in number."""
    if one.type is not two.type:
        return False
    if one.type is QuestionType.SHORT:
        return True
    weights = [[answer.weight for answer in each.answers] for each in (one, two)]
    return weights[0] == weights[1]


def _put(
    pairs: Sequence[tuple[Question, Question]], names: tuple[str, str]
) -> tuple[list[Asked], list[InputError]]:
    found: list[Asked] = []
    faults: list[InputError] = []
    for pair in pairs:
        reader = _Pair(pair, names)
        found.append(reader.asked())
        faults += reader.faults
    return found, faults


class _Pair:
    """One question read in both languages; what lacks a side is told once for each text."""

    def __init__(self, pair: tuple[Question, Question], names: tuple[str, str]) -> None:
        self._pair = pair
        self._names = names
        self._is_one = pair[0] is pair[1]
        self.faults: list[InputError] = []

    def asked(self) -> Asked:
        one, two = self._pair
        words = self._short() if one.type is QuestionType.SHORT else None
        answers = (
            words
            if words is not None
            else [self._answer(first, second) for first, second in zip(one.answers, two.answers, strict=True)]
        )
        return Asked(
            one.name,
            one.number,
            tuple(dict.fromkeys([*one.tags, *two.tags])),
            self._category(),
            one.type,
            Location(self._names[0], one.line),
            self._line(one.text, two.text, one.line),
            tuple(answers),
            self._line(one.general, two.general, one.line),
        )

    def _answer(self, one: GiftAnswer, two: GiftAnswer) -> AskedAnswer:
        is_said = self._pair[0].type in {QuestionType.NUMERICAL, QuestionType.TRUE_FALSE}
        place = Location(self._names[0], one.line)
        text = Line(one.text, one.text, place) if is_said else self._line(one.text, two.text, one.line)
        partner = None if one.partner is None else self._line(one.partner, two.partner or "", one.line)
        return AskedAnswer(text, self._line(one.feedback, two.feedback, one.line), one.weight, partner)

    def _short(self) -> list[AskedAnswer]:
        """Keep typed answers as they are: Moodle has no languages in them."""
        one, two = self._pair
        every = [(self._names[0], answer) for answer in one.answers]
        if not self._is_one:
            every += [(self._names[1], answer) for answer in two.answers]
        told = [
            _first(each.feedback for each in question.answers if each.weight == 100)
            for question in self._pair
        ]
        why = self._line(told[0], told[1], one.line)
        found = []
        for name, answer in every:
            sides = read_text(answer.text)
            place = Location(name, answer.line)
            line = Line(sides.zh, sides.en, place, sides.has_media)
            feedback = why if answer.weight == 100 else self._near(answer, place)
            found.append(AskedAnswer(line, feedback, answer.weight, None))
        return found

    def _near(self, answer: GiftAnswer, place: Location) -> Line:
        """Find the feedback to a near answer in the other file: by its place among those of its weight."""
        one, two = self._pair
        if self._is_one:
            return self._line(answer.feedback, answer.feedback, answer.line)
        mine, other = (one, two) if answer in one.answers else (two, one)
        at = [each for each in mine.answers if each.weight == answer.weight].index(answer)
        others = [each for each in other.answers if each.weight == answer.weight]
        partner = others[at].feedback if at < len(others) else ""
        return self._line(answer.feedback, partner, place.row or 0)

    def _category(self) -> dict[str, str]:
        """Return the last name of the category's path; in the one language it has where it has but one."""
        texts = [read_text(_last(question.category)) for question in self._pair]
        zh = next((text.zh for text in texts if text.zh), None)
        en = next((text.en for text in texts if text.en), None)
        name = self._names[0]
        return {"zh": zh or en or name, "en": en or zh or name}

    def _line(self, one: str, two: str, line: int) -> Line:
        place = Location(self._names[0], line)
        first, second = read_text(one), read_text(two)
        media = first.has_media or second.has_media
        if first.is_empty and second.is_empty:
            return Line(None, None, place, media)
        zh, en = first.zh or second.zh, first.en or second.en
        for side, said in (("zh", zh), ("en", en)):
            if not said:
                self.faults.append(self._one_sided(first, second, side, place))
        return Line(zh, en, place, media)

    def _one_sided(self, first: MoodleText, second: MoodleText, side: str, place: Location) -> InputError:
        other = (first.zh or first.en or second.zh or second.en or "")[:40]
        code = "bank.error.gift-one-language" if self._is_one else "bank.error.gift-same-language"
        return InputError(code, {"side": side, "text": other}, place)


def _first(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")


def _last(category: str) -> str:
    """Return the last name of a path; a slash within a name is written twice."""
    return category.replace("//", "\0").rpartition("/")[2].replace("\0", "/").strip()
