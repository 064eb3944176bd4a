"""The rating grid and the result."""

from typing import Any, ClassVar, Literal

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom import ballots
from zhixing.classroom.tables import WindowRow
from zhixing.records import Work
from zhixing.topics.activities.proposals import brief
from zhixing.topics.activities.votes import NOBODY, own_window
from zhixing.topics.service import ratings, votes
from zhixing.topics.service.proposals import RATINGS, all_topics, subject_topics
from zhixing.topics.service.setting import class_policy, criteria, limits
from zhixing.topics.service.wording import stability_sentence
from zhixing.topics.tables import TopicRow


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
    subjects: ClassVar[frozenset[str]] = frozenset({"topics", "conditions", "windows", "ballots"})
    acts: ClassVar[tuple[type[Act], ...]] = (Rate,)
    keeps_drafts: ClassVar[bool] = False

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the grid to fill in."""
        waits_for_vote = votes.needs_vote(db, actor.classroom)
        chosen = () if waits_for_vote else votes.rated_topics(db, actor.classroom)[0].kept
        window = own_window(db, actor, RATINGS, chosen)
        offered = _offered(db, actor, window, chosen)
        return {
            "window": None if window is None else ballots.window_json(window),
            "may_rate": ballots.may_vote(actor, window) and bool(offered),
            "rated": window is not None and ballots.has_voted(db, actor, window),
            "criteria": [criterion.json() for criterion in criteria().ratings],
            "scale": list(class_policy(db, actor.classroom).span("scale.ratings")),
            "topics": [brief(row) for row in offered],
            "turnout": NOBODY if window is None else ballots.turnout(db, window).json(),
            "waiting": _waiting(actor, window, waits_for_vote=waits_for_vote),
        }


def _offered(db: Work, actor: Actor, window: WindowRow | None, chosen: tuple[str, ...]) -> list[TopicRow]:
    if window is None and not actor.solo:
        return []
    rows = {row.id: row for row in all_topics(db, actor.classroom)}
    return [rows[topic] for topic in subject_topics(window) or chosen if topic in rows]


def _waiting(actor: Actor, window: WindowRow | None, *, waits_for_vote: bool) -> str | None:
    if window is not None:
        return None
    if waits_for_vote:
        return "vote"
    return None if actor.solo else "window"


class TopicResult(Activity):
    """The result: one ranking, one sentence, the rest one tap deeper."""

    name: ClassVar[str] = "topic-result"
    module: ClassVar[str] = "topics/static/topic-result.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"topics", "windows", "ballots"})

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the revealed result; no person is in it."""
        found = ratings.result(db, actor.classroom)
        if found is None:
            return {
                "state": "waiting",
                "ranking": [],
                "first": None,
                "runner_up": None,
                "held": [],
                "stability": None,
                "raters": 0,
                "appendix": None,
                "criteria": [],
            }
        titles = {row.id: row.title for row in all_topics(db, actor.classroom)}
        sentence = stability_sentence(found, limits(class_policy(db, actor.classroom)))
        kind = found.stability.kind.value if found.stability is not None else "few"
        return {
            "state": "revealed",
            **ratings.result_json(found, titles),
            "stability": {"kind": kind, "sentence": sentence.json()},
            "criteria": [
                {"id": criterion.id, "name": criterion.name.json()} for criterion in criteria().ratings
            ],
        }
