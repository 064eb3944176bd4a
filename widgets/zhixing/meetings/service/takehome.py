"""What a group takes home and brings back: gathered, tried, shown with both sides of a conflict, merged."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from zhixing.actor import Actor
from zhixing.classroom.people import classroom
from zhixing.classroom.rules import Door
from zhixing.decisions.service import save_paper, working_paper
from zhixing.errors import ConflictError, FaultsError, InputError, Location, MissingError, RefusedError
from zhixing.meetings.exchange.compare import Differences, Side, compare, mark
from zhixing.meetings.exchange.facts import Pack
from zhixing.meetings.exchange.read import ReturnedPack
from zhixing.meetings.service.takehome_changes import steps
from zhixing.meetings.service.takehome_face import shown
from zhixing.meetings.service.takehome_facts import Ground, ground_of, rows_of
from zhixing.records import Work, new_id
from zhixing.records.clock import utc_now
from zhixing.records.drafts import drop_draft, load_draft, save_draft
from zhixing.records.parcel import pack, unpack
from zhixing.records.trial import attempted, carry_out, without_trace
from zhixing.teams.service.membership import require_in, team_named, team_of

ACTIVITY = "group-pack-import"
SUBJECT = "group-pack"
_SHOWN_AT_MOST = 50


def pack_of(db: Work, actor: Actor, team_id: str) -> Pack:
    """Return what a group takes home; blank: one's own group.

    Raises:
        MissingError: ``teams.error.no-team``.
        RefusedError: not this person's group.
    """
    ground = _ground(db, actor, team_id)
    return Pack(
        id=new_id(),
        classroom=actor.classroom,
        team=ground.team.id,
        group=ground.team.name,
        name=classroom(db, actor).name,
        moment=utc_now(),
        rows=rows_of(ground, actor.locale),
        people=tuple(ground.labels.values()),
        meeting="" if ground.next is None else ground.next.title,
    )


def examine(db: Work, actor: Actor, returned: ReturnedPack) -> dict[str, Any]:
    """Try what a file would change, keep it for this person, and return both sides of every difference.

    Nothing of it is in force afterwards; the file itself is not kept.

    Raises:
        RefusedError: not this person's group.
        InputError: another class's or group's, an older file, or nothing in it differs.
        FaultsError: rows and cells that cannot be taken, each named.
    """
    ground = _of_file(db, actor, returned)
    found = _compared(db, ground, returned, actor)
    faults = [*returned.faults, *_tried(db, actor, ground, returned, found)]
    if faults:
        faults.sort(key=_place)
        raise FaultsError("packet.error.faults", faults[:_SHOWN_AT_MOST], {"count": len(faults)})
    if found.is_nothing and not found.lapsed:
        raise InputError("packet.error.nothing-changed", {}, Location(file=returned.file))
    save_draft(db, actor.person, ACTIVITY, pack(returned.json()))
    db.touch(actor.classroom, SUBJECT)
    return shown(returned, found, ground)


def waiting(db: Work, actor: Actor) -> dict[str, Any] | None:
    """Return what the person's last file would change now; None without one."""
    kept = load_draft(db, actor.person, ACTIVITY)
    if kept is None:
        return None
    returned = ReturnedPack.parse(unpack(kept))
    ground = _of_file(db, actor, returned)
    return shown(returned, _compared(db, ground, returned, actor), ground)


def apply(db: Work, actor: Actor, token: str, chosen: Mapping[str, str]) -> None:
    """Merge what the preview has shown, all of it or nothing.

    Args:
        db: the unit of work.
        actor: who merges.
        token: of the preview they have seen.
        chosen: for every conflict which side is taken.

    Raises:
        MissingError: ``packet.error.no-preview``.
        ConflictError: ``packet.error.moved``: something has changed since the preview.
        InputError: a conflict waits for a choice, or a row cannot be taken.
    """
    kept = load_draft(db, actor.person, ACTIVITY)
    if kept is None:
        raise MissingError("packet.error.no-preview")
    returned = ReturnedPack.parse(unpack(kept))
    ground = _of_file(db, actor, returned)
    found = _compared(db, ground, returned, actor)
    if found.fingerprint() != token:
        raise ConflictError("packet.error.moved")
    for step in steps(db, actor, ground, returned, found, chosen=chosen):
        carry_out(step)
    _remember(db, actor, returned, found)
    discard(db, actor)


def discard(db: Work, actor: Actor) -> None:
    """Forget the preview; everything stays as it is."""
    drop_draft(db, actor.person, ACTIVITY)
    db.touch(actor.classroom, SUBJECT)


def _ground(db: Work, actor: Actor, team_id: str) -> Ground:
    team = team_named(db, actor, team_id) if team_id else team_of(db, actor.person)
    if team is None or team.seat is None:
        raise MissingError("teams.error.no-team")
    require_in(db, actor, Door.WRITE_MINUTES, team.id)
    return ground_of(db, team)


def _of_file(db: Work, actor: Actor, returned: ReturnedPack) -> Ground:
    where = Location(file=returned.file)
    if returned.classroom != actor.classroom:
        raise InputError("packet.error.other-class", {}, where)
    try:
        ground = _ground(db, actor, returned.team)
    except MissingError as error:
        raise InputError("packet.error.group-gone", {}, where) from error
    except RefusedError as error:
        raise RefusedError("packet.error.other-group", {}, where) from error
    last = _kept(db, ground).get("last", {})
    if last and last["pack"] != returned.pack and last["moment"] >= returned.moment:
        when = datetime.fromisoformat(last["moment"]).astimezone()
        params = {"moment": f"{when:%Y-%m-%d %H:%M}"}
        raise InputError("packet.error.older", params, where)
    return ground


def _compared(db: Work, ground: Ground, returned: ReturnedPack, actor: Actor) -> Differences:
    entered = _kept(db, ground).get("entered", {}).get(returned.pack, ())
    now = {
        sheet: {row.id: row.cells for row in rows} for sheet, rows in rows_of(ground, actor.locale).items()
    }
    return compare(returned, now, entered)


def _tried(
    db: Work, actor: Actor, ground: Ground, returned: ReturnedPack, found: Differences
) -> list[InputError]:
    """Try it with the file's side of every conflict: the other side is what stands here, and can stay."""
    chosen = {cell.key: Side.FILE.value for cell in found.conflicts}
    with without_trace(db):
        return attempted(db, steps(db, actor, ground, returned, found, chosen=chosen))


def _subject(ground: Ground) -> str:
    return f"{SUBJECT}/{ground.team.id}"


def _kept(db: Work, ground: Ground) -> Mapping[str, Any]:
    paper = working_paper(db, ground.team.classroom_id, _subject(ground))
    return {} if paper is None else paper.content


def _remember(db: Work, actor: Actor, returned: ReturnedPack, found: Differences) -> None:
    """Keep which file was merged and which of its new rows were: it may come back a second time."""
    subject = f"{SUBJECT}/{returned.team}"
    paper = working_paper(db, actor.classroom, subject)
    content: Mapping[str, Any] = {} if paper is None else paper.content
    before = content.get("entered", {}).get(returned.pack, [])
    entered = {returned.pack: [*before, *(mark(row) for row in found.new)]}
    kept = {"last": {"pack": returned.pack, "moment": returned.moment}, "entered": entered}
    version = 0 if paper is None else paper.version
    save_paper(db, actor, subject, kept, version, door=Door.WRITE_MINUTES)


def _place(fault: InputError) -> tuple[str, int]:
    where = fault.location
    return ("", 0) if where is None else (where.file or "", where.row or 0)
