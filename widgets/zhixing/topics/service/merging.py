"""Topics that say the same: noticed, told apart, merged, and taken apart again."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.errors import InputError, RefusedError
from zhixing.measures.likeness import alike_pairs, likeness
from zhixing.records import Work
from zhixing.text.vocabulary import vocabulary
from zhixing.topics.rules import Origin, Proposal
from zhixing.topics.service.listing import refuse_while_voting, topic_of, voted
from zhixing.topics.service.proposals import compare_version, write
from zhixing.topics.service.settled import refuse_settled
from zhixing.topics.tables import TopicRow

_WRITTEN = ("title", "statement", "kind", "origin", "owner", "owner_unit", "expected_units", "source")


def alike(rows: Sequence[TopicRow], least: float) -> dict[str, list[str]]:
    """Return for a topic the earlier ones that may say the same, the most alike first.

    Pairs that people have told apart are left out.
    """
    order = sorted(rows, key=lambda row: row.position)
    told = {row.id: set((row.parts or {}).get("distinct", ())) for row in order}
    found: dict[str, list[str]] = {}
    for one, other in _pairs(tuple((row.title, row.statement) for row in order), least):
        earlier, later = order[one].id, order[other].id
        if earlier not in told[later] and later not in told[earlier]:
            found.setdefault(later, []).append(earlier)
    return found


@lru_cache(maxsize=16)
def _pairs(texts: tuple[tuple[str, str], ...], least: float) -> tuple[tuple[int, int], ...]:
    # 300 pages ask for the same list in the same second; the same texts are compared once.
    return tuple(alike_pairs(likeness(texts, vocabulary()), least)) if texts else ()


def tell_apart(db: Work, actor: Actor, topic_id: str, other_id: str) -> None:
    """Remember that two topics are not the same matter."""
    require(actor, Door.PROPOSE_TOPIC)
    row, other = topic_of(db, actor, topic_id, lock=True), topic_of(db, actor, other_id)
    told = (row.parts or {}).get("distinct", [])
    row.parts = {**(row.parts or {}), "distinct": list(dict.fromkeys([*told, other.id]))}
    db.flush()
    db.touch(actor.classroom, "topics")


def merge_topics(
    db: Work,
    actor: Actor,
    keep_id: str,
    gone_id: str,
    proposal: Proposal | None = None,
    *,
    seen_version: int | None = None,
) -> None:
    """Merge one topic into another; it leaves every list that is worked on until it is taken out again.

    Args:
        db: the unit of work.
        actor: who merges.
        keep_id: the topic that stays.
        gone_id: the topic that becomes a part of it.
        proposal: what the kept topic says from now on; None: what it said.
        seen_version: the kept topic's version on the page.

    Raises:
        RefusedError: not this person's, people are voting on one of them, one is settled or off the
            list, or a designated topic would disappear.
        InputError: a topic and itself; something is missing or too long.
        ConflictError: somebody else wrote the kept topic meanwhile.
    """
    require(actor, Door.PROPOSE_TOPIC)
    if keep_id == gone_id:
        raise InputError("proposal.error.merged-with-itself")
    keep, gone = _locked(db, actor, keep_id, gone_id)
    for row in (keep, gone):
        if row.withdrawn or row.merged_into is not None:
            raise RefusedError("proposal.error.off-the-list", {"title": row.title})
    refuse_settled(db, keep, gone)
    if gone.origin == Origin.LEADER and keep.origin != Origin.LEADER:
        raise RefusedError("proposal.error.designated-stays", {"title": gone.title})
    refuse_while_voting(db, keep, gone)
    compare_version(keep, seen_version)
    before = _said(keep)
    if proposal is not None:
        write(keep, proposal.checked())
        gone.parts = {**(gone.parts or {}), "before": {"said": before, "version": keep.version}}
    gone.merged_into = keep.id
    gone.seat = None
    db.flush()
    db.touch(actor.classroom, "topics")


def _locked(db: Work, actor: Actor, keep_id: str, gone_id: str) -> tuple[TopicRow, TopicRow]:
    # Always in the same order: two tables may merge the same two topics the other way round.
    rows = {each: topic_of(db, actor, each, lock=True) for each in sorted((keep_id, gone_id))}
    return rows[keep_id], rows[gone_id]


def _said(row: TopicRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _WRITTEN} | {"parts": row.parts}


def unmerge(db: Work, actor: Actor, topic_id: str) -> None:
    """Take a merged topic out again; the kept one says what it said, unless it was written anew since.

    Raises:
        RefusedError: not this person's, the topic is not merged, or the kept one is settled or voted on.
    """
    require(actor, Door.PROPOSE_TOPIC)
    gone = topic_of(db, actor, topic_id)
    if gone.merged_into is None:
        raise RefusedError("proposal.error.not-merged", {"title": gone.title})
    keep, gone = _locked(db, actor, gone.merged_into, gone.id)
    refuse_while_voting(db, keep)
    refuse_settled(db, keep)
    if not actor.solo and keep.id in voted(db, actor.classroom):
        raise RefusedError("proposal.error.voted-already", {"title": keep.title})
    parts = dict(gone.parts or {})
    before = parts.pop("before", None)
    if before is not None and before["version"] == keep.version:
        for name, value in before["said"].items():
            setattr(keep, name, value)
        keep.version += 1
    gone.merged_into = None
    gone.parts = parts or None
    db.flush()
    db.touch(actor.classroom, "topics")


def merged_under(rows: Sequence[TopicRow]) -> dict[str, list[TopicRow]]:
    """Return for each topic that stands the topics merged into it, and into those, by number."""
    by_id = {row.id: row for row in rows}
    under: dict[str, list[TopicRow]] = defaultdict(list)
    for row in rows:
        keep = row
        while keep.merged_into in by_id:
            keep = by_id[keep.merged_into]
        if keep is not row:
            under[keep.id].append(row)
    return under
