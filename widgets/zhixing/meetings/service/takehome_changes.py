"""What a pack that came back changes, step by step, through the same verbs that the pages use."""

from collections.abc import Iterator, Mapping
from functools import partial

from zhixing.actor import Actor
from zhixing.errors import InputError
from zhixing.ledger import service as ledger
from zhixing.ledger.service import EntryDraft, Status
from zhixing.ledger.tables import EntryRow
from zhixing.meetings.exchange.compare import Differences
from zhixing.meetings.exchange.facts import ACTIONS, TASKS, Cells
from zhixing.meetings.exchange.read import Edited, ReturnedPack
from zhixing.meetings.rules.notes import Kind, NoteDraft
from zhixing.meetings.service import actions, notes
from zhixing.meetings.service.takehome_facts import Ground
from zhixing.records import Work
from zhixing.records.trial import Step
from zhixing.teams.service.tasks import set_task


def steps(
    db: Work,
    actor: Actor,
    ground: Ground,
    returned: ReturnedPack,
    found: Differences,
    *,
    chosen: Mapping[str, str],
) -> Iterator[Step]:
    """Return the changes in the order of the file, the new rows last.

    Raises:
        InputError: ``packet.error.choose``.
    """
    rows = {(cell.sheet, cell.id): cell.row for cell in found.cells}
    for (sheet, row_id), cells in found.taken(chosen).items():
        change = {TASKS: _task, ACTIONS: _action}.get(sheet, _note)
        place = returned.place(sheet, rows[sheet, row_id])
        yield Step(place, partial(change, db, actor, ground, row_id, cells), _titles(returned, sheet))
    for edited in found.new:
        enter = _new_action if edited.sheet == ACTIONS else _new_note
        place = returned.place(edited.sheet, edited.row)
        yield Step(place, partial(enter, db, actor, ground, edited), _titles(returned, edited.sheet))


def _titles(returned: ReturnedPack, sheet: str) -> dict[str, str]:
    """Return what the file calls its columns; why something was dropped stands where its outcome does."""
    titles = dict(returned.titles.get(sheet, {}))
    return {**titles, "reason": titles["proof"]} if "proof" in titles else titles


def _task(db: Work, actor: Actor, ground: Ground, person: str, cells: Cells) -> None:
    row = ground.tasks[person]
    said = {"task": row.task, "goal": row.goal, "due": row.due or "", **cells}
    set_task(
        db,
        actor,
        person,
        task=said["task"],
        goal=said["goal"],
        due=said["due"] or None,
        version=row.version,
    )


def _action(db: Work, actor: Actor, ground: Ground, entry: str, cells: Cells) -> None:
    row = actions.kept_entry(db, actor, entry)
    wording = {name: text for name, text in cells.items() if name not in {"status", "proof"}}
    if wording:
        who, person = _who(ground, cells["who"]) if "who" in cells else (row.who, row.person_id)
        draft = EntryDraft(
            what=cells.get("what", row.what),
            who=who,
            person=person,
            due=cells.get("due", row.due or "") or None,
            evidence=cells.get("evidence", row.evidence),
        )
        earliest = actions.earliest_for(db, row)
        row = ledger.change_entry(db, actor, entry, draft, row.version, earliest=earliest)
    status = cells.get("status", row.status)
    if status != row.status:
        _end(db, actor, row, Status(status), cells.get("proof", row.proof))
    elif "proof" in cells:
        raise InputError("packet.error.proof-alone")


def _end(db: Work, actor: Actor, row: EntryRow, status: Status, said: str) -> None:
    if row.status != Status.OPEN:
        raise InputError("packet.error.was-closed")
    if status is Status.DONE:
        ledger.close_entry(db, actor, row.id, said, row.version)
    else:
        ledger.drop_entry(db, actor, row.id, said, row.version)


def _note(db: Work, actor: Actor, ground: Ground, note: str, cells: Cells) -> None:
    row = ground.note(note)
    if not cells.get("text", row.text):
        raise InputError("packet.error.note-emptied")
    draft = NoteDraft(
        Kind(cells.get("sort") or row.kind), cells.get("text", row.text), row.person_id, row.highlighted
    )
    notes.change_note(db, actor, note, draft, row.version)


def _new_action(db: Work, actor: Actor, ground: Ground, edited: Edited) -> None:
    cells = edited.after
    who, person = _who(ground, cells["who"])
    draft = EntryDraft(
        what=cells["what"],
        who=who,
        person=person,
        due=cells["due"] or None,
        evidence=cells["evidence"],
    )
    row = actions.enter(db, actor, ground.team.id, draft)
    status = Status(cells["status"] or Status.OPEN.value)
    if status is not Status.OPEN:
        _end(db, actor, row, status, cells["proof"])
    elif cells["proof"]:
        raise InputError("packet.error.proof-alone")


def _new_note(db: Work, actor: Actor, ground: Ground, edited: Edited) -> None:
    if ground.next is None:
        raise InputError("packet.error.no-next")
    if "sort" in edited.after and not edited.after["sort"]:
        raise InputError("packet.error.choose-sort")
    kind = Kind(edited.after.get("sort", Kind.PROBLEM.value))
    draft = NoteDraft(kind, edited.after["text"])
    notes.add_note(db, actor, ground.next.id, ground.team.id, draft)


def _who(ground: Ground, label: str) -> tuple[str, str | None]:
    """Return what is typed of somebody outside the group, or the id of a member."""
    person = ground.person(label)
    return ("" if person else label), person
