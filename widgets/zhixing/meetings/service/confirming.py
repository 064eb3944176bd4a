"""The group words, objects to, confirms and opens again the record of its meeting."""

from dataclasses import asdict, replace
from datetime import date

from zhixing.actor import Actor, Role
from zhixing.classroom.people import person
from zhixing.classroom.rules import RUNNERS, Door, anonymous_voter, require
from zhixing.decisions.rules import Stage
from zhixing.decisions.service import latest, submit
from zhixing.errors import ConflictError, InputError, MissingError, RefusedError
from zhixing.meetings.rules.minutes import (
    REASON_AT_MOST,
    REMARKS_AT_MOST,
    Record,
    Seal,
    Shown,
    check_length,
    check_mark,
    mark_of,
)
from zhixing.meetings.rules.minutes_words import FIXED
from zhixing.meetings.service.actions import today
from zhixing.meetings.service.meetings import State, require_lane
from zhixing.meetings.service.minutes import minutes_of
from zhixing.meetings.service.recording import change_record, is_main, record_of, require_open, subject_of
from zhixing.meetings.service.rounds import seen_lane
from zhixing.meetings.tables import MeetingRow
from zhixing.records import Work
from zhixing.records.clock import utc_now
from zhixing.teams.service.membership import team_of


def word(db: Work, actor: Actor, meeting_id: str, lane: str, *, paragraph: str, text: str, seen: str) -> None:
    """Put a paragraph into the group's own words.

    Args:
        db: the unit of work.
        actor: leader, liaison or facilitator.
        meeting_id: the meeting.
        lane: whose record.
        paragraph: which one.
        text: the words.
        seen: the mark of the paragraph the writer had on the page.

    Raises:
        RefusedError: not this person's, or the record is confirmed.
        MissingError: ``record.error.no-paragraph``.
        ConflictError: the paragraph says something else by now; nothing was stored.
        InputError: nothing, or too much, is said.
    """
    meeting = _writable(db, actor, meeting_id, lane)
    shown = _shown(db, meeting, lane, paragraph)
    check_mark(seen, shown.mark)
    change_record(db, actor, meeting, lane, lambda record: record.worded(shown, text, utc_now()))


def choose(
    db: Work, actor: Actor, meeting_id: str, lane: str, *, paragraph: str, seen: str, own: bool
) -> None:
    """Choose between the group's own words and what is generated now; what is given up is kept aside.

    Raises:
        RefusedError: not this person's, or the record is confirmed.
        MissingError: ``record.error.no-paragraph``.
        ConflictError: the paragraph says something else by now.
    """
    meeting = _writable(db, actor, meeting_id, lane)
    shown = _shown(db, meeting, lane, paragraph)
    check_mark(seen, shown.mark)
    now = utc_now()

    def chosen(record: Record) -> Record:
        if paragraph not in record.edits:
            return record
        return record.kept(shown, now) if own else record.given_up(paragraph, now)

    change_record(db, actor, meeting, lane, chosen)


def remark(db: Work, actor: Actor, meeting_id: str, lane: str, text: str, *, seen: str) -> None:
    """Add to the record, or correct it; ``seen`` is the mark of the remarks the writer had on the page.

    Raises:
        RefusedError: not this person's, or the record is confirmed.
        ConflictError: somebody else changed the remarks meanwhile.
        InputError: too much is said.
    """
    meeting = _writable(db, actor, meeting_id, lane)
    said = text.strip()
    check_length(said, REMARKS_AT_MOST)
    standing = record_of(db, meeting, lane).remarks
    if said != standing:
        check_mark(seen, mark_of([standing]))
    change_record(db, actor, meeting, lane, lambda record: replace(record, remarks=said))


def objecter(meeting: MeetingRow, lane: str, actor: Actor) -> str:
    """Return the mark under which a member's objection is kept until the record is confirmed."""
    return anonymous_voter(subject_of(meeting, lane), actor.person)


def may_object(db: Work, actor: Actor, meeting: MeetingRow, lane: str) -> bool:
    """Tell whether somebody is a member who may see it differently."""
    try:
        _require_member(db, actor, meeting, lane)
    except RefusedError:
        return False
    return True


def object_to(db: Work, actor: Actor, meeting_id: str, lane: str, text: str, *, named: bool) -> None:
    """Say in one line what a member sees differently; a blank line takes it back.

    Raises:
        RefusedError: not a member of the group, or the record is confirmed.
        InputError: too much is said.
    """
    meeting = seen_lane(db, actor, meeting_id, lane)
    _require_member(db, actor, meeting, lane)
    require_open(db, meeting, lane)
    name = person(db, actor).name if named else ""
    mark = objecter(meeting, lane, actor)
    edit = lambda record: record.objected(mark, text, name)  # noqa: E731
    change_record(db, actor, meeting, lane, edit, door=Door.TAKE_PART, signed=named)


