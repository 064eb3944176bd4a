"""An edited Excel file comes back: what it would change is tried, shown, then done, all or nothing."""

import secrets
from typing import Any

from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.errors import ConflictError, FaultsError, InputError, MissingError, RefusedError
from zhixing.records import Work
from zhixing.records.drafts import drop_draft, load_draft, save_draft
from zhixing.records.parcel import pack, unpack
from zhixing.records.trial import attempted, carry_out, without_trace
from zhixing.topics.exchange.facts import TAKE_HOME
from zhixing.topics.exchange.read import Returned
from zhixing.topics.service.conditions import judge_of
from zhixing.topics.service.exchange import change
from zhixing.topics.service.exchange.change import Seen

ACTIVITY = "exchange"
_SHOWN_AT_MOST = 50
"""Faults told at once; the rest is counted."""


def examine(db: Work, actor: Actor, returned: Returned) -> dict[str, Any]:
    """Try what an edited file would change, keep it for this person, and return what it would change.

    Nothing of it is in force afterwards; the file itself is not kept.

    Raises:
        RefusedError: not this person's.
        InputError: it is another class's or table's, or nothing in it was changed.
        FaultsError: rows and cells that cannot be taken, each named.
    """
    _require(db, actor, returned)
    faults = list(returned.faults)
    with without_trace(db):
        seen = change.look(db, actor, returned)
        tried = attempted(db, change.steps(db, actor, returned, seen))
    faults += tried
    if faults:
        faults.sort(key=_place)
        raise FaultsError("exchange.error.faults", faults[:_SHOWN_AT_MOST], {"count": len(faults)})
    shown = change.shown(db, actor, returned)
    if not (shown["changes"] or shown["paper"]):
        raise InputError("exchange.error.nothing-changed", {}, returned.place("", None))
    shown["token"] = secrets.token_hex(12)
    kept = {"shown": shown, "returned": returned.json(), "seen": seen.json()}
    save_draft(db, actor.person, ACTIVITY, pack(kept))
    db.touch(actor.classroom, ACTIVITY)
    return shown


def standing(db: Work, actor: Actor) -> dict[str, Any] | None:
    """Return what the person's last file would change, as it was shown; None without one."""
    kept = load_draft(db, actor.person, ACTIVITY)
    return None if kept is None else unpack(kept)["shown"]


def apply(db: Work, actor: Actor, token: str) -> None:
    """Change what the preview has shown, all of it or nothing.

    Raises:
        MissingError: there is no preview.
        ConflictError: another file was brought in meanwhile, or something in it was changed by others.
    """
    kept = load_draft(db, actor.person, ACTIVITY)
    if kept is None:
        raise MissingError("exchange.error.no-preview")
    found = unpack(kept)
    if found["shown"]["token"] != token:
        raise ConflictError("exchange.error.other-preview")
    returned = Returned.parse(found["returned"])
    _require(db, actor, returned)
    for step in change.steps(db, actor, returned, Seen.parse(found["seen"])):
        carry_out(step)
    discard(db, actor)


def discard(db: Work, actor: Actor) -> None:
    """Forget the preview."""
    drop_draft(db, actor.person, ACTIVITY)
    db.touch(actor.classroom, ACTIVITY)


def _place(fault: InputError) -> tuple[str, int]:
    where = fault.location
    return ("", 0) if where is None else (where.file or "", where.row or 0)


def _require(db: Work, actor: Actor, returned: Returned) -> None:
    home = returned.kind == TAKE_HOME
    require(actor, Door.JUDGE_CONDITIONS if home else Door.ENTER_PAPER)
    where = returned.place("", None)
    if returned.classroom != actor.classroom:
        raise InputError("exchange.error.other-class", {}, where)
    if not home:
        return
    judge = judge_of(db, actor)
    if judge.kind == "none":
        raise RefusedError("topics.error.no-seat")
    if judge.seat != returned.seat:
        raise InputError("exchange.error.other-table", {"seat": returned.seat or "–"}, where)
