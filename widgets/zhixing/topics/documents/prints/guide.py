"""The facilitator's guide to this session: the run sheet chosen, with times, words and advice."""

from collections.abc import Mapping

from zhixing.actor import Actor, Locale
from zhixing.classroom.people import classroom, seats
from zhixing.classroom.rules import Door, require
from zhixing.classroom.runsheet import RunSheet, Step, run_sheet
from zhixing.classroom.session import minutes_of, run_of, values_of
from zhixing.documents import Column
from zhixing.documents.handbook import Handbook
from zhixing.records import Work
from zhixing.text import catalogue
from zhixing.topics.documents.prints.clock import Clock, starting
from zhixing.topics.documents.prints.guidance import Case, guidance

_DEVICES = {
    "phone": "prints.device.phone",
    "table": "prints.device.table",
    "none": "prints.device.none",
}
_PROJECTOR = {
    "join": "prints.projector.join",
    "purpose": "prints.projector.purpose",
    "case": "prints.projector.case",
    "countdown": "prints.projector.countdown",
    "present": "prints.projector.present",
    "conditions": "prints.projector.conditions",
    "count": "prints.projector.count",
    "revealed": "prints.projector.revealed",
    "cell": "prints.projector.cell",
    "result": "prints.projector.result",
    "progress": "prints.projector.progress",
    "question": "prints.projector.question",
    "record": "prints.projector.record",
    "criteria": "prints.projector.criteria",
    "weights": "prints.projector.weights",
    "scheme": "prints.projector.scheme",
}


def session_guide(db: Work, actor: Actor, wishes: Mapping[str, str]) -> tuple[str, bytes]:
    """Return the name of the file, and the guide to the session of the run sheet chosen now.

    Args:
        db: the unit of work.
        actor: for whom.
        wishes: ``start``, the time of day at which the session begins; without it minutes are counted.

    Raises:
        RefusedError: not this person's.
        InputError: not a time of day.
    """
    require(actor, Door.ENTER_PAPER)
    clock = starting(wishes)
    room = classroom(db, actor)
    values, tables = values_of(db, actor.classroom), len(seats(db, actor.classroom))
    sheet = run_sheet(run_of(db, actor.classroom).sheet)
    spoken = {step.id: step.said(**minutes_of(step, values, tables)).to(actor.locale) for step in sheet.steps}
    guide = _Guide(Handbook(author=room.name, locale=actor.locale), actor.locale, clock)
    title = catalogue().say("prints.guide.title", actor.locale, name=sheet.title)
    return f"{title}.docx", guide.compose(title, room.name, sheet, spoken)


class _Guide:
    def __init__(self, book: Handbook, locale: Locale, clock: Clock) -> None:
        self._book = book
        self._locale = locale
        self._clock = clock

    def compose(self, title: str, room: str, sheet: RunSheet, spoken: Mapping[str, str]) -> bytes:
        """Return the file: at a glance, before, step by step, when something goes wrong."""
        book, advice = self._book, guidance()
        book.title(title)
        book.meta(room, self._say("prints.minutes", count=sheet.total))
        book.note(self._say("prints.guide.how"))
        book.chapter(self._say("prints.guide.glance"))
        book.table(
            [
                Column(self._say("prints.time"), 30, centred=True),
                Column(self._say("prints.step"), 56),
                Column(self._say("prints.length"), 24, centred=True),
                Column(self._say("prints.guide.device"), 46),
            ],
            [
                (
                    self._clock.at(start, self._locale),
                    self._name(step),
                    self._say("prints.minutes", count=step.minutes),
                    self._say(_DEVICES[step.device]),
                )
                for start, step in zip(sheet.starts(), sheet.steps, strict=True)
            ],
            row_height_mm=7,
        )
        book.chapter(self._say("prints.guide.before"))
        for text in advice.before:
            book.note(f"□ {text.to(self._locale)}")
        book.chapter(self._say("prints.guide.steps"))
        for start, step in zip(sheet.starts(), sheet.steps, strict=True):
            self._step(start, step, spoken[step.id])
        book.chapter(self._say("prints.guide.troubles"))
        book.table(
            [Column(self._say("prints.guide.when"), 40), Column(self._say("prints.guide.do"), 116)],
            [(case.when.to(self._locale), case.do.to(self._locale)) for case in advice.troubles],
        )
        return book.bytes()

    def _step(self, start: int, step: Step, spoken: str) -> None:
        times = self._say(
            "prints.guide.times",
            start=self._clock.at(start, self._locale),
            end=self._clock.at(start + step.minutes, self._locale),
            count=step.minutes,
        )
        shown = _PROJECTOR.get(step.projector)
        aside = [self._say("prints.guide.on-device", device=self._say(_DEVICES[step.device]))]
        if shown is not None:
            aside.append(self._say("prints.guide.on-wall", wall=self._say(shown)))
        rows = [(self._say("prints.guide.say"), spoken)]
        advice = guidance().steps.get(step.id)
        if advice is not None:
            points = "\n".join(f"· {point.to(self._locale)}" for point in advice.points)
            rows += [
                (self._say("prints.guide.aim"), advice.aim.to(self._locale)),
                (self._say("prints.guide.points"), points),
                (self._say("prints.guide.cases"), "\n".join(map(self._case, advice.cases))),
            ]
        self._book.block(f"{times}\u3000{self._name(step)}", "\u3000".join(aside), rows)

    def _case(self, case: Case) -> str:
        return self._say("prints.guide.case", when=case.when, do=case.do)

    def _name(self, step: Step) -> str:
        name = step.title.to(self._locale)
        return self._say("prints.guide.optional", name=name) if step.optional else name

    def _say(self, key: str, **params: object) -> str:
        return catalogue().say(key, self._locale, **params)
