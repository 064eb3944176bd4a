"""The record of a session (会议记录): facts of what happened, and what the facilitator adds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self, TypeVar

from zhixing.actor import Actor
from zhixing.classroom.ballots import current_windows, present, turnout
from zhixing.classroom.people import people
from zhixing.classroom.rules import MAY, Door, Turnout, WindowState, require
from zhixing.classroom.runsheet import runsheet
from zhixing.classroom.session import run_of
from zhixing.classroom.tables import ClassroomRow, WindowRow
from zhixing.decisions import service as decisions
from zhixing.decisions.rules import WorkingPaper
from zhixing.errors import InputError
from zhixing.records import Work
from zhixing.text import Text
from zhixing.topics.rules import Origin, Overall, Recommendation, Result, Unknown
from zhixing.topics.rules.table_advice import Advice
from zhixing.topics.service.conditions import overalls, verdict_rows
from zhixing.topics.service.lines import lines_left
from zhixing.topics.service.proposals import RATINGS, VOTES, all_topics, in_order, listed_topics
from zhixing.topics.service.ratings import disputed_cell, result
from zhixing.topics.service.rounds import latest_recommendation
from zhixing.topics.service.scheme import scheme_of
from zhixing.topics.service.setting import class_policy, criteria, limits
from zhixing.topics.service.table_advice import all_advice
from zhixing.topics.service.votes import selection
from zhixing.topics.service.wording import stability_sentence
from zhixing.topics.tables import TopicRow

SUBJECT = "topic-minutes"
REMARKS_AT_MOST = 4000
PLACE_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class Remarks:
    """What the facilitator adds to the facts.

    Args:
        place: where it was; blank leaves a line for the pen.
        remarks: additions and corrections.
        names: True lists who was present by name.
        lines: True takes the anonymous lines into the record.
    """

    place: str = ""
    remarks: str = ""
    names: bool = False
    lines: bool = False

    def checked(self) -> Self:
        """Return the remarks if they may be stored.

        Raises:
            InputError: a text is too long.
        """
        if len(self.remarks) > REMARKS_AT_MOST:
            found = len(self.remarks)
            raise InputError("session.error.remarks-long", {"most": REMARKS_AT_MOST, "found": found})
        if len(self.place) > PLACE_AT_MOST:
            found = len(self.place)
            raise InputError("session.error.place-long", {"most": PLACE_AT_MOST, "found": found})
        return self

    @classmethod
    def parse(cls, content: Mapping[str, Any] | None) -> Self:
        """Read what was stored; nothing before the first word."""
        return cls(**content) if content else cls()


@dataclass(frozen=True)
class MinutesFacts:
    """What the record says; nobody's vote, mark or view is in it.

    Args:
        classroom: name of the class.
        present: how many people who vote were present.
        is_designated: whether the session took a topic named by the leader, without a vote.
        proposed: titles of the topics that were compared.
        designated: titles of the topics the leader named.
        conditions: titles by what the conditions say of them; empty where nothing was judged.
        voting: how many voted, None where there was no vote.
        went_on: titles of the topics that were rated, in establishment order.
        raters: how many rated, None before the result is shown.
        disputed: the topic and the criterion on which marks differ most.
        first: 首选.
        runner_up: 备选.
        held: 暂缓.
        stability: how firmly the first place stands.
        leads: the units proposed to lead, each once.
        dissents: views that differ, without names.
        unknowns: what has to be found out, by whom and when.
        sub_topics: titles of the scheme's sub-topics.
        own: what the facilitator adds.
        names: who was present, only where that is wanted.
        lines: lines left without a name, only where they are taken in.
    """

    classroom: str
    present: int
    is_designated: bool
    proposed: tuple[str, ...]
    designated: tuple[str, ...]
    conditions: Mapping[Overall, tuple[str, ...]]
    voting: Turnout | None
    went_on: tuple[str, ...]
    raters: int | None
    disputed: tuple[str, Text] | None
    first: str | None
    runner_up: str | None
    held: tuple[str, ...]
    stability: Text | None
    leads: tuple[str, ...]
    dissents: tuple[str, ...]
    unknowns: tuple[Unknown, ...]
    sub_topics: tuple[str, ...]
    own: Remarks
    names: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


def minutes_facts(db: Work, classroom_id: str) -> MinutesFacts:
    """Return what the record of a class's session says now."""
    rows = all_topics(db, classroom_id)
    listed = in_order(db, classroom_id, listed_topics(db, classroom_id, rows))
    compared = [row for row in listed if row.origin != Origin.LEADER]
    titles = {row.id: row.title for row in rows}
    windows = current_windows(db, classroom_id)
    rated = _over(windows.get(RATINGS))
    found = result(db, classroom_id)
    cell = disputed_cell(db, classroom_id) if found is not None else None
    chosen, said = _chosen(db, classroom_id, found), _said(db, classroom_id)
    own = remarks_of(db, classroom_id)
    is_designated = not any(step.opens == RATINGS for step in runsheet(run_of(db, classroom_id).sheet))
    return MinutesFacts(
        classroom=db.get_one(ClassroomRow, classroom_id).name,
        present=present(db, classroom_id),
        is_designated=is_designated,
        proposed=_titles(compared),
        designated=_titles([row for row in listed if row.origin == Origin.LEADER]),
        conditions=_conditions(db, compared),
        voting=_turnout(db, windows.get(VOTES)),
        went_on=_went_on(db, classroom_id, windows, titles),
        raters=found.raters if found is not None and rated is not None else None,
        disputed=None if cell is None else (titles.get(cell.topic, ""), criteria().get(cell.criterion).name),
        first=titles.get(chosen[0] or ""),
        runner_up=titles.get(chosen[1] or ""),
        held=tuple(titles[topic] for topic in chosen[2] if topic in titles),
        stability=stability_sentence(found, limits(class_policy(db, classroom_id))) if found else None,
        leads=() if is_designated else _each_once(one.lead_unit for one in said),
        dissents=() if is_designated else _each_once(one.dissent for one in said),
        unknowns=() if is_designated else _each_once(each for one in said for each in one.unknowns),
        sub_topics=_sub_topics(db, classroom_id) if is_designated else (),
        own=own,
        names=_names(db, classroom_id) if own.names else (),
        lines=lines_left(db, classroom_id)[1] if own.lines else (),
    )


