"""The rating profile: where a person leans against the expert."""

from typing import Any, ClassVar

from zhixing.activity import Activity, Params
from zhixing.actor import Actor
from zhixing.course.kinds.rate import RateItem
from zhixing.course.profile import LEAST, Lean, RatingSet, finished, leans
from zhixing.course.scale import Scale
from zhixing.course.service import attempts_at, set_of
from zhixing.records import Work


class RatingProfile(Activity):
    """Where a person leans against the expert over a set of sample topics; nobody else's is in it."""

    name: ClassVar[str] = "rating-profile"
    module: ClassVar[str] = "course/static/rating-profile.js"

    def subjects_for(self, actor: Actor) -> frozenset[str]:
        """Return the person's own answers: nobody else's are in it."""
        return frozenset({f"answers-{actor.person}"})

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return the leans of first tries, over the topics whose key the person knows already."""
        told, items = set_of(params.get("set", ""))
        given = finished(attempts_at(db, actor, items))
        scales = {expert.scale.id: expert.scale for item, _ in given for expert in item.experts}
        rated = [item for item in items if isinstance(item, RateItem)]
        enough = len(given) >= min(LEAST, len(rated))
        return {
            "title": told.title.json(),
            "done": len(given),
            "total": len(rated),
            "least": min(LEAST, len(rated)),
            "leans": [_lean(lean, scales[lean.criterion], told) for lean in leans(given)] if enough else [],
        }


def _lean(lean: Lean, scale: Scale, told: RatingSet) -> dict[str, Any]:
    leaning = told.leanings.get(scale.id)
    meaning = {"high": leaning.high, "low": leaning.low}.get(lean.side) if leaning is not None else None
    return {
        "criterion": scale.id,
        "name": scale.name.json(),
        "stage": scale.stage,
        "mean": round(lean.mean, 2),
        "apart": round(lean.apart, 2),
        "side": lean.side,
        "widest": len(scale.levels) - 1,
        "meaning": None if meaning is None else meaning.json(),
    }
