"""The charter of a group as an official paper: who, on what, what was agreed, and everybody's signature."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from zhixing.actor import Actor, Locale
from zhixing.classroom.people import classroom
from zhixing.documents import Column, OfficialDocument
from zhixing.errors import MissingError
from zhixing.records import Work
from zhixing.records.clock import utc_now
from zhixing.teams.service.charter import own_name, team_to_read
from zhixing.teams.service.charter_facts import GroupFacts, group_facts, shared_tasks
from zhixing.text import catalogue
from zhixing.text.dates import long_date

_DUTIES = {
    "leader": "charter.duty.leader",
    "liaison": "charter.duty.liaison",
    "member": "charter.duty.member",
}


def charter_paper(db: Work, actor: Actor, wishes: Mapping[str, str]) -> tuple[str, bytes]:
    """Return the file name and the Word file of a group's charter, in the actor's language.

    Args:
        db: the unit of work.
        actor: who takes it away.
        wishes: ``team``, the group; without it one's own.

    Raises:
        MissingError: ``teams.error.no-team``: there is no such group, or the person has none.
        RefusedError: ``teams.error.other-team``.
    """
    team = team_to_read(db, actor, wishes.get("team", ""))
    if team is None:
        raise MissingError("teams.error.no-team")
    facts = group_facts(db, team)
    name = catalogue().say("charter.paper.file", actor.locale, number=team.seat)
    return name, compose(facts, classroom(db, actor).name, actor.locale, utc_now())


def compose(facts: GroupFacts, issuer: str, locale: Locale, moment: str) -> bytes:
    """Return the Word file of a charter.

    Args:
        facts: what it says.
        issuer: name of the class.
        locale: language of the paper.
        moment: stored time of printing.
    """
    return _CharterPaper(facts, issuer, locale).compose(moment)


class _CharterPaper:
    def __init__(self, facts: GroupFacts, issuer: str, locale: Locale) -> None:
        self._facts = facts
        self._issuer = issuer
        self._locale = locale
        self._paper = OfficialDocument(author=issuer, locale=locale)

    def compose(self, moment: str) -> bytes:
        paper, facts = self._paper, self._facts
        paper.title(self._say("charter.paper.title"))
        paper.subtitle(self._group())
        sections = [self._task, self._members, self._agreements, self._milestones]
        if facts.charter.sub_groups:
            sections.insert(2, self._sub_groups)
        for number, section in enumerate(sections, start=1):
            section(number)
        self._signatures(len(sections) + 1, moment)
        return paper.bytes()

    def _group(self) -> str:
        numbered = self._say("charter.paper.number", number=self._facts.team.seat)
        name = own_name(self._facts.team)
        return self._say("charter.paper.group", group=numbered, name=name) if name else numbered

    def _task(self, number: int) -> None:
        facts = self._facts
        self._heading("charter.paper.heading-task", number)
        if facts.sub_topic is not None:
            self._line("charter.paper.sub-topic", facts.sub_topic.title)
            self._line("charter.paper.outcome", facts.sub_topic.outcome)
        self._line("charter.paper.problem", facts.charter.problem)
        problems = [] if facts.sub_topic is None else [each for each in facts.sub_topic.problems if each.text]
        if problems:
            columns = [
                Column(self._say("charter.paper.column-problem"), 86),
                Column(self._say("charter.paper.column-goal"), 70),
            ]
            self._paper.table(columns, [(each.text, each.goal) for each in problems])

    def _members(self, number: int) -> None:
        facts = self._facts
        self._heading("charter.paper.heading-members", number)
        columns = [
            Column(self._say("charter.paper.column-name"), 24, centred=True),
            Column(self._say("charter.paper.column-unit"), 28),
            Column(self._say("charter.paper.column-duty"), 22, centred=True),
            Column(self._say("charter.paper.column-task"), 50),
            Column(self._say("charter.paper.column-due"), 32, centred=True),
        ]
        rows = [
            (
                member.name,
                "\n".join(part for part in (member.unit, member.post) if part),
                self._say(_DUTIES.get(member.duty, _DUTIES["member"])),
                "\n".join(part for part in (facts.tasks[member.id].task, self._goal(member.id)) if part),
                self._due(facts.tasks[member.id].due),
            )
            for member in facts.members
        ]
        self._paper.table(columns, rows)
        shared = [each for each in shared_tasks(facts) if len(each["people"]) > 1]
        if shared:
            self._paper.note(self._say("charter.paper.shared"))
        self._line("charter.paper.guides", self._joined(facts.guides))
        self._line("charter.paper.convenors", self._joined(facts.convenors))

    def _goal(self, person: str) -> str:
        goal = self._facts.tasks[person].goal
        return self._say("charter.paper.goal", goal=goal) if goal else ""

    def _due(self, due: str | None) -> str:
        return "" if due is None else long_date(date.fromisoformat(due), self._locale)

    def _sub_groups(self, number: int) -> None:
        names = {member.id: member.name for member in self._facts.members}
        self._heading("charter.paper.heading-sub-groups", number)
        for each in self._facts.charter.sub_groups:
            inside = self._joined([names[one] for one in each.people if one in names])
            self._line(
                "charter.paper.sub-group",
                self._say("charter.paper.sub-group-says", purpose=each.purpose, people=inside),
                name=each.name,
            )

    def _agreements(self, number: int) -> None:
        said = self._facts.charter
        self._heading("charter.paper.heading-agreements", number)
        lines = [
            self._say("charter.paper.item", number=at, text=line)
            for at, line in enumerate(said.agreements, 1)
        ]
        self._paper.paragraph("\n".join(lines) or self._say("charter.paper.open"))
        self._line("charter.paper.rhythm", said.rhythm)
        self._line("charter.paper.support", said.support)

    def _milestones(self, number: int) -> None:
        said = self._facts.charter.milestones
        self._heading("charter.paper.heading-milestones", number)
        if not said:
            self._paper.paragraph(self._say("charter.paper.open"))
            return
        columns = [
            Column(self._say("charter.paper.column-milestone"), 116),
            Column(self._say("charter.paper.column-due"), 40, centred=True),
        ]
        self._paper.table(columns, [(each.what, self._due(each.by or None)) for each in said])

    def _signatures(self, number: int, moment: str) -> None:
        self._heading("charter.paper.heading-signatures", number)
        self._paper.paragraph(self._say("charter.paper.signing"))
        columns = [
            Column(self._say("charter.paper.column-name"), 30, centred=True),
            Column(self._say("charter.paper.column-signature"), 48),
        ] * 2
        names = [member.name for member in self._facts.members]
        rows = [(one, "", other, "") for one, other in zip(names[::2], [*names[1::2], ""], strict=False)]
        self._paper.table(columns, rows, row_height_mm=12)
        day = datetime.fromisoformat(moment).astimezone().date()
        self._paper.signature(self._issuer, long_date(day, self._locale))

    def _line(self, key: str, text: str, **params: object) -> None:
        if text.strip():
            self._paper.paragraph(text, lead=self._say(key, **params))

    def _joined(self, names: Sequence[str]) -> str:
        return self._say("charter.paper.comma").join(names)

    def _heading(self, key: str, number: int) -> None:
        self._paper.heading(self._say(key), 1, number=number)

    def _say(self, key: str, **params: object) -> str:
        return catalogue().say(key, self._locale, **params)
