"""Weights typed into a sheet: in force until somebody sets others, as long as nobody has rated."""

from collections.abc import Mapping

from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.classroom.tables import ClassroomRow
from zhixing.errors import InputError, RefusedError
from zhixing.records import Work
from zhixing.topics.service.setting import class_policy, criteria, weights
from zhixing.topics.service.weights import is_locked


def set_weights(db: Work, actor: Actor, given: Mapping[str, float]) -> None:
    """Set the weights of some criteria by hand; those of the others stay.

    Raises:
        RefusedError: not the facilitator's, or ratings have begun: weights could be chosen for their winner.
        InputError: all weights are nothing.
    """
    require(actor, Door.RUN_SESSION)
    if is_locked(db, actor.classroom):
        raise RefusedError("weights.error.rated-already")
    asked = [criterion.id for criterion in criteria().ratings]
    wanted = {**weights(class_policy(db, actor.classroom)), **given}
    total = sum(wanted[name] for name in asked)
    if total <= 0:
        raise InputError("exchange.error.weights-nothing")
    room = db.get_one(ClassroomRow, actor.classroom)
    shares = {f"topic.weight.{name}": round(wanted[name] / total, 6) for name in asked}
    room.policy = {**(room.policy or {}), **shares}
    db.flush()
    db.touch(actor.classroom, "weights")
