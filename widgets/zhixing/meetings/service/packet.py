"""What belongs into the packet of a meeting, and what of it is missing."""

from dataclasses import dataclass

from zhixing.actor import Actor
from zhixing.classroom.rules import Door
from zhixing.ledger import service as ledger
from zhixing.ledger.tables import EntryRow
from zhixing.meetings.rules.packet import Part, Piece
from zhixing.meetings.service.actions import source_of
from zhixing.meetings.service.attendance import marks_of
from zhixing.meetings.service.meetings import lanes, meeting_of
from zhixing.meetings.service.minutes import Minutes, minutes_of, sections_of
from zhixing.meetings.service.ratings import Rated, trend
from zhixing.meetings.tables import MeetingRow
from zhixing.records import Work
from zhixing.teams.service.membership import members, require_in, teams
from zhixing.teams.tables import TeamRow


@dataclass(frozen=True)
class PacketFacts:
    """A meeting as its packet sees it.

    Args:
        meeting: the meeting.
        groups: the groups that take part.
        minutes: the record of every lane that has one, by lane.
        actions: what was agreed at it.
        ratings: what the ratings of its rules say, by lane.
        pieces: what belongs into the packet, in reading order.
    """

    meeting: MeetingRow
    groups: tuple[TeamRow, ...]
    minutes: dict[str, Minutes]
    actions: tuple[EntryRow, ...]
    ratings: dict[str, Rated]
    pieces: tuple[Piece, ...]

    def name(self, lane: str) -> str:
        """Return the name of a group, blank for everybody together."""
        return next((team.name for team in self.groups if team.id == lane), "")


def packet_of(db: Work, actor: Actor, meeting_id: str) -> PacketFacts:
    """Return what belongs into the packet of a meeting.

    Raises:
        MissingError: there is no such meeting.
        RefusedError: not for this person.
    """
    row = meeting_of(db, actor, meeting_id)
    require_in(db, actor, Door.WRITE_MINUTES, row.team_id)
    grouped = members(db, row.classroom_id)
    own = set(lanes(db, row))
    groups = tuple(team for team in teams(db, row.classroom_id) if team.id in own and grouped.get(team.id))
    wanted = [row.team_id] if row.team_id else ["", *(team.id for team in groups)]
    minutes = {lane: minutes_of(db, row, lane) for lane in wanted}
    actions = tuple(ledger.entries_from(db, row.classroom_id, source_of(row.id)))
    ratings = {lane: found for lane in wanted if (found := _rated(db, row, lane)) is not None}
    facts = PacketFacts(row, groups, minutes, actions, ratings, ())
    return PacketFacts(row, groups, minutes, actions, ratings, _pieces(db, facts, wanted))


def _rated(db: Work, row: MeetingRow, lane: str) -> Rated | None:
    return next((rated for rated in trend(db, row.classroom_id, lane) if rated.meeting.id == row.id), None)


def _pieces(db: Work, facts: PacketFacts, wanted: list[str]) -> tuple[Piece, ...]:
    row = facts.meeting
    marked = bool(marks_of(db, row))
    found = [Piece(Part.ATTENDANCE, missing="" if marked else "packet.missing.attendance")]
    found += [_minutes(facts, lane) for lane in wanted]
    found.append(Piece(Part.ACTIONS, missing="" if facts.actions else "packet.missing.actions"))
    found += [Piece(Part.CHARTER, of=team.id) for team in facts.groups]
    if not facts.groups:
        found.append(Piece(Part.CHARTER, missing="packet.missing.charter"))
    found.append(Piece(Part.HOURS, missing="" if marked else "packet.missing.hours"))
    few = any(rated.is_few for rated in facts.ratings.values())
    remark = "packet.missing.ratings-few" if few else ""
    found.append(
        Piece(Part.RATINGS, missing="" if facts.ratings else "packet.missing.ratings", remark=remark)
    )
    found.append(Piece(Part.CALENDAR, missing="" if row.date else "packet.missing.calendar"))
    return tuple(found)


def _minutes(facts: PacketFacts, lane: str) -> Piece:
    """A record that says nothing but who was there is missing; one not confirmed is in, with a remark."""
    minutes = facts.minutes[lane]
    if len(sections_of(minutes)) <= 1:
        return Piece(Part.MINUTES, of=lane, missing="packet.missing.minutes")
    remark = "" if minutes.record.confirmed is not None else "packet.missing.unconfirmed"
    return Piece(Part.MINUTES, of=lane, remark=remark)
