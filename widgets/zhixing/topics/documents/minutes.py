"""The record of a session (会议记录) as a paper to sign: no rater, and names only where wanted."""

from collections.abc import Iterable
from datetime import datetime

from zhixing.actor import Actor, Locale
from zhixing.documents import Column, OfficialDocument
from zhixing.records import Work
from zhixing.records.clock import utc_now
from zhixing.text import catalogue
from zhixing.text.dates import long_date
from zhixing.topics.rules import Overall
from zhixing.topics.service.minutes import MinutesFacts, minutes_facts

_VERDICTS = {
    Overall.OK: "session.minutes.conditions-ok",
    Overall.REVISE: "session.minutes.conditions-revise",
    Overall.NO: "session.minutes.conditions-no",
    Overall.OPEN: "session.minutes.conditions-open",
}


def minutes_paper(db: Work, actor: Actor) -> tuple[str, bytes]:
    """Return the file name and the Word file of the record, in the actor's language."""
    name = catalogue().say("session.minutes.file", actor.locale)
    return name, compose_minutes(minutes_facts(db, actor.classroom), actor.locale, utc_now())


def compose_minutes(facts: MinutesFacts, locale: Locale, moment: str) -> bytes:
    """Return the Word file of the record.

    Args:
        facts: what it says.
        locale: language of the paper.
        moment: stored time of printing; its local date is the day of the session.
    """
    return _MinutesPaper(facts, locale).compose(moment)


class _MinutesPaper:
    def __init__(self, facts: MinutesFacts, locale: Locale) -> None:
        self._facts = facts
        self._locale = locale
        self._paper = OfficialDocument(author=facts.classroom, locale=locale)
        self._number = 0

    def compose(self, moment: str) -> bytes:
        paper = self._paper
        paper.title(self._say("session.minutes.title"))
        paper.subtitle(self._facts.classroom)
        self._head(long_date(datetime.fromisoformat(moment).astimezone().date(), self._locale))
        self._topics()
        if self._facts.is_designated:
            self._sub_topics()
        else:
            self._conditions()
            self._votes()
            self._result()
        self._dissent()
        self._lead()
        self._added()
        self._next()
        for label in ("session.minutes.recorder", "session.minutes.chair", "session.minutes.checker"):
            paper.pen_line(self._say(label))
        return paper.bytes()

    def _head(self, day: str) -> None:
        own = self._facts.own
        self._lead_line("session.minutes.time", self._say("session.minutes.hours", date=day))
        self._lead_line("session.minutes.place", own.place or self._say("session.minutes.blank"))
        self._lead_line(
            "session.minutes.attendance", self._say("session.minutes.present", count=self._facts.present)
        )
        if self._facts.names:
            self._paper.paragraph(self._say("session.minutes.separator").join(self._facts.names))

    def _topics(self) -> None:
        facts = self._facts
        self._heading("session.minutes.heading-topics")
        if facts.designated:
            self._paragraph("session.minutes.designated", titles=self._listed(facts.designated))
        if facts.is_designated:
            return
        titles = self._listed(facts.proposed)
        if facts.proposed:
            self._paragraph("session.minutes.proposed", count=len(facts.proposed), titles=titles)
        else:
            self._paragraph("session.minutes.none-proposed")

    def _sub_topics(self) -> None:
        self._heading("session.minutes.heading-sub-topics")
        if not self._facts.sub_topics:
            self._paragraph("session.minutes.none-yet")
        for number, title in enumerate(self._facts.sub_topics, start=1):
            self._paragraph("session.minutes.sub-topic", number=number, title=title)

    def _conditions(self) -> None:
        self._heading("session.minutes.heading-conditions")
        if not self._facts.conditions:
            self._paragraph("session.minutes.none-yet")
        for overall, titles in self._facts.conditions.items():
            if titles:
                self._paragraph(_VERDICTS[overall], titles=self._listed(titles))

    def _votes(self) -> None:
        facts = self._facts
        self._heading("session.minutes.heading-votes")
        if facts.voting is not None:
            cast = facts.voting.voted + facts.voting.paper
            self._paragraph(
                "session.minutes.votes", present=facts.present, votes=cast, paper=facts.voting.paper
            )
        if facts.went_on:
            self._paragraph("session.minutes.went-on", titles=self._listed(facts.went_on))
        if facts.voting is None and not facts.went_on:
            self._paragraph("session.minutes.none-yet")
        if facts.raters is not None:
            self._paragraph("session.minutes.rated", raters=facts.raters)
        if facts.disputed is not None:
            topic, criterion = facts.disputed
            self._paragraph(
                "session.minutes.disputed",
                topic=self._say("session.minutes.quoted", title=topic),
                criterion=criterion.to(self._locale),
            )

    def _result(self) -> None:
        facts = self._facts
        self._heading("session.minutes.heading-result")
        if facts.first is None:
            self._paragraph("session.minutes.none-yet")
            return
        self._lead_line("session.minutes.first", facts.first)
        if facts.runner_up is not None:
            self._lead_line("session.minutes.runner-up", facts.runner_up)
        if facts.held:
            self._lead_line("session.minutes.held", self._listed(facts.held))
        if facts.stability is not None:
            self._paper.paragraph(facts.stability.to(self._locale))
        self._paragraph("session.minutes.not-decided")

    def _dissent(self) -> None:
        self._heading("session.minutes.heading-dissent")
        for view in self._facts.dissents or (self._say("session.minutes.no-dissent"),):
            self._paper.paragraph(view)

    def _lead(self) -> None:
        facts = self._facts
        self._heading("session.minutes.heading-lead")
        units = self._say("session.minutes.separator").join(facts.leads)
        self._lead_line("session.minutes.lead-unit", units or self._say("session.minutes.blank"))
        rows = [(str(at), one.what, one.who, one.when) for at, one in enumerate(facts.unknowns, start=1)]
        self._paper.table(
            [
                Column(self._say("session.minutes.column-number"), 14, centred=True),
                Column(self._say("session.minutes.column-what"), 78),
                Column(self._say("session.minutes.column-who"), 32, centred=True),
                Column(self._say("session.minutes.column-when"), 32, centred=True),
            ],
            rows or [("", "", "", "")] * 2,
        )

    def _added(self) -> None:
        facts = self._facts
        if facts.lines:
            self._heading("session.minutes.heading-lines")
            for line in facts.lines:
                self._paragraph("session.minutes.line", line=line)
        if facts.own.remarks:
            self._heading("session.minutes.heading-remarks")
            self._paper.paragraph(facts.own.remarks)

    def _next(self) -> None:
        self._heading("session.minutes.heading-next")
        if self._facts.is_designated:
            self._paragraph("session.minutes.next-designated")
        else:
            self._paragraph("session.minutes.next")

    def _listed(self, titles: Iterable[str]) -> str:
        return self._say("session.minutes.semicolon").join(titles)

    def _heading(self, key: str) -> None:
        self._number += 1
        self._paper.heading(self._say(key), 1, number=self._number)

    def _paragraph(self, key: str, **params: object) -> None:
        self._paper.paragraph(self._say(key, **params))

    def _lead_line(self, key: str, text: str) -> None:
        self._paper.paragraph(text, lead=self._say(key))

    def _say(self, key: str, **params: object) -> str:
        return catalogue().say(key, self._locale, **params)
