"""A branching case: choice by choice to one of several endings, as often as one likes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from zhixing.course.kinds.pieces import check_part, pieces
from zhixing.course.kinds.storyline import MOST_STEPS, QUALITIES, Choice, Ending, State, Storyline
from zhixing.course.rules import Answer, Item, Mark
from zhixing.course.written import Entry
from zhixing.errors import InputError, RefusedError
from zhixing.text import Text

KEYS = frozenset({"title", "start", "state"})
NOTES: frozenset[str] = frozenset()

_STATE_KEYS = frozenset({"text"})
_STATE_NOTES = frozenset({"choice", "ending", "title", "debrief"})
_ENDING_KEYS = frozenset({"id", "text", "ending", "title", "debrief"})
_CHOICE_KEYS = frozenset({"text", "to", "score", "consequence"})


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchItem(Item):
    """A case with several ways through it; an answer is the whole path, as ids of choices.

    Args:
        title: what the case is called; the prompt is its opening.
        story: its states.
    """

    kind: ClassVar[str] = "branch"
    most_tries: ClassVar[int | None] = None

    title: Text
    story: Storyline

    def asked(self) -> dict[str, Any]:
        """Return the title and how many endings there are; a state is seen by whoever comes to it."""
        return {"title": self.title.json(), "endings": len(self.story.endings)}

    def read(self, raw: Mapping[str, Any]) -> Answer:
        """Return a path that has come to an ending."""
        path = raw.get("path")
        if (
            set(raw) != {"path"}
            or not isinstance(path, list)
            or not all(isinstance(one, str) for one in path)
        ):
            raise InputError("course.error.no-answer")
        if len(path) > MOST_STEPS or not self.is_ended(path):
            raise InputError("exercise.error.not-ended")
        return tuple(path)

    def stored(self, answer: Answer) -> dict[str, Any]:
        """Return the JSON in which an answer is kept."""
        return {"path": list(answer)}

    def mark(self, answer: Answer) -> Mark:
        """Return the mean worth of the choices; enough is a good ending."""
        taken, now = self.story.follow(answer)
        score = sum(choice.score for _, choice in taken) / len(taken)
        return Mark(round(score, 4), now.ending is not None and now.ending.quality == QUALITIES[0])

    def told(self, answers: Sequence[Answer], *, over: bool) -> list[dict[str, Any]]:  # noqa: ARG002
        """Return nothing: the walk itself tells what follows from each choice."""
        return []

    def solution(self) -> dict[str, Any]:
        """Return the way to a good ending on which the least is lost."""
        return self.stored(self.story.best())

    def tally(self, answers: Sequence[Answer]) -> dict[str, Any]:
        """Count runs by the state in which they ended."""
        ends = [self.story.follow(answer)[1].id for answer in answers]
        return {state.id: ends.count(state.id) for state in self.story.endings}

    def is_ended(self, path: Sequence[str]) -> bool:
        """Tell whether a path has come to an ending.

        Raises:
            MissingError: a choice is not offered where it would be made.
        """
        return self.story.follow(path)[1].ending is not None

    def go(self, path: Sequence[str], choice: str) -> tuple[str, ...]:
        """Return the path with one more choice.

        Raises:
            MissingError: the choice is not offered there.
            RefusedError: the path is too long to be anything but a circle.
        """
        if len(path) >= MOST_STEPS:
            raise RefusedError("exercise.error.walk-long", {"most": MOST_STEPS})
        return (*path, self.story.follow(path)[1].choice(choice).id)

    def walk(self, path: Sequence[str]) -> dict[str, Any]:
        """Return what somebody has seen on a path; what choices are worth only once it has ended.

        Raises:
            MissingError: a choice is not offered where it would be made.
        """
        taken, now = self.story.follow(path)
        ended = now.ending is not None
        return {
            "visited": [_visit(state, choice, ended=ended) for state, choice in taken],
            "now": None if ended else self._offer(now),
            "ending": None if now.ending is None else {"text": now.text.json(), **now.ending.json()},
            "endings": len(self.story.endings),
            "score": self.mark(path).score if ended else None,
        }

    def _offer(self, state: State) -> dict[str, Any]:
        choices = [choice.json() for choice in state.offered(self.id)]
        return {"state": state.id, "text": state.text.json(), "choices": choices}


def _visit(state: State, choice: Choice, *, ended: bool) -> dict[str, Any]:
    return {
        "state": state.id,
        "text": state.text.json(),
        "choice": choice.json(),
        "consequence": choice.consequence.json(),
        "score": choice.score if ended else None,
    }


def read(entry: Entry, head: Mapping[str, Any]) -> BranchItem:
    """Read an item; every state can be reached, and from every state an ending.

    Raises:
        InputError: naming file, item and key.
    """
    states = tuple(
        _state(name, one) for name, one in pieces(entry, "state", _STATE_KEYS, _STATE_NOTES, least=2)
    )
    story = Storyline(str(entry.raw["start"]), states)
    _check_names(entry, story)
    _check_ways(entry, story)
    return BranchItem(**head, title=entry.text("title"), story=story)


def _state(name: str, entry: Entry) -> State:
    text = entry.text("text")
    if "ending" in entry.raw:
        check_part(entry, _ENDING_KEYS)
        return State(name, text, (), _ending(entry))
    check_part(entry, {"id", "text", "choice"})
    written = pieces(entry, "choice", _CHOICE_KEYS, least=2)
    return State(name, text, tuple(_choice(each, one) for each, one in written), None)


def _ending(entry: Entry) -> Ending:
    quality = entry.raw["ending"]
    if quality not in QUALITIES:
        allowed = " / ".join(QUALITIES)
        found = str(quality)[:40]
        raise entry.fault(
            "exercise.error.not-one-of", key=f"{entry.part}ending", allowed=allowed, found=found
        )
    return Ending(entry.text("title"), entry.text("debrief"), str(quality))


def _choice(name: str, entry: Entry) -> Choice:
    score = entry.share("score")
    return Choice(name, entry.text("text"), str(entry.raw["to"]), score, entry.text("consequence"))


def _check_names(entry: Entry, story: Storyline) -> None:
    if story.start not in story.by_id:
        raise entry.fault("exercise.error.no-state", key="start", found=story.start[:40])
    for state in story.states:
        for choice in state.choices:
            if choice.to not in story.by_id:
                key = f"state {state.id}.choice {choice.id}.to"
                raise entry.fault("exercise.error.no-state", key=key, found=choice.to[:40])


def _check_ways(entry: Entry, story: Storyline) -> None:
    if story.by_id[story.start].ending is not None:
        raise entry.fault("exercise.error.start-ends", key="start", found=story.start)
    if not story.endings:
        raise entry.fault("exercise.error.no-ending", key="state")
    reached, in_sight = story.reached(), story.ending_in_sight()
    for state in story.states:
        if state.id not in reached:
            raise entry.fault("exercise.error.unreachable", key="state", found=state.id)
        if state.id not in in_sight:
            raise entry.fault("exercise.error.dead-end", key="state", found=state.id)
    if not any(state.ending and state.ending.quality == QUALITIES[0] for state in story.endings):
        raise entry.fault("exercise.error.no-good-ending", key="state")
