"""A profile as pages send it."""

from typing import Annotated, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from zhixing.teams.rules.profile import Level, Outlook, Profile

Id: TypeAlias = Annotated[str, Field(min_length=1, max_length=40)]
_MANY = 100
"""More than anybody may say of themselves; the sentence about limits comes from the rules."""


class ProfileForm(BaseModel):
    """What somebody has filled in; limits are told by the rules, with a sentence."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    level: Level | None = None
    outlook: Outlook | None = None
    specialty: Annotated[str, Field(max_length=20_000)] = ""
    experience: Annotated[int, Field(ge=-(10**9), le=10**9)] | None = None
    languages: Annotated[list[str], Field(max_length=_MANY)] = []
    wishes: Annotated[list[Id], Field(max_length=_MANY)] = []
    relevance: Annotated[dict[Id, Annotated[int, Field(ge=-99, le=99)]], Field(max_length=_MANY)] = {}

    def profile(self) -> Profile:
        """Return everything but the relevance, of which the service notes who said it."""
        return Profile(
            level=self.level.value if self.level is not None else "",
            outlook=self.outlook.value if self.outlook is not None else "",
            specialty=self.specialty,
            experience=self.experience,
            languages=tuple(self.languages),
            wishes=tuple(self.wishes),
        )
