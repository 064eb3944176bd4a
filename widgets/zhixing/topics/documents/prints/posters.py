"""Posters of a session: the six criteria, the timetable, the rules of the vote, the address."""

from collections.abc import Mapping

from zhixing.actor import Actor, Locale
from zhixing.classroom.people import classroom
from zhixing.classroom.rules import Door, require
from zhixing.classroom.runsheet import RunSheet, run_sheet
from zhixing.classroom.session import run_of
from zhixing.documents.poster import Poster
from zhixing.records import Work
from zhixing.text import catalogue
from zhixing.topics.documents.prints.clock import Clock, starting
from zhixing.topics.rules import Criterion
from zhixing.topics.service.setting import class_policy, criteria

_TABLE_MM = 205
_RULES = (
    "prints.posters.rule-alone",
    "prints.posters.rule-secret",
    "prints.posters.rule-paper",
    "prints.posters.rule-change",
    "prints.posters.rule-order",
    "prints.posters.rule-leader",
)


def posters(db: Work, actor: Actor, wishes: Mapping[str, str]) -> tuple[str, bytes]:
    """Return the name of the file, and the posters of the run sheet chosen now.

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
    poster = Poster(author=room.name, locale=actor.locale)
    hang = _Hanging(poster, actor.locale)
    hang.criteria("prints.posters.conditions", criteria().conditions)
    hang.criteria("prints.posters.ratings", criteria().ratings)
    hang.timetable(run_sheet(run_of(db, actor.classroom).sheet), clock)
    hang.rules(class_policy(db, actor.classroom).int("topic.votes-each"))
    if room.address:
        hang.address(room.address, room.code)
    return catalogue().say("prints.posters.file", actor.locale), poster.bytes()


class _Hanging:
    def __init__(self, poster: Poster, locale: Locale) -> None:
        self._poster = poster
        self._locale = locale

    def criteria(self, title: str, asked: tuple[Criterion, ...]) -> None:
        """Print criteria with their question and what each level means."""
        self._poster.sheet(self._say(title))
        words = {
            "ok": "exchange.verdict.ok",
            "revise": "exchange.verdict.revise",
            "no": "exchange.verdict.no",
        }
        levels = [
            self._say(words[level.level])
            if isinstance(level.level, str)
            else self._say("prints.mark", mark=level.level)
            for level in asked[0].levels
        ]
        rows = [
            [
                criterion.name.to(self._locale),
                criterion.question.to(self._locale),
                *(level.text.to(self._locale) for level in criterion.levels),
            ]
            for criterion in asked
        ]
        head = [self._say("prints.criterion"), self._say("prints.question"), *levels]
        size = 27 if self._locale is Locale.ZH else 20
        self._poster.board(head, rows, [3.6, 5, *([4.4] * len(levels))], size=size)

    def timetable(self, sheet: RunSheet, clock: Clock) -> None:
        """Print when what happens."""
        self._poster.sheet(sheet.title.to(self._locale))
        height = min(15.0, _TABLE_MM / (len(sheet.steps) + 1))
        rows = [
            [
                clock.at(start, self._locale),
                step.title.to(self._locale),
                self._say("prints.minutes", count=step.minutes),
            ]
            for start, step in zip(sheet.starts(), sheet.steps, strict=True)
        ]
        head = [self._say("prints.time"), self._say("prints.step"), self._say("prints.length")]
        self._poster.board(head, rows, [3, 8, 2], size=min(24.0, height * 1.55), row_height_mm=height)

    def rules(self, votes: int) -> None:
        """Print the rules of vote and rating."""
        self._poster.sheet(self._say("prints.posters.rules"))
        for number, key in enumerate(_RULES, start=1):
            self._poster.words(f"{number}. {self._say(key, votes=votes)}", 32)

    def address(self, address: str, code: str) -> None:
        """Print where the page is, as large as fits."""
        self._poster.sheet(self._say("prints.posters.address"))
        self._poster.words(address, 72 if len(address) < 28 else 48, centred=True, bold=True)
        self._poster.words(self._say("prints.posters.code", code=code), 48, centred=True)
        self._poster.words(self._say("prints.posters.address-how"), 28, centred=True)

    def _say(self, key: str, **params: object) -> str:
        return catalogue().say(key, self._locale, **params)
