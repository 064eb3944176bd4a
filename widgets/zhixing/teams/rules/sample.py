"""A person of the example organisation, ready to be put into the class of somebody who learns alone."""

from dataclasses import dataclass

from zhixing.actor import Role
from zhixing.teams.rules.profile import Commitment, Profile


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """An invented person, in one language.

    Args:
        name: invented, too.
        unit: full name.
        short: short name of the unit.
        post: what they are there.
        rank: order of the post, 1 the highest.
        strokes: sorts surnames.
        role: what they are in the example class.
        profile: wishes and relevance are by number, since the scheme is the reader's own.
        commitment: what they have answered; blank where they have not.
    """

    name: str
    unit: str
    short: str
    post: str
    rank: int
    strokes: int
    role: Role
    profile: Profile
    commitment: Commitment
