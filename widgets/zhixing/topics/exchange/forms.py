"""The sheets of the Excel files: their columns, in the reader's language."""

from collections.abc import Sequence

from zhixing.actor import Locale
from zhixing.documents.spreadsheet import Field, Form, Kind
from zhixing.text import catalogue
from zhixing.topics.exchange.facts import Book, RoundFacts
from zhixing.topics.exchange.words import COLUMNS, SHEETS, choices
from zhixing.topics.rules import Criterion
from zhixing.topics.rules.proposal import OWNER_AT_MOST, STATEMENT_AT_MOST, TITLE_AT_MOST
from zhixing.topics.rules.statement import PART_AT_MOST, PARTS

TOPIC_TEXTS = ("title", "statement", "kind", "origin", "source", "owner", "owner_unit", "expected_units")
"""Columns of a topic that people may edit, in their order."""
HOME_TEXTS = ("title", *PARTS, "statement", "expected_units")
"""Columns of a topic that a table may edit at home."""

QUESTION_TEXTS = ("ask", "who", "when")
"""Columns of what has to be found out."""

_WIDTHS = {"title": 36, "statement": 60, "source": 24, "owner_unit": 22, "expected_units": 30}
_TOPIC_CHOICES = ("kind", "origin")
_PART_WIDTH = 32


