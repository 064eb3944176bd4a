"""Who acts: the person, class, role and language that the server vouches for."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is in a class; what each may do is one table in ``classroom.rules``."""

    LEARNER = "learner"
    LIAISON = "liaison"
    GROUP_LEADER = "group-leader"
    FACILITATOR = "facilitator"
    CONVENOR = "convenor"
    LEADER = "leader"
    EXPERT = "expert"
    OFFICE = "office"
    OWNER = "owner"


class Locale(StrEnum):
    """A complete language of the product."""

    ZH = "zh-CN"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person in one class.

    Args:
        person: permanent id of the person.
        classroom: permanent id of the class.
        roles: everything this person is in that class.
        locale: language the person reads.
        solo: True on a loopback server with one local person, who holds every role.
    """

    person: str
    classroom: str
    roles: frozenset[Role]
    locale: Locale = Locale.ZH
    solo: bool = False

    def has(self, *roles: Role) -> bool:
        """Tell whether the person holds at least one of these roles."""
        return not self.roles.isdisjoint(roles)