def may_confirm(db: Work, actor: Actor, meeting: MeetingRow, lane: str) -> bool:
    """Tell whether somebody confirms this record for the group."""
    try:
        _confirmable(db, actor, meeting.id, lane)
    except RefusedError:
        return False
    return True


def confirm(db: Work, actor: Actor, meeting_id: str, lane: str, seen: str) -> Seal:
    """Confirm the record for the group: from here on it says what it says now.

    Args:
        db: the unit of work.
        actor: the group's leader, or a facilitator.
        meeting_id: the meeting.
        lane: whose record.
        seen: the mark of the whole record as it was read out.

    Raises:
        RefusedError: not this person's; it is confirmed; or the meeting is not over.
        ConflictError: something in it has changed since it was read out.
        InputError: ``record.error.choices-open``: own words and facts differ somewhere.
    """
    meeting = _confirmable(db, actor, meeting_id, lane)
    _require_over(meeting)
    minutes = minutes_of(db, meeting, lane)
    if minutes.record.confirmed is not None:
        raise ConflictError("record.error.confirmed-meanwhile")
    check_mark(seen, minutes.mark, "record.error.read-again")
    if minutes.open_choices:
        raise InputError("record.error.choices-open", {"count": minutes.open_choices})
    subject = subject_of(meeting, lane)
    standing = latest(db, meeting.classroom_id, subject)
    content = {"facts": dict(minutes.facts), "shown": [shown.json() for shown in minutes.shown]}
    version = 0 if standing is None else standing.version
    kept = submit(db, actor, subject, content, version, door=Door.WRITE_MINUTES, stage=Stage.COMMENT)
    seal = Seal(utc_now(), person(db, actor).name, kept.version)
    change_record(db, actor, meeting, lane, lambda record: record.sealed(seal))
    _becomes(db, meeting, lane, State.CONFIRMED)
    return seal


def reopen(db: Work, actor: Actor, meeting_id: str, lane: str, reason: str) -> None:
    """Open a confirmed record again; the reason, and the record as it was confirmed, are kept.

    Raises:
        RefusedError: not this person's, or it is open.
        InputError: no reason is given, or it is too long.
    """
    meeting = _confirmable(db, actor, meeting_id, lane)
    said = " ".join(reason.split())
    if not said:
        raise InputError("record.error.no-reason")
    check_length(said, REASON_AT_MOST)
    record = record_of(db, meeting, lane)
    if record.confirmed is None:
        raise RefusedError("record.error.is-open")
    seal = Seal(utc_now(), person(db, actor).name, record.confirmed.version, said)
    opened = (*record.reopened, seal)
    change_record(db, actor, meeting, lane, lambda one: replace(one, confirmed=None, reopened=opened))
    _becomes(db, meeting, lane, State.ENDED)


def seal_json(seal: Seal | None) -> dict[str, object] | None:
    """Return the form pages show."""
    return None if seal is None else asdict(seal)


def _writable(db: Work, actor: Actor, meeting_id: str, lane: str) -> MeetingRow:
    meeting = require_lane(db, actor, meeting_id, lane, Door.WRITE_MINUTES)
    require_open(db, meeting, lane)
    return meeting


def _confirmable(db: Work, actor: Actor, meeting_id: str, lane: str) -> MeetingRow:
    """Return a meeting whose record the group's leader, or a facilitator, confirms and opens again."""
    meeting = require_lane(db, actor, meeting_id, lane, Door.WRITE_MINUTES)
    own = team_of(db, actor.person)
    leads = actor.has(Role.GROUP_LEADER) and own is not None and own.id == lane
    if not leads and not actor.has(*RUNNERS):
        raise RefusedError("record.error.leader-confirms")
    return meeting


def _require_member(db: Work, actor: Actor, meeting: MeetingRow, lane: str) -> None:
    if lane:
        require_lane(db, actor, meeting.id, lane, Door.TAKE_PART)
    else:
        require(actor, Door.TAKE_PART)


def _require_over(meeting: MeetingRow) -> None:
    if meeting.state == State.RUNNING:
        raise RefusedError("record.error.running")
    if meeting.state == State.PLANNED and meeting.date and date.fromisoformat(meeting.date) > today():
        raise RefusedError("record.error.not-held", {"day": meeting.date})


def _becomes(db: Work, meeting: MeetingRow, lane: str, state: State) -> None:
    if is_main(meeting, lane):
        meeting.state = state
        meeting.changed = utc_now()
        db.flush()
    db.touch(meeting.classroom_id, "meetings")


def _shown(db: Work, meeting: MeetingRow, lane: str, paragraph: str) -> Shown:
    for shown in minutes_of(db, meeting, lane).shown:
        if shown.paragraph.id == paragraph and shown.paragraph.section not in FIXED:
            return shown
    raise MissingError("record.error.no-paragraph")
