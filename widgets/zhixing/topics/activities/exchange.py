"""Excel out and in, and what is printed: links, and what an edited file would change."""

from typing import Any, ClassVar, Literal

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.rules import Door, may
from zhixing.records import Work
from zhixing.topics.service import exchange


class Apply(Act):
    """Change what the preview shows."""

    kind: Literal["apply"]
    token: str

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Change it, all or nothing."""
        exchange.apply(db, actor, self.token)


class Discard(Act):
    """Leave everything as it is."""

    kind: Literal["discard"]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Forget the preview."""
        exchange.discard(db, actor)


class Exchange(Activity):
    """Files to take away and to bring back; the preview of one that came back is its owner's alone."""

    name: ClassVar[str] = "exchange"
    module: ClassVar[str] = "topics/static/exchange.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"exchange", "people"})
    acts: ClassVar[tuple[type[Act], ...]] = (Apply, Discard)
    keeps_drafts: ClassVar[bool] = False

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return what this person may take away and bring back, and the preview that waits."""
        return {
            "book": exchange.sees_book(actor),
            "prints": may(actor, Door.ENTER_PAPER),
            "bring_book": may(actor, Door.ENTER_PAPER),
            "home": exchange.may_take_home(db, actor),
            "preview": exchange.standing(db, actor),
        }
