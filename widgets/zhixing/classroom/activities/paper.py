"""Paper ballots: the facilitator's form for entering a stack."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom import paper
from zhixing.classroom.ballots import current_window, turnout, window_json, window_of
from zhixing.classroom.rules import Door, WindowState, require
from zhixing.classroom.tables import WindowRow
from zhixing.errors import MissingError
from zhixing.records import Work


class PaperForms(ABC):
    """What a feature above the classroom says about the paper ballots of its windows.

    Attributes:
        purposes: of its windows, where there is one of each in a class.
    """

    purposes: ClassVar[tuple[str, ...]] = ()

    def covers(self, window: WindowRow) -> bool:
        """Tell whether a window is one of its own."""
        return window.purpose in self.purposes

    def waiting(self, db: Work, classroom_id: str) -> list[WindowRow]:
        """Return the windows paper is entered for now: here the latest open one, else the latest closed."""
        found = [current_window(db, classroom_id, purpose) for purpose in self.purposes]
        windows = [window for window in found if window is not None and window.state != WindowState.REVEALED]
        windows.sort(key=lambda window: (window.state == WindowState.OPEN, window.opened or ""))
        return windows[-1:]

    def names(self, db: Work, windows: Sequence[WindowRow]) -> Mapping[str, Mapping[str, str]]:  # noqa: ARG002
        """Return by window what it is called, in both languages, where its purpose does not say it."""
        return {}

    def expected(self, db: Work, window: WindowRow) -> int | None:  # noqa: ARG002
        """Return how many vote in a window that is for some people only, None for the class."""
        return None

    @abstractmethod
    def form(self, db: Work, window: WindowRow) -> dict[str, Any]:
        """Return what the entry form needs to know: topics, votes each, criteria, scale."""

    @abstractmethod
    def check(self, db: Work, window: WindowRow, content: dict[str, Any]) -> dict[str, Any]:
        """Return the content of one ballot as it is stored, or raise the sentence that refuses it."""


class RemoveBatch(Act):
    """Take a batch back."""

    kind: Literal["remove"]
    batch: str

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Delete it with its ballots."""
        paper.remove_batch(db, actor, self.batch)


class PaperBatch(Activity):
    """Entry of paper ballots for the windows that wait for them; several are chosen from."""

    name: ClassVar[str] = "paper-batch"
    module: ClassVar[str] = "classroom/static/paper-batch.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"windows", "ballots", "people"})

    def __init__(self, *forms: PaperForms) -> None:
        self._forms = forms
        forms_of = self._forms_of

        class EnterBatch(Act):
            """Enter a stack of paper ballots."""

            kind: Literal["enter"]
            window: str
            label: Annotated[str, StringConstraints(min_length=1, max_length=60)]
            ballots: Annotated[list[dict[str, Any]], Field(max_length=paper.AT_MOST)]
            confirmed: bool = False

            def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
                window = window_of(db, actor, self.window)
                own = forms_of(window)
                checked = [own.check(db, window, content) for content in self.ballots]
                expected = own.expected(db, window)
                batch = paper.enter_batch(
                    db, actor, self.window, self.label, checked, confirmed=self.confirmed, expected=expected
                )
                return {"batch": batch}

        self.acts: tuple[type[Act], ...] = (EnterBatch, RemoveBatch)  # type: ignore[misc]

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return the window that waits for paper, with its form and batches; or several to choose from."""
        require(actor, Door.ENTER_PAPER)
        if "window" in params:
            return self._stack(db, actor, window_of(db, actor, params["window"]))
        waiting = [(forms, forms.waiting(db, actor.classroom)) for forms in self._forms]
        windows = [window for _, found in waiting for window in found]
        if len(windows) == 1:
            return self._stack(db, actor, windows[0])
        names = {name: text for forms, found in waiting for name, text in forms.names(db, found).items()}
        choices = [{**window_json(window), "name": names.get(window.id)} for window in windows]
        return {**_NOTHING_OPEN, "choices": choices}

    def _stack(self, db: Work, actor: Actor, window: WindowRow) -> dict[str, Any]:
        forms = self._forms_of(window)
        expected = forms.expected(db, window)
        is_class = expected is None
        return {
            **_NOTHING_OPEN,
            "window": {**window_json(window), "turnout": turnout(db, window, expected).json()},
            "name": forms.names(db, [window]).get(window.id),
            **forms.form(db, window),
            "batches": paper.batches(db, window.id),
            "expected": paper.known_voters(db, window) if is_class else expected,
            "takes_more": is_class and paper.takes_more(db, actor.classroom),
        }

    def _forms_of(self, window: WindowRow) -> PaperForms:
        for forms in self._forms:
            if forms.covers(window):
                return forms
        raise MissingError("classroom.error.no-window")


_NOTHING_OPEN: dict[str, Any] = {
    "choices": [],
    "window": None,
    "name": None,
    "topics": [],
    "votes_each": 0,
    "criteria": [],
    "scale": [],
    "levels": [],
    "batches": [],
    "expected": 0,
    "takes_more": False,
}
