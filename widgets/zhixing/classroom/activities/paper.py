"""Paper ballots: the facilitator's form for entering a stack."""

from abc import ABC, abstractmethod
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom import paper
from zhixing.classroom.ballots import current_window, turnout, window_json, window_of
from zhixing.classroom.rules import Door, WindowState, require
from zhixing.classroom.tables import WindowRow
from zhixing.records import Work


class PaperForms(ABC):
    """What a feature above the classroom says about the paper ballots of its windows."""

    purposes: ClassVar[tuple[str, ...]]

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
    """Entry of paper ballots for the latest window."""

    name: ClassVar[str] = "paper-batch"
    module: ClassVar[str] = "classroom/static/paper-batch.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"windows", "ballots", "people"})

    def __init__(self, forms: PaperForms) -> None:
        self._forms = forms

        class EnterBatch(Act):
            """Enter a stack of paper ballots."""

            kind: Literal["enter"]
            window: str
            label: Annotated[str, StringConstraints(min_length=1, max_length=60)]
            ballots: Annotated[list[dict[str, Any]], Field(max_length=paper.AT_MOST)]
            confirmed: bool = False

            def perform(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
                window = window_of(db, actor, self.window)
                checked = [forms.check(db, window, content) for content in self.ballots]
                batch = paper.enter_batch(
                    db, actor, self.window, self.label, checked, confirmed=self.confirmed
                )
                return {"batch": batch}

        self.acts: tuple[type[Act], ...] = (EnterBatch, RemoveBatch)  # type: ignore[misc]

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the latest open window, else the latest closed one, with its form and batches."""
        require(actor, Door.ENTER_PAPER)
        found = [current_window(db, actor.classroom, purpose) for purpose in self._forms.purposes]
        windows = [window for window in found if window is not None and window.state != WindowState.REVEALED]
        windows.sort(key=lambda window: (window.state == WindowState.OPEN, window.opened or ""))
        if not windows:
            return dict(_NOTHING_OPEN)
        window = windows[-1]
        return {
            "window": {**window_json(window), "turnout": turnout(db, window).json()},
            **self._forms.form(db, window),
            "batches": paper.batches(db, window.id),
            "expected": paper.known_voters(db, window),
            "takes_more": paper.takes_more(db, actor.classroom),
        }


_NOTHING_OPEN: dict[str, Any] = {
    "window": None,
    "topics": [],
    "votes_each": 0,
    "criteria": [],
    "scale": [],
    "batches": [],
    "expected": 0,
    "takes_more": False,
}
