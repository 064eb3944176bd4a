"""What is done to ideas: written, worded anew, split, set aside, merged, put under headings."""

from typing import Any, Literal

from zhixing.activity import Act
from zhixing.actor import Actor
from zhixing.meetings.activities.wall_act import Mark, Marks, WallAct, Words
from zhixing.meetings.service import ideas, rounds
from zhixing.meetings.service.rounds import Place
from zhixing.records import Work


class AddIdeas(WallAct):
    """Write down several ideas, one a line."""

    kind: Literal["add"]
    text: Words

    def do(self, db: Work, actor: Actor, place: Place) -> dict[str, Any]:
        """Do it."""
        return {"added": len(ideas.add_ideas(db, actor, place, self.text))}


class Revise(WallAct):
    """Word an idea anew."""

    kind: Literal["revise"]
    idea: Mark
    text: Words
    version: int

    def do(self, db: Work, actor: Actor, place: Place) -> None:
        """Do it."""
        ideas.revise(db, actor, place, self.idea, self.text, seen=self.version)


class Split(WallAct):
    """Take an idea apart, one part a line."""

    kind: Literal["split"]
    idea: Mark
    text: Words
    version: int

    def do(self, db: Work, actor: Actor, place: Place) -> None:
        """Do it."""
        ideas.split(db, actor, place, self.idea, self.text, seen=self.version)


class Withdraw(WallAct):
    """Set an idea aside."""

    kind: Literal["withdraw"]
    idea: Mark

    def do(self, db: Work, actor: Actor, place: Place) -> None:
        """Do it."""
        ideas.withdraw(db, actor, place, self.idea)


class BringBack(WallAct):
    """Bring back an idea that was set aside."""

    kind: Literal["bring-back"]
    idea: Mark

    def do(self, db: Work, actor: Actor, place: Place) -> None:
        """Do it."""
        ideas.bring_back(db, actor, place, self.idea)


class Merge(WallAct):
    """Merge ideas; one stays, or a new one takes all of them in."""

    kind: Literal["merge"]
    ideas: Marks
    keep: Mark | None = None
    text: Words = ""

    def do(self, db: Work, actor: Actor, place: Place) -> dict[str, Any]:
        """Do it."""
        return {"kept": ideas.merge(db, actor, place, self.ideas, keep=self.keep, text=self.text)}


class Unmerge(WallAct):
    """Take a merged idea out again."""

    kind: Literal["unmerge"]
    idea: Mark

    def do(self, db: Work, actor: Actor, place: Place) -> None:
        """Do it."""
        ideas.unmerge(db, actor, place, self.idea)


class PutUnder(WallAct):
    """Put ideas under a heading, or take them out from under theirs."""

    kind: Literal["put-under"]
    ideas: Marks
    heading: Words

    def do(self, db: Work, actor: Actor, place: Place) -> None:
        """Do it."""
        ideas.put_under(db, actor, place, self.ideas, self.heading)


class Rename(WallAct):
    """Word a heading anew."""

    kind: Literal["rename"]
    old: Words
    heading: Words

    def do(self, db: Work, actor: Actor, place: Place) -> None:
        """Do it."""
        ideas.rename_heading(db, actor, place, self.old, self.heading)


class Refuse(WallAct):
    """Refuse a suggestion: these ideas do not belong together."""

    kind: Literal["refuse"]
    ideas: Marks

    def do(self, db: Work, actor: Actor, place: Place) -> None:
        """Do it."""
        rounds.keep_apart(db, actor, place, self.ideas)


IDEA_ACTS: tuple[type[Act], ...] = (
    AddIdeas,
    Revise,
    Split,
    Withdraw,
    BringBack,
    Merge,
    Unmerge,
    PutUnder,
    Rename,
    Refuse,
)
