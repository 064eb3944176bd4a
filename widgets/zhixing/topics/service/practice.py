"""The practice round: rate, talk it over with three simulated colleagues, change or keep."""

import tomllib
from collections.abc import Mapping
from functools import cache
from itertools import product
from typing import Any

from zhixing import resources
from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.course.content import content_version
from zhixing.course.rules import Mark
from zhixing.course.service import keep_try, kept_tries
from zhixing.errors import ConflictError, InputError, RefusedError
from zhixing.records import Work
from zhixing.text import Text
from zhixing.topics.rules import Scores, check_scores
from zhixing.topics.rules.practice import (
    Colleague,
    Practice,
    Round,
    Said,
    SampleTopic,
    Stage,
    changed,
    disputed,
)
from zhixing.topics.service.setting import class_policy, criteria, limits

SCALE = (1, 5)
"""The colleagues' marks are fixed on this scale, whatever scale a class uses."""

_UNMARKED = Mark(score=1.0, correct=True)


@cache
def practice() -> Practice:
    """Read the practice once per process; every cell has what each colleague says."""
    page = resources.data() / "course" / "choose-topic" / "co-raters.toml"
    raw = tomllib.loads(page.read_text(encoding="utf-8"))
    topics = tuple(
        SampleTopic(each["id"], Text.parse(each["title"]), Text.parse(each["statement"]))
        for each in raw["topic"]
    )
    colleagues = tuple(
        Colleague(each["id"], Text.parse(each["post"]), Text.parse(each["view"]), each.get("strict", False))
        for each in raw["colleague"]
    )
    asked = tuple(criterion.id for criterion in criteria().ratings)
    said = {
        (each["topic"], each["criterion"], each["colleague"]): Said(each["score"], Text.parse(each["fact"]))
        for each in raw["mark"]
    }
    cells = product((topic.id for topic in topics), asked, (each.id for each in colleagues))
    if set(cells) != set(said) or len(said) != len(raw["mark"]):
        raise ValueError(page)
    return Practice(raw["id"], content_version(raw), topics, colleagues, asked, said)


def practice_round(db: Work, actor: Actor) -> Round:
    """Return where a person's latest round stands; rounds on older content are over."""
    found = practice()
    rows = kept_tries(db, actor, found.id)
    current = [row.answer for row in rows if row.content_version == found.version]
    if not current or rows[-1].content_version != found.version:
        return Round(len(rows))
    last = current[-1]
    if last["stage"] == Stage.RATE:
        return Round(len(rows), last["scores"])
    return Round(len(rows), current[-2]["scores"], last["scores"])


def commit_practice(db: Work, actor: Actor, scores: Scores, *, seen: int) -> None:
    """Store the first marks of a round; a round that is under way is begun anew.

    Args:
        db: the unit of work.
        actor: the rater.
        scores: topic to criterion to score; every cell.
        seen: the round's number that the page has seen.

    Raises:
        InputError: a cell is empty or off the scale; the sentence names topic and criterion.
        ConflictError: ``practice.error.elsewhere``, the person went on in another page.
    """
    _current(db, actor, seen)
    found = practice()
    titles = {topic.id: topic.title.to(actor.locale) for topic in found.topics}
    check_scores(scores, titles, criteria().ratings, SCALE)
    _keep(db, actor, Stage.RATE, scores)


def settle_practice(db: Work, actor: Actor, score: int, *, seen: int) -> None:
    """Store the mark for the cell that was talked about: another one, or the same.

    Raises:
        InputError: ``topics.error.score-range``.
        RefusedError: ``practice.error.not-rated``, there is no round to settle.
        ConflictError: ``practice.error.elsewhere``, the person went on in another page.
    """
    standing = _current(db, actor, seen)
    if standing.first is None or standing.stage is not Stage.DISCUSS:
        raise RefusedError("practice.error.not-rated")
    found = practice()
    cell = disputed(found, standing.first, limits(class_policy(db, actor.classroom)))
    low, high = SCALE
    if not low <= score <= high:
        title = next(topic.title for topic in found.topics if topic.id == cell.topic)
        place = {"topic": title, "criterion": criteria().get(cell.criterion).name}
        raise InputError("topics.error.score-range", {**place, "found": score, "low": low, "high": high})
    _keep(db, actor, Stage.DONE, changed(standing.first, cell, score))


def _current(db: Work, actor: Actor, seen: int) -> Round:
    require(actor, Door.ANSWER_ITEMS)
    standing = practice_round(db, actor)
    if standing.number != seen:
        raise ConflictError("practice.error.elsewhere")
    return standing


def _keep(db: Work, actor: Actor, stage: Stage, scores: Scores) -> None:
    found = practice()
    content: Mapping[str, Any] = {
        "stage": stage.value,
        "scores": {topic: dict(given) for topic, given in scores.items()},
    }
    keep_try(db, actor, found.id, content, _UNMARKED, version=found.version)
