"""The rating grid and the result."""

from typing import Any, ClassVar, Literal

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom import ballots
from zhixing.records import Work
from zhixing.topics.activities.proposals import brief
from zhixing.topics.activities.votes import own_turnout, with_turnout
from zhixing.topics.service import ratings, votes
from zhixing.topics.service.proposals import RATINGS, all_topics, subject_topics
from zhixing.topics.service.setting import class_policy, criteria, limits
from zhixing.topics.service.shown import appendix_json, notes_json, result_json
from zhixing.topics.service.wording import stability_sentence


class Rate(Act):
    """Rate every topic on every criterion."""

    kind: Literal["rate"]
    window: str
    key: str
    scores: dict[str, dict[str, int]]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store the ballot."""
        ratings.rate_topics(db, actor, self.window, self.key, self.scores)


class RateTopics(Activity):
    """The rating grid; other people's ratings are never in it."""

    name: ClassVar[str] = "rate-topics"
    module: ClassVar[str] = "topics/static/rate-topics.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"topics", "conditions", "windows"})
    acts: ClassVar[tuple[type[Act], ...]] = (Rate,)
    keeps_drafts: ClassVar[bool] = False

    def subjects_for(self, actor: Actor) -> frozenset[str]:
        """Only whoever runs the session sees the turnout grow."""
        return with_turnout(self.subjects, actor)

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the grid to fill in."""
        window = ballots.current_window(db, actor.classroom, RATINGS)
        chosen, waiting = ((), None) if window is not None and not actor.solo else _next(db, actor)
        if actor.solo and window is not None and subject_topics(window) != chosen:
            window = None
        rows = {row.id: row for row in all_topics(db, actor.classroom)}
        offered = [rows[topic] for topic in subject_topics(window) or chosen if topic in rows]
        return {
            "window": None if window is None else ballots.window_json(window),
            "may_rate": ballots.may_vote(actor, window) and bool(offered),
            "rated": window is not None and ballots.has_voted(db, actor, window),
            "criteria": [criterion.json() for criterion in criteria().ratings],
            "scale": list(class_policy(db, actor.classroom).span("scale.ratings")),
            "topics": [brief(row) for row in offered],
            "turnout": own_turnout(db, actor, window),
            "waiting": waiting,
        }


def _next(db: Work, actor: Actor) -> tuple[tuple[str, ...], str | None]:
    """Return what somebody alone would rate now, or what a class without a window waits for."""
    if votes.needs_vote(db, actor.classroom):
        return (), "vote"
    if not actor.solo:
        return (), "window"
    return votes.rated_topics(db, actor.classroom)[0].kept, None


class TopicResult(Activity):
    """The result: one ranking, one sentence, the rest one tap deeper."""

    name: ClassVar[str] = "topic-result"
    module: ClassVar[str] = "topics/static/topic-result.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"topics", "windows"})

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the revealed result; no person is in it."""
        found = ratings.result(db, actor.classroom)
        if found is None:
            return dict(_WAITING)
        titles = {row.id: row.title for row in all_topics(db, actor.classroom)}
        bounds = limits(class_policy(db, actor.classroom))
        notes = notes_json(found, titles, bounds)
        kind = found.stability.kind.value if found.stability is not None else "few"
        return {
            "state": "revealed",
            **result_json(found, titles),
            "stability": {"kind": kind, "sentence": stability_sentence(found, bounds).json()},
            "criteria": [
                {"id": criterion.id, "name": criterion.name.json()} for criterion in criteria().ratings
            ],
            "pictures": ratings.pictures(db, actor.classroom, found, titles),
            "cautions": notes["cautions"],
            "left_out": [*notes["left_out"], *ratings.hidden_texts(db, actor.classroom)],
            "appendix": appendix_json(found),
        }


_WAITING: dict[str, Any] = {
    "state": "waiting",
    "ranking": [],
    "first": None,
    "runner_up": None,
    "held": [],
    "stability": None,
    "raters": 0,
    "criteria": [],
    "pictures": None,
    "cautions": [],
    "left_out": [],
    "appendix": None,
}