def _chosen(
    db: Work, classroom_id: str, found: Result | None
) -> tuple[str | None, str | None, Sequence[str]]:
    """Return 首选, 备选 and 暂缓 as they were submitted, before that as they were rated."""
    submitted = latest_recommendation(db, classroom_id)
    if submitted is not None:
        paper = Recommendation.parse(submitted.content)
        return paper.chosen, paper.runner_up, paper.held
    return (None, None, ()) if found is None else (found.first, found.runner_up, found.held)


def _said(db: Work, classroom_id: str) -> list[Recommendation | Advice]:
    """Return the recommendation as it was submitted, before that what the tables wrote."""
    submitted = latest_recommendation(db, classroom_id)
    if submitted is not None:
        return [Recommendation.parse(submitted.content)]
    return [Advice.parse(paper.content) for paper in all_advice(db, classroom_id).values()]


Each = TypeVar("Each")


def _each_once(said: Iterable[Each]) -> tuple[Each, ...]:
    return tuple(dict.fromkeys(each for each in said if each))


def _over(window: WindowRow | None) -> WindowRow | None:
    return None if window is None or window.state == WindowState.OPEN else window


def _titles(rows: list[TopicRow]) -> tuple[str, ...]:
    return tuple(row.title for row in rows)


def _conditions(db: Work, rows: list[TopicRow]) -> dict[Overall, tuple[str, ...]]:
    verdicts = verdict_rows(db, rows)
    if not verdicts:
        return {}
    said = overalls(rows, verdicts)
    return {each: tuple(row.title for row in rows if said[row.id] is each) for each in Overall}


def _turnout(db: Work, window: WindowRow | None) -> Turnout | None:
    return None if _over(window) is None or window is None else turnout(db, window)


def _went_on(
    db: Work, classroom_id: str, windows: Mapping[str, WindowRow], titles: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the topics that are rated; before the ratings open, those a shown vote lets go on."""
    rated, voted = windows.get(RATINGS), windows.get(VOTES)
    if rated is not None:
        return tuple(titles.get(topic, "") for topic in rated.subject["topics"])
    if voted is None or voted.state != WindowState.REVEALED:
        return ()
    chosen, rows = selection(db, classroom_id, voted)
    return tuple(row.title for row in rows if row.id in chosen.kept)


def _sub_topics(db: Work, classroom_id: str) -> tuple[str, ...]:
    return tuple(each.title for each in scheme_of(db, classroom_id).scheme.sub_topics if each.title)


def _names(db: Work, classroom_id: str) -> tuple[str, ...]:
    roles = MAY[Door.CAST_BALLOT]
    rows = people(db, classroom_id)
    return tuple(row.name for row in rows if row.joined and not roles.isdisjoint(row.roles))


def remarks_of(db: Work, classroom_id: str) -> Remarks:
    """Return what the facilitator has added to the record."""
    paper = decisions.working_paper(db, classroom_id, SUBJECT)
    return Remarks.parse(paper.content if paper is not None else None)


def save_remarks(db: Work, actor: Actor, remarks: Remarks, seen_version: int) -> WorkingPaper:
    """Store what the facilitator adds to the record.

    Raises:
        RefusedError: not this person's.
        InputError: a text is too long.
        ConflictError: somebody changed it meanwhile.
    """
    require(actor, Door.RUN_SESSION)
    content = asdict(remarks.checked())
    return decisions.save_paper(db, actor, SUBJECT, content, seen_version, door=Door.RUN_SESSION)
