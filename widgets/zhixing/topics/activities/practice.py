"""The practice round for one person; the colleagues' marks stay on the server until the first commit."""

from typing import Any, ClassVar, Literal

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.rules import Door, may
from zhixing.records import Work
from zhixing.topics.rules import Cell, Result, Scores
from zhixing.topics.rules.practice import Practice, Round, disputed, outcome
from zhixing.topics.service.practice import (
    SCALE,
    commit_practice,
    practice,
    practice_round,
    settle_practice,
)
from zhixing.topics.service.setting import class_policy, criteria, limits, weights
from zhixing.topics.service.wording import stability_sentence


class Commit(Act):
    """Commit to the first marks."""

    kind: Literal["commit"]
    seen: int
    scores: dict[str, dict[str, int]]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store them."""
        commit_practice(db, actor, self.scores, seen=self.seen)


class Settle(Act):
    """Change the mark of the cell that was talked about, or keep it."""

    kind: Literal["settle"]
    seen: int
    score: int

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store it."""
        settle_practice(db, actor, self.score, seen=self.seen)


class PracticeRound(Activity):
    """Rate three topics, hear three simulated colleagues on the most disputed cell, change or keep."""

    name: ClassVar[str] = "practice-round"
    module: ClassVar[str] = "topics/static/practice.js"
    acts: ClassVar[tuple[type[Act], ...]] = (Commit, Settle)

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the sheet; after the commit the disputed cell, after the talk the result."""
        found = practice()
        standing = practice_round(db, actor)
        values = class_policy(db, actor.classroom)
        view: dict[str, Any] = {
            "stage": standing.stage.value,
            "seen": standing.number,
            "may_rate": may(actor, Door.ANSWER_ITEMS),
            "topics": [
                {"id": topic.id, "title": topic.title.json(), "statement": topic.statement.json()}
                for topic in found.topics
            ],
            "criteria": [criterion.json() for criterion in criteria().ratings],
            "scale": list(SCALE),
            "colleagues": [
                {"id": each.id, "post": each.post.json(), "view": each.view.json()}
                for each in found.colleagues
            ],
            "cell": None,
            "outcome": None,
        }
        if standing.first is not None:
            bounds = limits(values)
            cell = disputed(found, standing.first, bounds)
            view["cell"] = _cell(found, cell, standing)
            if standing.settled is not None:
                said = outcome(found, standing.first, standing.settled, weights(values), bounds)
                view["outcome"] = {
                    "before": {"first": said.before.first},
                    "after": _result(said.after, stability_sentence(said.after, bounds).json()),
                    "strict": next((each.id for each in found.colleagues if each.strict), None),
                    "lenient": said.lenient,
                }
        return view


def _cell(found: Practice, cell: Cell, standing: Round) -> dict[str, Any]:
    def own(scores: Scores | None) -> int | None:
        return None if scores is None else scores[cell.topic][cell.criterion]

    said = [(each.id, found.said[cell.topic, cell.criterion, each.id]) for each in found.colleagues]
    return {
        "topic": cell.topic,
        "criterion": cell.criterion,
        "first": own(standing.first),
        "settled": own(standing.settled),
        "said": [{"colleague": name, "score": one.score, "fact": one.fact.json()} for name, one in said],
    }


def _result(found: Result, sentence: dict[str, str]) -> dict[str, Any]:
    return {
        "first": found.first,
        "kind": None if found.stability is None else found.stability.kind.value,
        "sentence": sentence,
        "ranking": [
            {"topic": ranked.topic, "place": ranked.place, "score": round(ranked.score, 2)}
            for ranked in found.ranking
        ],
    }
