"""The paper of a scheme (专题设置方案): its four contents, for comment, for approval, or approved."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from zhixing.actor import Actor, Locale
from zhixing.decisions.rules import Stage
from zhixing.documents import Column, OfficialDocument, numbered
from zhixing.records import Work
from zhixing.records.clock import utc_now
from zhixing.text import Text, catalogue
from zhixing.text.dates import long_date
from zhixing.topics.rules.scheme import Entry, SubTopic
from zhixing.topics.service.scheme import Ground
from zhixing.topics.service.scheme_face import indicator_words, listed, problem_words, window_words
from zhixing.topics.service.scheme_facts import SchemeFacts, scheme_facts

_OPENINGS = {
    Ground.APPROVED: "scheme.paper.opening-approved",
    Ground.DESIGNATED: "scheme.paper.opening-designated",
    Ground.RECOMMENDED: "scheme.paper.opening-recommended",
    None: "scheme.paper.opening-recommended",
}


def scheme_paper(db: Work, actor: Actor) -> tuple[str, bytes]:
    """Return the file name and the Word file of the scheme, in the actor's language.

    Raises:
        RefusedError: not this person's, or there is no topic yet.
    """
    facts = scheme_facts(db, actor)
    key = "scheme.paper.file-comment" if facts.stage is Stage.COMMENT else "scheme.paper.file-draft"
    if facts.approved is not None:
        key = "scheme.paper.file-final"
    return catalogue().say(key, actor.locale), compose(facts, actor.locale, utc_now())


def compose(facts: SchemeFacts, locale: Locale, moment: str) -> bytes:
    """Return the Word file of a scheme.

    Args:
        facts: what it says.
        locale: language of the paper.
        moment: stored time of printing; its local date signs the paper.
    """
    return _SchemePaper(facts, locale).compose(moment)


class _SchemePaper:
    def __init__(self, facts: SchemeFacts, locale: Locale) -> None:
        self._facts = facts
        self._locale = locale
        self._paper = OfficialDocument(author=facts.classroom, locale=locale)

    def compose(self, moment: str) -> bytes:
        paper, facts = self._paper, self._facts
        paper.title(self._say("scheme.paper.title"))
        paper.draft_mark(self._mark())
        if facts.approved is None:
            paper.addressee(self._say("scheme.paper.addressee-blank"))
        lead = facts.scheme.lead_unit or self._say("scheme.paper.to-be-filled")
        paper.paragraph(self._say(_OPENINGS[facts.ground], topic=facts.topic, unit=lead))
        sections = [self._aims, self._split, self._units, self._outcomes]
        if facts.approved is None:
            sections += [self._changes] if facts.changes else []
            sections += [self._approval]
        for number, section in enumerate(sections, start=1):
            section(number)
        day = datetime.fromisoformat(moment).astimezone().date()
        paper.signature(facts.classroom, long_date(day, self._locale))
        return paper.bytes()

    def _mark(self) -> str:
        if self._facts.approved is not None:
            day = long_date(self._facts.approved, self._locale)
            return self._say("scheme.paper.approved", day=day)
        is_comment = self._facts.stage is Stage.COMMENT
        return self._say("scheme.paper.comment" if is_comment else "scheme.paper.draft")

    def _aims(self, number: int) -> None:
        scheme = self._facts.scheme
        self._heading("scheme.paper.heading-aims", number)
        self._entries(1, "scheme.face.tasks", scheme.tasks)
        self._entries(2, "scheme.face.questions", scheme.questions)
        self._paper.heading(self._say("scheme.face.window"), 2, number=3)
        self._paper.paragraph(self._told(window_words(scheme)) or self._say("scheme.paper.to-be-filled"))

    def _split(self, number: int) -> None:
        scheme = self._facts.scheme
        self._heading("scheme.paper.heading-split", number)
        self._paper.paragraph(self._say("scheme.paper.split", count=len(scheme.sub_topics)))
        numbers = {question.id: place for place, question in enumerate(scheme.questions, 1)}
        for place, each in enumerate(scheme.sub_topics, 1):
            answers = [str(numbers[one]) for one in each.questions if one in numbers]
            joined = self._say("scheme.face.separator").join(answers)
            said = self._say("scheme.paper.answers", numbers=joined) if answers else ""
            title = each.title or self._say("scheme.paper.to-be-filled")
            title = self._say("scheme.paper.sub-topic", title=title)
            self._paper.paragraph(said, lead=numbered(title, 2, place, self._locale))

    def _units(self, number: int) -> None:
        scheme = self._facts.scheme
        lead = scheme.lead_unit or self._say("scheme.paper.to-be-filled")
        self._heading("scheme.paper.heading-units", number)
        self._paper.paragraph(self._say("scheme.paper.units", lead=lead))
        columns = [
            Column(self._say("scheme.paper.column-sub-topic"), 56),
            Column(self._say("scheme.paper.column-lead"), 34, centred=True),
            Column(self._say("scheme.paper.column-units"), 66),
        ]
        rows = [
            (
                self._named(each, place),
                each.lead_unit,
                listed(others).to(self._locale) if (others := _others(each)) else "",
            )
            for place, each in enumerate(scheme.sub_topics, 1)
        ]
        self._paper.table(columns, rows)

    def _outcomes(self, number: int) -> None:
        self._heading("scheme.paper.heading-outcomes", number)
        self._paper.paragraph(self._say("scheme.paper.outcomes"))
        columns = [
            Column(self._say("scheme.paper.column-sub-topic"), 26),
            Column(self._say("scheme.paper.column-problems"), 48),
            Column(self._say("scheme.paper.column-outcome"), 38),
            Column(self._say("scheme.paper.column-indicator"), 44),
        ]
        rows = [
            (
                self._named(each, place),
                self._numbered(problem_words(problem) for problem in each.problems if problem.text),
                each.outcome or self._say("scheme.paper.to-be-filled"),
                "\n".join(self._told(line) for line in indicator_words(each.indicator)),
            )
            for place, each in enumerate(self._facts.scheme.sub_topics, 1)
        ]
        self._paper.table(columns, rows)

    def _changes(self, number: int) -> None:
        heading = self._say("scheme.paper.heading-changes", version=self._facts.before)
        self._paper.heading(heading, 1, number=number)
        for place, change in enumerate(self._facts.changes, 1):
            before, after = self._joined(change.before), self._joined(change.after)
            key = "scheme.paper.change" if before and after else "scheme.paper.added"
            said = self._say(key if after else "scheme.paper.removed", before=before, after=after)
            name = self._say("scheme.paper.changed-part", name=change.title.to(self._locale))
            self._paper.paragraph(said, lead=self._say("scheme.paper.item", number=place, text=name))

    def _approval(self, number: int) -> None:
        self._heading("scheme.paper.heading-approval", number)
        self._paper.approval()

    def _entries(self, number: int, key: str, entries: Sequence[Entry]) -> None:
        self._paper.heading(self._say(key), 2, number=number)
        texts = [entry.text for entry in entries if entry.text.strip()]
        said = [self._say("scheme.paper.item", number=at, text=text) for at, text in enumerate(texts, 1)]
        self._paper.paragraph("\n".join(said) or self._say("scheme.paper.to-be-filled"))

    def _named(self, each: SubTopic, number: int) -> str:
        title = each.title or self._say("scheme.paper.to-be-filled")
        return self._say("scheme.paper.item", number=number, text=title)

    def _numbered(self, lines: Iterable[Text | str]) -> str:
        said = [self._told(line) for line in lines]
        if len(said) < 2:
            return "".join(said)
        numbers = enumerate(said, 1)
        return "\n".join(self._say("scheme.paper.item", number=at, text=line) for at, line in numbers)

    def _joined(self, lines: Sequence[str]) -> str:
        return self._say("scheme.paper.semicolon").join(lines)

    def _told(self, words: Text | str) -> str:
        return words.to(self._locale) if isinstance(words, Text) else words

    def _heading(self, key: str, number: int) -> None:
        self._paper.heading(self._say(key), 1, number=number)

    def _say(self, key: str, **params: object) -> str:
        return catalogue().say(key, self._locale, **params)


def _others(each: SubTopic) -> list[str]:
    return [unit for unit in each.units if unit != each.lead_unit]