class Forms:
    """The sheets, in one language.

    Args:
        locale: language of their headings and lists.
    """

    def __init__(self, locale: Locale) -> None:
        self._locale = locale

    def about(self) -> Form:
        """Return the sheet that says what the file is."""
        return Form("about", self._sheet("about"), (self._field("what", 18), self._field("text", 90)))

    def topics(self, texts: Sequence[str] = TOPIC_TEXTS) -> Form:
        """Return the sheet of topics."""
        fixed = (
            self._field("id", 12, kind=Kind.CODE, note=self._say("exchange.note.id")),
            self._field("number", 6, kind=Kind.WHOLE),
        )
        return Form("topics", self._sheet("topics"), (*fixed, *map(self._topic_text, texts)))

    def conditions(self) -> Form:
        """Return the sheet of what the tables say of the conditions."""
        return Form(
            "conditions",
            self._sheet("conditions"),
            (
                self._field("number", 6, kind=Kind.WHOLE),
                self._field("title", 36),
                self._field("condition", 14),
                self._field("together", 14),
                *(self._field(each, 10, kind=Kind.WHOLE) for each in ("ok", "revise", "no")),
                self._field("reasons", 60),
            ),
        )

    def own_verdicts(self) -> Form:
        """Return the sheet of one table's verdicts."""
        return Form(
            "verdicts",
            self._sheet("conditions"),
            (
                self._field("id", 12, kind=Kind.CODE, note=self._say("exchange.note.id")),
                self._field("condition-id", 9, is_hidden=True),
                self._field("title", 36),
                self._field("condition", 14),
                self._field("verdict", 12, is_open=True, choices=choices("verdict", self._locale)),
                self._field("reason", 60, is_open=True, note=self._say("exchange.note.reason")),
            ),
        )

    def questions(self) -> Form:
        """Return the sheet of what one table still has to find out."""
        texts = (
            self._field(name, width, is_open=True) for name, width in (("ask", 60), ("who", 20), ("when", 20))
        )
        return Form("questions", self._sheet("questions"), (self._field("id", 6, kind=Kind.CODE), *texts))

    def weights(self) -> Form:
        """Return the sheet of weights."""
        return Form(
            "weights",
            self._sheet("weights"),
            (
                self._field("id", 16, is_hidden=True),
                self._field("criterion", 18),
                self._field(
                    "weight",
                    12,
                    kind=Kind.NUMBER,
                    is_open=True,
                    least=0,
                    most=1_000_000,
                    note=self._say("exchange.note.weight"),
                ),
                self._field("share", 12, kind=Kind.SHARE),
            ),
        )

    def ratings(self, book: Book, rated: RoundFacts) -> Form:
        """Return the sheet of marks: a row a ballot, a column a cell of the grid."""
        low, high = rated.scale
        numbers = {line.id: line.number for line in book.topics}
        marks = [
            Field(
                key=mark_key(topic, criterion.id),
                title=criterion.name.to(self._locale),
                width=11,
                kind=Kind.WHOLE,
                is_open=True,
                least=low,
                most=high,
                group=f"{numbers.get(topic, '')} {book.title(topic)}".strip(),
            )
            for topic in rated.topics
            for criterion in asked(book, rated)
        ]
        fixed = (
            self._field("label", 8),
            self._field("mark", 12, is_open=True, choices=choices("mark", self._locale)),
        )
        return Form("ratings", self._sheet("ratings"), (*fixed, *marks))

    def ranking(self, book: Book, rated: RoundFacts) -> Form:
        """Return the sheet that computes the ranking."""
        names = asked(book, rated)
        means = [
            Field(
                f"mean-{one.id}",
                one.name.to(self._locale),
                12,
                Kind.NUMBER,
                group=self._say("exchange.ranking.means"),
            )
            for one in names
        ]
        shaped = [
            Field(
                f"shaped-{one.id}",
                one.name.to(self._locale),
                12,
                Kind.NUMBER,
                group=self._say("exchange.ranking.shaped"),
                is_hidden=True,
            )
            for one in names
        ]
        return Form(
            "ranking",
            self._sheet("ranking"),
            (
                self._field("number", 6, kind=Kind.WHOLE),
                self._field("title", 40),
                *means,
                self._field("score", 12, kind=Kind.NUMBER),
                self._field("place", 8, kind=Kind.WHOLE),
                self._field("order", 8, kind=Kind.WHOLE, is_hidden=True),
                self._field("closeness", 14, kind=Kind.NUMBER),
                self._field("closeness-place", 12, kind=Kind.WHOLE),
                *shaped,
            ),
        )

    def appendix(self) -> Form:
        """Return the sheet of methods, agreement and stability."""
        return Form(
            "appendix",
            self._sheet("appendix"),
            (self._field("figure", 34), self._field("value", 50), self._field("meaning", 70)),
        )

    def _topic_text(self, name: str) -> Field:
        lists = choices(name, self._locale) if name in _TOPIC_CHOICES else ()
        width = _PART_WIDTH if name in PARTS else _WIDTHS.get(name, 14)
        return self._field(name, width, is_open=True, choices=lists, note=self._hint(name))

    def _hint(self, name: str) -> str:
        limits = {"title": TITLE_AT_MOST, "statement": STATEMENT_AT_MOST, "owner": OWNER_AT_MOST}
        limits |= dict.fromkeys(PARTS, PART_AT_MOST)
        if name in limits:
            return self._say("exchange.note.at-most", most=limits[name])
        return self._say("exchange.note.units") if name == "expected_units" else ""

    def _field(
        self,
        name: str,
        width: float,
        *,
        kind: Kind = Kind.TEXT,
        is_open: bool = False,
        choices: tuple[str, ...] = (),
        least: float | None = None,
        most: float | None = None,
        note: str = "",
        is_hidden: bool = False,
    ) -> Field:
        title = self._say(COLUMNS[name])
        return Field(
            name,
            title,
            width,
            kind,
            is_open=is_open,
            choices=choices,
            least=least,
            most=most,
            note=note,
            is_hidden=is_hidden,
        )

    def _sheet(self, name: str) -> str:
        return self._say(SHEETS[name])

    def _say(self, key: str, **params: object) -> str:
        return catalogue().say(key, self._locale, **params)


def mark_key(topic: str, criterion: str) -> str:
    """Return the key of a mark's column."""
    return f"{topic}/{criterion}"


def asked(book: Book, rated: RoundFacts) -> list[Criterion]:
    """Return the criteria of a round."""
    return [criterion for criterion in book.ratings if criterion.id in rated.criteria]
