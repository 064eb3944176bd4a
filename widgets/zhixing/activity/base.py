"""The base of every activity: what it shows a person, and what a person may do in it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Annotated, Any, ClassVar, Union, get_args

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from zhixing.activity.receipt import is_taken, require_id, take
from zhixing.actor import Actor
from zhixing.errors import ConflictError, InputError, Location
from zhixing.records import Store, Work

Params = Mapping[str, str]
"""What a workbook's cell says beside the activity's name: ``book.activity("item", item="u03-c01")``."""


def is_storable(raw: object) -> bool:
    """Tell whether every text in a message can be stored: no NUL, no half of a surrogate pair."""
    waiting = [raw]
    while waiting:
        match waiting.pop():
            case str() as text:
                if "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
                    return False
            case dict() as inner:
                waiting += [*inner, *inner.values()]
            case list() as inner:
                waiting += inner
    return True


class Act(BaseModel, ABC):
    """One thing a person does; a subclass fixes ``kind`` with a ``Literal`` and calls one service verb."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    @abstractmethod
    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any] | None:
        """Do it within the given unit of work; what is returned goes to this person only."""


class SlowAct(Act, ABC):
    """An act that works something out for seconds first; the store stays free meanwhile."""

    @abstractmethod
    def work_out(self, store: Store, actor: Actor, params: Params) -> Any:
        """Work it out, reading the store and writing nothing; what comes of it goes to ``finish``."""

    @abstractmethod
    def finish(self, db: Work, actor: Actor, params: Params, outcome: Any) -> dict[str, Any] | None:
        """Store the outcome within the given unit of work, unless what it rests on has changed meanwhile."""

    def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any] | None:
        """Never called: a slow act is worked out first, then finished."""
        raise NotImplementedError


class Activity(ABC):
    """A controller without state: ``view`` for one person, ``act`` by one person.

    Attributes:
        name: what notebooks and pages call it.
        module: its front end, an ES module below the package, for example ``"topics/static/rate-topics.js"``.
        subjects: changes of the class that may alter its view.
        acts: what a person may do.
        keeps_drafts: False where a stored draft would tie a voter to a vote.
    """

    name: ClassVar[str]
    module: ClassVar[str]
    subjects: ClassVar[frozenset[str]] = frozenset()
    acts: ClassVar[tuple[type[Act], ...]] = ()
    keeps_drafts: ClassVar[bool] = True

    def subjects_for(self, actor: Actor) -> frozenset[str]:  # noqa: ARG002  (for those where it depends)
        """Return the changes that may alter this person's view."""
        return self.subjects

    @abstractmethod
    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return what this person may see, as JSON: no keys of items, no names they may not know."""

    def act(
        self, store: Store, actor: Actor, params: Params, action_id: str, raw: object
    ) -> dict[str, Any] | None:
        """Validate and perform one action in one transaction; the same id a second time changes nothing.

        Raises:
            InputError: ``activity.error.bad-action``, the message is not an action of this activity.
            ZhixingError: whatever the service verb says.
        """
        require_id(action_id)
        action = self._parse(raw)
        perform = self._worked_out(store, actor, params, action_id, action)
        try:
            with store.work() as db:
                if is_taken(db, action_id):
                    return None
                take(db, action_id)
                return perform(db, actor, params)
        except ConflictError:
            with store.read() as db:
                if is_taken(db, action_id):
                    return None
            raise

    def is_slow(self, raw: object) -> bool:
        """Tell whether an action takes seconds, so that a server does not let others wait for it."""
        kind = raw.get("kind") if isinstance(raw, dict) else None
        return any(
            issubclass(act, SlowAct) and kind in get_args(act.model_fields["kind"].annotation)
            for act in self.acts
        )

    def _worked_out(
        self, store: Store, actor: Actor, params: Params, action_id: str, action: Act
    ) -> Callable[[Work, Actor, Params], dict[str, Any] | None]:
        if not isinstance(action, SlowAct):
            return action.perform
        with store.read() as db:
            is_done = is_taken(db, action_id)
        outcome = None if is_done else action.work_out(store, actor, params)
        return lambda db, actor, params: action.finish(db, actor, params, outcome)

    def _parse(self, raw: object) -> Act:
        if not self.acts or not is_storable(raw):
            raise InputError("activity.error.bad-action", {"activity": self.name})
        try:
            return self._adapter.validate_python(raw)
        except ValidationError as error:
            place = ".".join(str(part) for part in error.errors()[0]["loc"][1:])
            raise InputError(
                "activity.error.bad-action", {"activity": self.name}, Location(field=place or None)
            ) from error

    @cached_property
    def _adapter(self) -> TypeAdapter[Act]:
        if len(self.acts) == 1:
            return TypeAdapter(self.acts[0])
        union: Any = Annotated[Union[self.acts], Field(discriminator="kind")]  # noqa: UP007
        return TypeAdapter(union)
