"""Weights of the criteria: a person's form, everybody's result, the facilitator's panel."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom import ballots
from zhixing.classroom.rules import Door, WindowState, may, voting_roles
from zhixing.classroom.tables import WindowRow
from zhixing.policy import Policy
from zhixing.records import Work
from zhixing.topics.activities.votes import own_turnout, with_turnout
from zhixing.topics.rules.weighing import TOTAL, Way, Weighed
from zhixing.topics.service import weights
from zhixing.topics.service.setting import class_policy, criteria


class GivePoints(Act):
    """Share out a hundred points."""

    kind: Literal["points"]
    window: str
    key: str
    points: dict[str, Any]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store the ballot."""
        weights.give_points(db, actor, self.window, self.key, self.points)


class Compare(Act):
    """Cast one's comparisons."""

    kind: Literal["pairs"]
    window: str
    key: str
    pairs: dict[str, Any]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store the ballot."""
        weights.compare_criteria(db, actor, self.window, self.key, self.pairs)


class Examine(Act):
    """See how far one's comparisons agree; the browser keeps what it is told, nothing else does."""

    kind: Literal["examine"]
    pairs: dict[str, Any]

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Tell what they say; nothing is stored."""
        return weights.examine(self.pairs).json()


class OpenWeighing(Act):
    """Open a window of points or comparisons."""

    kind: Literal["open"]
    way: Literal[Way.POINTS, Way.PAIRS]
    everybody: bool = False

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Open it."""
        weights.open_weighing(db, actor, self.way, everybody=self.everybody)


class CloseWeighing(Act):
    """Close a window."""

    kind: Literal["close"]
    window: str

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Close it."""
        ballots.close_window(db, actor, self.window)


class RevealWeighing(Act):
    """Show a window's result."""

    kind: Literal["reveal"]
    window: str

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Reveal it."""
        ballots.reveal(db, actor, self.window)


class Adopt(Act):
    """Let weights be in force."""

    kind: Literal["adopt"]
    way: Way
    version: int

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store them with the record."""
        weights.adopt(db, actor, self.way, self.version)


class WeighCriteria(Activity):
    """The weights in force, the form of whoever may weigh now, and the results once they are revealed."""

    name: ClassVar[str] = "weigh-criteria"
    module: ClassVar[str] = "topics/static/weights.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"weights", "windows"})
    acts: ClassVar[tuple[type[Act], ...]] = (
        GivePoints,
        Compare,
        Examine,
        OpenWeighing,
        CloseWeighing,
        RevealWeighing,
        Adopt,
    )
    keeps_drafts: ClassVar[bool] = False

    def subjects_for(self, actor: Actor) -> frozenset[str]:
        """Only whoever runs the session sees the turnout grow."""
        return with_turnout(self.subjects, actor)

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return forms and results; nobody's ballot is in it, and nothing of a ballot before the reveal."""
        values = class_policy(db, actor.classroom)
        windows = {
            way: ballots.current_window(db, actor.classroom, purpose)
            for way, purpose in weights.PURPOSE.items()
        }
        now = None if actor.solo else _open_one(windows)
        runs = may(actor, Door.RUN_SESSION)
        return {
            "criteria": [
                {"id": one.id, "name": one.name.json(), "question": one.question.json()}
                for one in criteria().ratings
            ],
            "total": TOTAL,
            "consistent_to": values.float("topic.consistent-to"),
            "force": _force_json(weights.in_force(db, actor.classroom)),
            "window": None if now is None else ballots.window_json(now),
            "forms": [way.value for way in _forms(actor, windows, now)],
            "voted": [way.value for way, window in windows.items() if _has_voted(db, actor, window)],
            "turnout": own_turnout(db, actor, now),
            "results": {
                way.value: _result_json(weights.weighed(db, window, adopting=runs))
                for way, window in windows.items()
            },
            "panel": _panel(db, actor, windows, values) if runs else None,
        }


def _open_one(windows: Mapping[Way, WindowRow | None]) -> WindowRow | None:
    standing = [
        window for window in windows.values() if window is not None and window.state == WindowState.OPEN
    ]
    return max(standing, key=lambda window: window.opened or "", default=None)


def _forms(actor: Actor, windows: Mapping[Way, WindowRow | None], now: WindowRow | None) -> list[Way]:
    """Return what the person may fill in: alone both, in a class what is open for them."""
    if actor.solo:
        return list(windows)
    return [way for way, window in windows.items() if window is now and ballots.may_vote(actor, now)]


def _has_voted(db: Work, actor: Actor, window: WindowRow | None) -> bool:
    return window is not None and ballots.has_voted(db, actor, window)


def _panel(db: Work, actor: Actor, windows: Mapping[Way, WindowRow | None], values: Policy) -> dict[str, Any]:
    return {
        "solo": actor.solo,
        "locked": weights.is_locked(db, actor.classroom),
        "experts": weights.experts(db, actor.classroom),
        "least": values.int("survey.min-cell"),
        "windows": [
            {
                "way": way.value,
                **ballots.window_json(window),
                "turnout": ballots.turnout(db, window).json(),
                "everybody": voting_roles(window.subject) > voting_roles({}),
            }
            for way, window in windows.items()
            if window is not None
        ],
    }


def _force_json(found: weights.InForce) -> dict[str, Any]:
    return {
        "way": None if found.way is None else found.way.value,
        "shares": _rounded(found.shares),
        "adopted": found.adopted,
        "raters": found.raters,
        "cr": None if found.cr is None else round(found.cr, 3),
        "version": found.version,
    }


def _result_json(found: Weighed | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "raters": found.raters,
        "shares": found.shares and _rounded(found.shares),
        "spread": found.spread
        and {name: [round(each, 4) for each in ends] for name, ends in found.spread.items()},
        "cr": None if found.cr is None else round(found.cr, 3),
        "linked": found.linked,
        "hidden": found.hidden and found.hidden.value,
        "least": found.least,
    }


def _rounded(shares: Mapping[str, float]) -> dict[str, float]:
    return {name: round(share, 4) for name, share in shares.items()}
