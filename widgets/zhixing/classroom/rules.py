"""Who may do what in a class, and the rules of ballots; no I/O."""

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from zhixing.actor import Actor, Role
from zhixing.errors import InputError, RefusedError


class Door(StrEnum):
    """Something that only some roles may do."""

    PROPOSE_TOPIC = "propose-topic"
    JUDGE_CONDITIONS = "judge-conditions"
    CAST_BALLOT = "cast-ballot"
    COMPARE_CRITERIA = "compare-criteria"
    ANSWER_ITEMS = "answer-items"
    RUN_SESSION = "run-session"
    ENTER_PAPER = "enter-paper"
    MANAGE_PEOPLE = "manage-people"
    WRITE_RECOMMENDATION = "write-recommendation"
    WRITE_SCHEME = "write-scheme"
    SUBMIT = "submit"
    DECIDE = "decide"
    COMMENT = "comment"
    RECORD_DECISION = "record-decision"
    SEE_EXPORTS = "see-exports"
    FORM_GROUPS = "form-groups"
    ASSIGN_TASKS = "assign-tasks"
    PLAN_MEETINGS = "plan-meetings"
    LEAD_MEETING = "lead-meeting"
    TAKE_PART = "take-part"
    COACH = "coach"
    WRITE_MINUTES = "write-minutes"
    KEEP_LEDGER = "keep-ledger"


_EVERYONE = frozenset(Role)
RUNNERS = frozenset({Role.FACILITATOR, Role.OWNER})
"""Who runs a class."""

MAY: dict[Door, frozenset[Role]] = {
    Door.PROPOSE_TOPIC: frozenset(
        {
            Role.LEARNER,
            Role.LIAISON,
            Role.GROUP_LEADER,
            Role.FACILITATOR,
            Role.LEADER,
            Role.CONVENOR,
            Role.OFFICE,
            Role.OWNER,
        }
    ),
    Door.JUDGE_CONDITIONS: frozenset({Role.LIAISON}),
    Door.CAST_BALLOT: frozenset({Role.LEARNER, Role.LIAISON, Role.GROUP_LEADER}),
    Door.COMPARE_CRITERIA: frozenset({Role.EXPERT}),
    Door.ANSWER_ITEMS: _EVERYONE,
    Door.RUN_SESSION: RUNNERS,
    Door.ENTER_PAPER: RUNNERS | {Role.OFFICE},
    Door.MANAGE_PEOPLE: RUNNERS | {Role.OFFICE},
    Door.WRITE_RECOMMENDATION: RUNNERS | {Role.OFFICE, Role.LIAISON},
    Door.WRITE_SCHEME: RUNNERS | {Role.OFFICE, Role.LIAISON, Role.CONVENOR},
    Door.SUBMIT: RUNNERS | {Role.OFFICE},
    Door.DECIDE: frozenset({Role.LEADER}),
    Door.COMMENT: frozenset({Role.EXPERT, Role.LEADER, Role.CONVENOR}),
    Door.RECORD_DECISION: frozenset({Role.FACILITATOR, Role.OFFICE}),
    Door.SEE_EXPORTS: RUNNERS | {Role.OFFICE, Role.CONVENOR, Role.LEADER},
    Door.FORM_GROUPS: RUNNERS | {Role.OFFICE},
    Door.ASSIGN_TASKS: RUNNERS | {Role.OFFICE, Role.CONVENOR, Role.GROUP_LEADER, Role.LIAISON},
    Door.PLAN_MEETINGS: RUNNERS | {Role.OFFICE, Role.CONVENOR, Role.GROUP_LEADER},
    Door.LEAD_MEETING: RUNNERS | {Role.GROUP_LEADER, Role.LIAISON},
    Door.TAKE_PART: frozenset({Role.LEARNER, Role.LIAISON, Role.GROUP_LEADER}),
    Door.COACH: RUNNERS,
    Door.WRITE_MINUTES: RUNNERS | {Role.OFFICE, Role.GROUP_LEADER, Role.LIAISON},
    Door.KEEP_LEDGER: RUNNERS | {Role.OFFICE, Role.LEARNER, Role.LIAISON, Role.GROUP_LEADER},
}
"""The one table of rights; a person alone on their own machine holds every role."""

NAMED_BY_RUNNERS = RUNNERS | {Role.LEADER}
"""Roles that only somebody who runs the class gives or takes: the office does not decide for a leader."""
STAFF = frozenset({Role.FACILITATOR, Role.OWNER, Role.OFFICE, Role.LEADER, Role.CONVENOR, Role.EXPERT})
"""Who never comes in by name alone: with a password or a personal link."""


def may(actor: Actor, door: Door) -> bool:
    """Tell whether the person may go through a door."""
    return actor.has(*MAY[door])


def require(actor: Actor, door: Door) -> None:
    """Let the person through, or refuse with a sentence.

    Raises:
        RefusedError: ``classroom.error.not-allowed``.
    """
    if not may(actor, door):
        raise RefusedError("classroom.error.not-allowed")


def require_namer(actor: Actor, roles: Collection[Role]) -> None:
    """Let somebody through who may name people these roles, or work on their links.

    Raises:
        RefusedError: ``staff.error.leader-named``, ``classroom.error.not-allowed``.
    """
    if RUNNERS.intersection(roles):
        require(actor, Door.RUN_SESSION)
    if NAMED_BY_RUNNERS.intersection(roles) and not may(actor, Door.RUN_SESSION):
        raise RefusedError("staff.error.leader-named")


def ballot_doors(subject: Mapping[str, Any]) -> tuple[Door, ...]:
    """Return the doors to a window's ballots: one is enough; most windows name none of their own."""
    return tuple(Door(name) for name in subject.get("doors", (Door.CAST_BALLOT,)))


def voting_roles(subject: Mapping[str, Any]) -> frozenset[Role]:
    """Return who votes in a window."""
    return frozenset(role for door in ballot_doors(subject) for role in MAY[door])


class BallotMode(StrEnum):
    """How far a ballot is known: in the last two no stored row links voter to vote."""

    NAMED = "named"
    CONFIDENTIAL = "confidential"
    ANONYMOUS = "anonymous"


class WindowState(StrEnum):
    """A window is open, then closed, then its result may be seen."""

    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many have voted by phone or page, how many paper ballots, of how many present."""

    voted: int
    paper: int
    present: int

    def json(self) -> dict[str, int]:
        """Return the form pages show."""
        return {"voted": self.voted, "paper": self.paper, "present": self.present}


_KEY = re.compile(r"[0-9a-f]{32,64}")


def ballot_key(window_id: str, key: str) -> str:
    """Return the stored form of the random key that a voter's browser holds.

    Raises:
        InputError: ``classroom.error.bad-key``.
    """
    if not _KEY.fullmatch(key):
        raise InputError("classroom.error.bad-key")
    return hashlib.sha256(f"{window_id}:{key}".encode()).hexdigest()


def anonymous_voter(salt: str, person_id: str) -> str:
    """Return the mark by which an anonymous window knows, until it closes, that somebody has voted."""
    return hashlib.sha256(f"{salt}:{person_id}".encode()).hexdigest()
