"""What each person says of themselves: what they know, what they wish for, whether they take part."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.people import person, units
from zhixing.classroom.rules import Door, may
from zhixing.records import Work
from zhixing.teams.activities.profile_form import ProfileForm
from zhixing.teams.rules.profile import Commitment
from zhixing.teams.service import commitments
from zhixing.teams.service.changes import of_person
from zhixing.teams.service.profiles import kept, save_profile, sub_topics


class SaveProfile(Act):
    """Say what I know and what I wish for."""

    kind: Literal["save-profile"]
    version: int
    profile: ProfileForm

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store it."""
        form = self.profile
        save_profile(db, actor, actor.person, form.profile(), form.relevance, seen_version=self.version)


class Answer(Act):
    """Say whether I take part."""

    kind: Literal["answer"]
    answer: Literal["", "yes", "talk", "no"]
    hours: Annotated[int, Field(ge=-(10**9), le=10**9)] | None = None
    brings: Annotated[str, Field(max_length=20_000)] = ""
    needs: Annotated[str, Field(max_length=20_000)] = ""

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store it."""
        commitments.answer(db, actor, Commitment(self.answer, self.hours, self.brings, self.needs))


class MyProfile(Activity):
    """One person's own profile and own answer; nobody else's is in it."""

    name: ClassVar[str] = "my-profile"
    module: ClassVar[str] = "teams/static/my-profile.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"papers", "topics"})
    acts: ClassVar[tuple[type[Act], ...]] = (SaveProfile, Answer)

    def subjects_for(self, actor: Actor) -> frozenset[str]:
        """Only one's own profile is shown; others' pages need not be drawn anew."""
        return self.subjects | {of_person(actor.person)}

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return what the person has said; staff, leaders and experts are not asked."""
        if not may(actor, Door.TAKE_PART):
            return {"takes_part": False}
        there = sub_topics(db, actor.classroom)
        mine = kept(db, actor.person, there)
        row = person(db, actor)
        unit = next((each.name for each in units(db, actor.classroom) if each.id == row.unit_id), "")
        return {
            "takes_part": True,
            "name": row.name,
            "unit": unit,
            "post": row.post,
            "profile": mine.profile.json(),
            "version": mine.version,
            "sub_topics": [each.json() for each in there],
            "commitment": commitments.own(db, actor).json(),
            "solo": actor.solo,
        }
