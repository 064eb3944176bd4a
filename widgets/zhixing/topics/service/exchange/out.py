"""What leaves as an Excel file: gathered in a fixed number of queries, without a person's name."""

from collections.abc import Sequence
from typing import Any

from zhixing.actor import Actor
from zhixing.classroom.ballots import current_window
from zhixing.classroom.rules import Door, WindowState, may, require
from zhixing.classroom.tables import ClassroomRow, WindowRow
from zhixing.errors import RefusedError
from zhixing.records import Work
from zhixing.records.clock import utc_now
from zhixing.text import Text
from zhixing.topics.exchange.facts import Book, OwnVerdict, RoundFacts, TakeHome, TopicLine, VerdictLine
from zhixing.topics.exchange.words import joined
from zhixing.topics.rules import Scores, Verdict, combined
from zhixing.topics.rules.table_advice import Advice
from zhixing.topics.service.conditions import judge_of, verdict_rows
from zhixing.topics.service.listing import RATINGS, all_topics, compared_topics, listed_topics, subject_topics
from zhixing.topics.service.proposals import parts_of
from zhixing.topics.service.ratings import hides_late_ballots, result_of, scores_of
from zhixing.topics.service.seating import topics_of_seat
from zhixing.topics.service.setting import class_policy, criteria, limits, round_weights
from zhixing.topics.service.shown import notes_json
from zhixing.topics.service.table_advice import advice_of
from zhixing.topics.service.wording import both, stability_sentence
from zhixing.topics.tables import ConditionRow, TopicRow

_NO_NOTES: dict[str, Any] = {"cautions": [], "left_out": []}


def sees_book(actor: Actor) -> bool:
    """Tell whether somebody may have the class's file: whoever may have the recommendation."""
    return may(actor, Door.SEE_EXPORTS) or may(actor, Door.WRITE_RECOMMENDATION)


def class_book(db: Work, actor: Actor) -> Book:
    """Return what the class's file says; single ballots only for whoever enters paper ballots.

    Raises:
        RefusedError: not this person's.
    """
    if not sees_book(actor):
        require(actor, Door.SEE_EXPORTS)
    room = db.get_one(ClassroomRow, actor.classroom)
    everything = all_topics(db, actor.classroom)
    rows = listed_topics(db, actor.classroom, everything)
    judged = verdict_rows(db, rows)
    values = class_policy(db, actor.classroom)
    window = current_window(db, actor.classroom, RATINGS)
    rated = None if window is None else _round(db, actor, room, window)
    found = None if rated is None else rated.result
    rounds = set(subject_topics(window))
    listed = {row.id for row in rows}
    # A topic may have been withdrawn after it was rated: its marks stand in the file, so must its title.
    shown = [row for row in everything if row.id in listed | rounds]
    titles = {row.id: row.title for row in shown}
    notes = _NO_NOTES if found is None else notes_json(found, titles, limits(values))
    return Book(
        classroom=room.id,
        name=room.name,
        moment=utc_now(),
        topics=tuple(_line(actor, row) for row in shown),
        conditions=criteria().conditions,
        ratings=criteria().ratings,
        verdicts=_verdicts(rows, judged),
        weights=round_weights(values, window),
        round=rated,
        sentence=None if found is None else stability_sentence(found, limits(values)),
        cautions=tuple((Text.parse(one["sentence"]), Text.parse(one["next"])) for one in notes["cautions"]),
        left_out=(*map(Text.parse, notes["left_out"]), *_kept_back(db, actor, window, rated)),
    )


def may_take_home(db: Work, actor: Actor) -> bool:
    """Tell whether somebody has topics and verdicts to take home."""
    return judge_of(db, actor).kind != "none"


def table_home(db: Work, actor: Actor) -> TakeHome:
    """Return what a table (or somebody alone) takes home.

    Raises:
        RefusedError: not a liaison, or one without a table.
    """
    require(actor, Door.JUDGE_CONDITIONS)
    judge = judge_of(db, actor)
    if judge.kind == "none":
        raise RefusedError("topics.error.no-seat")
    compared = compared_topics(db, actor.classroom)
    own = compared if judge.seat is None else topics_of_seat(db, actor.classroom, judge.seat)
    judged = verdict_rows(db, compared)
    given = {(row.topic_id, row.condition): row for row in judged if row.judge == judge.id}
    room = db.get_one(ClassroomRow, actor.classroom)
    return TakeHome(
        classroom=room.id,
        name=room.name,
        seat=judge.seat,
        moment=utc_now(),
        topics=tuple(_line(actor, row) for row in own),
        conditions=criteria().conditions,
        verdicts=tuple(
            _own(row.id, condition.id, given.get((row.id, condition.id)))
            for row in compared
            for condition in criteria().conditions
        ),
        titles={row.id: row.title for row in compared},
        questions=None if judge.seat is None else questions_of(db, actor, judge.seat),
    )


