"""The people of a class for whoever forms groups: what is known, a sheet to bring in, who is kept apart."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import Field

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor, Locale
from zhixing.records import Work
from zhixing.teams.activities.profile_form import ProfileForm
from zhixing.teams.rules.sample import SamplePerson
from zhixing.teams.service import importing
from zhixing.teams.service.apart import keep_apart, let_together
from zhixing.teams.service.colleagues import add_colleague, correct_colleague, remove_colleague
from zhixing.teams.service.members_face import members_face
from zhixing.teams.service.profiles import save_profile
from zhixing.teams.service.samples import put_samples, take_out_samples

Line: TypeAlias = Annotated[str, Field(max_length=1_000)]
Example: TypeAlias = Callable[[Locale], Sequence[SamplePerson]]
"""The people of the example organisation, in a language."""


class Add(Act):
    """Add a person by hand."""

    kind: Literal["add"]
    name: Line
    unit: Line = ""
    post: Line = ""

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Store it and return the person's id."""
        return {"person": add_colleague(db, actor, self.name, self.unit, self.post)}


class Save(Act):
    """Write down what is known of a person."""

    kind: Literal["save"]
    person: str
    version: int
    name: Line
    unit: Line = ""
    post: Line = ""
    profile: ProfileForm

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store it."""
        form = self.profile
        save_profile(db, actor, self.person, form.profile(), form.relevance, seen_version=self.version)
        correct_colleague(db, actor, self.person, name=self.name, unit=self.unit, post=self.post)


class Remove(Act):
    """Take out a person who was added by mistake."""

    kind: Literal["remove"]
    person: str

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Delete them."""
        remove_colleague(db, actor, self.person)


class KeepApart(Act):
    """Do not put two people into one group."""

    kind: Literal["keep-apart"]
    one: str
    other: str

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Store the pair, and no reason."""
        keep_apart(db, actor, self.one, self.other)


class LetTogether(Act):
    """Two people may be in one group again."""

    kind: Literal["let-together"]
    one: str
    other: str

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Forget the pair."""
        let_together(db, actor, self.one, self.other)


class Apply(Act):
    """Take over what the sheet says."""

    kind: Literal["apply"]
    token: str

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Change it, all or nothing."""
        return importing.apply(db, actor, self.token)


class Discard(Act):
    """Leave everything as it is."""

    kind: Literal["discard"]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Forget the preview."""
        importing.discard(db, actor)


def sample_acts(example: Example) -> tuple[type[Act], ...]:
    """Return the acts that need the example organisation."""

    class PutSamples(Act):
        """Practise with the people of the example."""

        kind: Literal["put-samples"]

        def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
            put_samples(db, actor, example(actor.locale))

    class TakeSamples(Act):
        """Take the people of the example out again."""

        kind: Literal["take-samples"]

        def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
            # Whoever put them in may have read another language then.
            take_out_samples(db, actor, [each for locale in Locale for each in example(locale)])

    return PutSamples, TakeSamples


class Members(Activity):
    """Everybody who may be put into groups."""

    name: ClassVar[str] = "members"
    module: ClassVar[str] = "teams/static/members.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"profiles", "people", "papers", "topics"})

    def __init__(self, example: Example) -> None:
        self.acts: tuple[type[Act], ...] = (  # type: ignore[misc]
            Add,
            Save,
            Remove,
            KeepApart,
            LetTogether,
            Apply,
            Discard,
            *sample_acts(example),
        )

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return them with what is known, and the sheet that waits."""
        return members_face(db, actor)
