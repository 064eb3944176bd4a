"""Paper for everything that phones and pages do in a meeting: one Word file with the forms chosen."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from docx.enum.section import WD_SECTION
from docx.shared import Emu, Mm

from zhixing.actor import Actor, Locale
from zhixing.classroom.people import classroom
from zhixing.documents import Column
from zhixing.documents.ballot_sheet import Ballot, BallotSheet
from zhixing.documents.paper import Paper
from zhixing.errors import InputError, MissingError
from zhixing.meetings.documents.forms_facts import FormFacts, form_facts
from zhixing.records import Work
from zhixing.text import catalogue

FORMS = MappingProxyType(
    {
        "pledge": "packet.form.pledge",
        "turns": "packet.form.turns",
        "coach": "packet.form.coach",
        "actions": "packet.form.actions",
        "rating": "packet.form.rating",
        "ideas": "packet.form.ideas",
        "ranking": "packet.form.ranking",
        "dots": "packet.form.dots",
    }
)
"""Every form with its name: lists on whole pages first, then what is cut apart."""
_NAME_AT_MOST = 50
_ACTION_ROWS, _COACH_ROWS = 9, 7
_SLIP_MARGIN = 10
_PLEDGED = 3


def meeting_forms(db: Work, actor: Actor, wishes: Mapping[str, str]) -> tuple[str, bytes]:
    """Return the file name and the Word file of the forms of a meeting.

    Args:
        db: the unit of work.
        actor: who takes it away.
        wishes: ``meeting``; ``forms``, names between commas, by default all; ``lane``.

    Raises:
        MissingError: no meeting is named, or there is none.
        RefusedError: another group's.
        InputError: ``packet.error.no-forms``, ``packet.error.unknown-form``.
    """
    if "meeting" not in wishes:
        raise MissingError("meetings.error.no-meeting")
    chosen = chosen_forms(wishes.get("forms"))
    facts = form_facts(db, actor, wishes["meeting"], wishes.get("lane"))
    name = catalogue().say("packet.form.file", actor.locale, title=facts.title[:_NAME_AT_MOST])
    return name, compose_forms(facts, chosen, classroom(db, actor).name, actor.locale)


def chosen_forms(text: str | None) -> tuple[str, ...]:
    """Return the forms that an address asks for, in the order in which they are printed.

    Raises:
        InputError: none, or one that there is not.
    """
    if text is None:
        return tuple(FORMS)
    asked = [name.strip() for name in text.split(",") if name.strip()]
    for name in asked:
        if name not in FORMS:
            raise InputError("packet.error.unknown-form", {"found": name[:20]})
    if not asked:
        raise InputError("packet.error.no-forms")
    return tuple(name for name in FORMS if name in asked)


def compose_forms(facts: FormFacts, chosen: Sequence[str], issuer: str, locale: Locale) -> bytes:
    """Return the Word file."""
    printer = _Forms(facts, issuer, locale)
    makers: dict[str, Callable[[], None]] = {
        "pledge": printer.pledge,
        "turns": printer.turns,
        "coach": printer.coach,
        "actions": printer.actions,
        "rating": printer.rating,
        "ideas": printer.ideas,
        "ranking": printer.ranking,
        "dots": printer.dots,
    }
    for name in chosen:
        makers[name]()
    return printer.paper.bytes()


class _FormPaper(BallotSheet):
    """Whole pages with the margins of an official paper, then pages to cut apart."""

    def __init__(self, *, author: str, locale: Locale) -> None:
        Paper.__init__(self, author=author, locale=locale)
        self._pages = 0
        self._used = self._cuts = False

    def sheet(self, title: str, meta: Sequence[str]) -> None:
        """Begin a form on a page of its own."""
        self.title(title)
        self._document.paragraphs[-1].paragraph_format.page_break_before = self._used
        words = [entry.replace(" ", "\N{NO-BREAK SPACE}") for entry in meta]
        self._add("\u3000 ".join(words), "Sheet Line")
        self._used = True

    def cut(self, columns: int, rows: int, fill: Callable[[Ballot], None]) -> None:
        """Print a page of slips."""
        if not self._cuts:
            self._narrow()
        self.page(columns, rows, fill)
        self._used = self._cuts = True

    def _narrow(self) -> None:
        section = (
            self._document.add_section(WD_SECTION.NEW_PAGE) if self._used else self._document.sections[0]
        )
        section.top_margin = section.bottom_margin = Mm(_SLIP_MARGIN)
        section.left_margin = section.right_margin = Mm(_SLIP_MARGIN)
        section.footer_distance = section.header_distance = Mm(4)
        section.footer.is_linked_to_previous = section.even_page_footer.is_linked_to_previous = False
        for footer in (section.footer, section.even_page_footer):
            for paragraph in footer.paragraphs:
                paragraph.clear()
                paragraph.style = (
                    "Table Gap"  # a line of the usual height would push the slips to a next page
                )

    @property
    def _type_width(self) -> Emu:
        section = self._document.sections[-1]
        return Emu((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0))


class _Forms:
    def __init__(self, facts: FormFacts, issuer: str, locale: Locale) -> None:
        self._facts = facts
        self._locale = locale
        self.paper = _FormPaper(author=issuer, locale=locale)

    def pledge(self) -> None:
        """The ten rules, and a line for everybody to sign."""
        self._sheet("pledge")
        self.paper.note(self._say("packet.form.pledge-how"))
        self.paper.table(
            self._columns(("number", 14), ("rule", 32), ("says", 110)),
            [
                (str(number), rule.name.to(self._locale), rule.sentence.to(self._locale))
                for number, rule in enumerate(self._facts.norms, start=1)
            ],
            row_height_mm=7,
        )
        people = self._facts.people
        names = [*people, *[""] * (-len(people) % _PLEDGED)]
        columns = self._columns(("name", 22), ("signature", 30)) * _PLEDGED
        rows = [
            [text for name in names[at : at + _PLEDGED] for text in (name, "")]
            for at in range(0, len(names), _PLEDGED)
        ]
        self.paper.table(columns, rows, row_height_mm=10)

    def turns(self) -> None:
        """Who speaks in which order, with minutes, and boxes for asked and stated."""
        self._sheet("turns")
        self.paper.note(self._say("packet.form.turns-how"))
        rows = [(str(number), name, "", "", "", "") for number, name in enumerate(self._facts.turns, start=1)]
        self.paper.table(
            self._columns(
                ("number", 12), ("name", 38), ("from", 24), ("to", 24), ("asked", 29), ("stated", 29)
            ),
            rows,
            row_height_mm=10,
        )

    def coach(self) -> None:
        """What the coach asked, to which end, and what came of it."""
        self._sheet("coach")
        self.paper.note(self._say("packet.form.coach-how"))
        ends = "\n".join(f"□{self._say(key)}" for key in _ENDS)
        self.paper.table(
            self._columns(("time", 18), ("end", 34), ("question", 66), ("effect", 38)),
            [("", ends, "", "")] * _COACH_ROWS,
            row_height_mm=12,
        )

    def actions(self) -> None:
        """What is agreed: what, who, by when, and what will show it."""
        self._sheet("actions")
        self.paper.note(self._say("packet.form.actions-how"))
        self.paper.table(
            self._columns(("number", 12), ("what", 58), ("who", 24), ("due", 26), ("evidence", 36)),
            [(str(number), "", "", "", "") for number in range(1, _ACTION_ROWS + 1)],
            row_height_mm=14,
        )
        self.paper.note(self._say("packet.form.actions-sign"))

    def rating(self) -> None:
        """The one-minute rating: ten rules, three boxes each; no name."""
        head = ["", *(self._say(key) for key in _LEVELS)]
        rows = [
            [f"{number}. {rule.name.to(self._locale)}", "□", "□", "□"]
            for number, rule in enumerate(self._facts.norms, start=1)
        ]

        def fill(ballot: Ballot) -> None:
            ballot.title(self._say("packet.form.rating"))
            ballot.line(self._facts.title, 9)
            ballot.line(self._say("packet.form.rating-how"), 9)
            ballot.grid(head, rows, [5, 3, 3, 3], 9.5)
            ballot.line(self._say("packet.form.secret"), 9)

        self.paper.cut(2, 2, fill)

    def ideas(self) -> None:
        """Cards for silent writing: one idea each."""

        def fill(ballot: Ballot) -> None:
            ballot.title(self._say("packet.form.card"))
            ballot.line(self._say("packet.form.card-how", most=self._facts.idea_characters), 9)

        self.paper.cut(2, 5, fill)

    def ranking(self) -> None:
        """Numbered slips: the few best of the list, in order."""
        places = range(1, self._facts.rank_top + 1)
        head = [self._say("packet.form.place"), self._say("packet.form.idea-number")]

        def fill(number: int, ballot: Ballot) -> None:
            ballot.title(self._say("packet.form.slip-ranking", number=number))
            ballot.line(self._say("packet.form.ranking-how", most=self._facts.rank_top), 9)
            ballot.grid(head, [[str(place), ""] for place in places], [2, 3], 12)

        self._numbered(3, 3, fill)

    def dots(self) -> None:
        """Numbered slips: dots beside the numbers of ideas."""
        head = [self._say("packet.form.dot"), self._say("packet.form.idea-number")]
        rows = [["●", ""] for _ in range(self._facts.dots)]

        def fill(number: int, ballot: Ballot) -> None:
            ballot.title(self._say("packet.form.slip-dots", number=number))
            ballot.line(self._say("packet.form.dots-how", most=self._facts.dots), 9)
            ballot.grid(head, rows, [2, 3], 12)

        self._numbered(3, 4, fill)

    def _numbered(self, columns: int, rows: int, fill: Callable[[int, Ballot], None]) -> None:
        """Print as many pages as there are people, each slip with a number of its own."""
        each = columns * rows
        for first in range(1, max(1, len(self._facts.people)) + 1, each):
            numbers = iter(range(first, first + each))
            self.paper.cut(columns, rows, lambda ballot, numbers=numbers: fill(next(numbers), ballot))  # type: ignore[misc]

    def _sheet(self, form: str) -> None:
        meta = [self._say("packet.form.meeting", title=self._facts.title)]
        if self._facts.group:
            meta.append(self._say("packet.form.group", name=self._facts.group))
        if self._facts.date:
            meta.append(self._say("packet.form.date", date=self._facts.date))
        self.paper.sheet(self._say(FORMS[form]), meta)

    def _columns(self, *named: tuple[str, float]) -> list[Column]:
        return [Column(self._say(_HEADS[name]), width, centred=name in _CENTRED) for name, width in named]

    def _say(self, key: str, **params: object) -> str:
        return catalogue().say(key, self._locale, **params)


_CENTRED = frozenset({"number", "rule", "name", "from", "to", "who", "due", "asked", "stated"})
_ENDS = ("packet.form.end-clarify", "packet.form.end-act", "packet.form.end-apply")
_LEVELS = ("rules.level.kept", "rules.level.partly", "rules.level.broken")
_HEADS = MappingProxyType(
    {
        "number": "packet.form.column-number",
        "rule": "packet.form.column-rule",
        "says": "packet.form.column-says",
        "name": "packet.column.name",
        "signature": "packet.form.column-signature",
        "from": "packet.form.column-from",
        "to": "packet.form.column-to",
        "asked": "packet.form.column-asked",
        "stated": "packet.form.column-stated",
        "time": "packet.form.column-time",
        "end": "packet.form.column-end",
        "question": "packet.form.column-question",
        "effect": "packet.form.column-effect",
        "what": "packet.column.what",
        "who": "packet.column.who",
        "due": "packet.column.due",
        "evidence": "packet.column.evidence",
    }
)