def questions_of(db: Work, actor: Actor, seat: int) -> tuple[tuple[str, str, str], ...]:
    """Return what a table still has to find out, as its rows."""
    paper = advice_of(db, actor.classroom, seat)
    found = () if paper is None else Advice.parse(paper.content).unknowns
    return tuple((one.what, one.who, one.when) for one in found)


def cells_of(row: TopicRow, actor: Actor) -> dict[str, str]:
    """Return a topic as the cells of its row."""
    return {
        "title": row.title,
        "statement": row.statement,
        "kind": row.kind,
        "origin": row.origin,
        "source": row.source or "",
        "owner": row.owner,
        "owner_unit": row.owner_unit,
        "expected_units": joined(tuple(row.expected_units), actor.locale),
        **parts_of(row).texts(),
    }


def _line(actor: Actor, row: TopicRow) -> TopicLine:
    return TopicLine(row.id, row.position, row.version, cells_of(row, actor))


def _own(topic: str, condition: str, row: ConditionRow | None) -> OwnVerdict:
    if row is None:
        return OwnVerdict(topic, condition, None, "", 0)
    return OwnVerdict(topic, condition, Verdict(row.verdict), row.reason, row.version)


def _verdicts(topics: Sequence[TopicRow], rows: Sequence[ConditionRow]) -> tuple[VerdictLine, ...]:
    given: dict[tuple[str, str], list[ConditionRow]] = {}
    for row in rows:
        given.setdefault((row.topic_id, row.condition), []).append(row)
    lines = []
    for topic in topics:
        for condition in criteria().conditions:
            found = [Verdict(row.verdict) for row in given.get((topic.id, condition.id), [])]
            # Sorted: whose reason it is must not be told by its place.
            reasons = sorted(row.reason for row in given.get((topic.id, condition.id), []) if row.reason)
            counts = {verdict: found.count(verdict) for verdict in Verdict}
            lines.append(VerdictLine(topic.id, condition.id, combined(found), counts, tuple(reasons)))
    return tuple(lines)


def _round(db: Work, actor: Actor, room: ClassroomRow, window: WindowRow) -> RoundFacts:
    values = class_policy(db, room.id)
    revealed = window.state == WindowState.REVEALED
    found = result_of(db, window) if revealed else None
    topics = subject_topics(window)
    withheld = found is None or any(ranked.is_withheld for ranked in found.ranking)
    may_enter = may(actor, Door.ENTER_PAPER)
    seen = not withheld and found is not None and bool(found.ranking) and may_enter
    seen = seen and not hides_late_ballots(db, window)
    if found is not None:
        # A topic that nobody has rated on every criterion has cells of one or two marks: they stay away.
        topics = tuple(topic for topic in topics if topic not in found.unrated)
    asked = tuple(window.subject["criteria"])
    return RoundFacts(
        window=window.id,
        number=window.round,
        topics=topics,
        criteria=asked,
        scale=values.span("scale.ratings"),
        is_open_to_paper=not revealed and may_enter and room.kind != "solo",
        ballots=_by_marks(scores_of(db, window), topics, asked) if seen else None,
        result=found if found is not None and found.ranking else None,
    )


def _kept_back(
    db: Work, actor: Actor, window: WindowRow | None, rated: RoundFacts | None
) -> tuple[Text, ...]:
    """Say where single ballots stay away only because few have come since a result was shown."""
    if window is None or rated is None or rated.result is None or not may(actor, Door.ENTER_PAPER):
        return ()
    if not hides_late_ballots(db, window):
        return ()
    return (both("result.left-out.late-ballots", least=limits(class_policy(db, actor.classroom)).min_cell),)


def _by_marks(ballots: Sequence[Scores], topics: Sequence[str], asked: Sequence[str]) -> tuple[Scores, ...]:
    """Return ballots by what they say, best marks first: stored keys never change, and place would tell.

    What it does not cover: whoever has two files of one round sees which marks are gone and which are new
    after somebody changed a ballot, though not whose they are.
    """

    def marks(ballot: Scores) -> list[int]:
        return [ballot.get(topic, {}).get(name) or 0 for topic in topics for name in asked]

    return tuple(sorted(ballots, key=marks, reverse=True))
