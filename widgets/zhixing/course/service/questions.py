"""A question to the class at any moment: asked on the phones, counted, shown without a name, closed."""

from collections.abc import Mapping
from typing import Any

from zhixing.actor import Actor
from zhixing.classroom import ballots
from zhixing.classroom.ballots import current_window, present
from zhixing.classroom.people import voters
from zhixing.classroom.rules import BallotMode, Door, WindowState, require
from zhixing.classroom.session import run_of, values_of
from zhixing.classroom.tables import WindowRow
from zhixing.course.content import all_items
from zhixing.course.rules import Answer, Item
from zhixing.course.service.answers import is_closed, item_of
from zhixing.course.service.first_tries import first_tries
from zhixing.course.service.tallies import Group, Place, counts, groups
from zhixing.course.units import Unit, all_units
from zhixing.errors import InputError, MissingError, RefusedError
from zhixing.records import Work

QUESTION = "question"
"""Purpose of the window in which a question is asked."""

MOST_HANDS = 400
"""Hands counted for one option, at most."""

_OVER, _HANDS, _TOLD = "over", "hands", "told"


def ask(db: Work, actor: Actor, item_id: str) -> None:
    """Ask an item of the course; a question that is still open ends with it.

    Raises:
        MissingError: ``course.error.no-item``.
        RefusedError: ``teach.error.step-closed``, ``classroom.error.not-allowed``.
    """
    require(actor, Door.RUN_SESSION)
    item = item_of(item_id)
    if is_closed(db, actor.classroom, item):
        raise RefusedError("teach.error.step-closed")
    before = current_window(db, actor.classroom, QUESTION)
    if before is not None and before.state == WindowState.OPEN:
        ballots.close_window(db, actor, before.id)
    ballots.open_window(db, actor, QUESTION, _subject(db, actor.classroom, item), BallotMode.NAMED)


def question_subject(db: Work, classroom_id: str) -> dict[str, Any]:
    """Return what is asked once more: the item asked last.

    Raises:
        MissingError: ``teach.error.nothing-asked``.
    """
    last = current_window(db, classroom_id, QUESTION)
    if last is None:
        raise MissingError("teach.error.nothing-asked")
    return _subject(db, classroom_id, item_of(str(last.subject["item"])))


def _subject(db: Work, classroom_id: str, item: Item) -> dict[str, Any]:
    return {
        "item": item.id,
        "step": run_of(db, classroom_id).step,
        "before": len(_answers(db, classroom_id, item)),
    }


def question_voters(db: Work, window: WindowRow) -> set[str]:
    """Return who has answered the question."""
    return set(_answers(db, window.classroom_id, item_of(str(window.subject["item"]))))


def _answers(db: Work, classroom_id: str, item: Item) -> dict[str, Answer]:
    """Return the first answers of the people who are here."""
    here = {voter.id for voter in voters(db, classroom_id) if voter.joined}
    given = first_tries(db, classroom_id, [item]).by_item[item.id]
    return {person: each.answer for person, each in given.items() if person in here}


def asked_now(db: Work, classroom_id: str) -> WindowRow | None:
    """Return the question on the wall; it leaves it with the next step of a session, or when it is ended."""
    window = current_window(db, classroom_id, QUESTION)
    if window is None or window.subject.get(_OVER) or str(window.subject["item"]) not in all_items():
        return None
    return window if window.subject.get("step") == run_of(db, classroom_id).step else None


def close_question(db: Work, actor: Actor) -> None:
    """Take no more answers."""
    ballots.close_window(db, actor, _now(db, actor).id)


def reopen_question(db: Work, actor: Actor) -> None:
    """Take answers again; what was shown is hidden."""
    window = _now(db, actor)
    window.subject = {name: value for name, value in window.subject.items() if name != _TOLD}
    ballots.reopen(db, actor, window.id)


def show_distribution(db: Work, actor: Actor, *, shown: bool) -> None:
    """Show how the class has answered, or hide it again; showing closes the question first."""
    window = _now(db, actor)
    if shown:
        ballots.reveal(db, actor, window.id)
    elif window.state == WindowState.REVEALED:
        ballots.hide_result(db, actor, window.id)


def tell_answer(db: Work, actor: Actor) -> None:
    """Mark on the wall what is right; only once the distribution is shown.

    Raises:
        RefusedError: ``teach.error.not-shown``.
    """
    window = _now(db, actor)
    if window.state != WindowState.REVEALED:
        raise RefusedError("teach.error.not-shown")
    window.subject = {**window.subject, _TOLD: True}
    db.touch(actor.classroom, "windows")


def end_question(db: Work, actor: Actor) -> None:
    """Take the question off the wall and the phones."""
    window = _now(db, actor)
    ballots.close_window(db, actor, window.id)
    window.subject = {**window.subject, _OVER: True}
    db.touch(actor.classroom, "windows")


def count_hands(db: Work, actor: Actor, hands: Mapping[str, Mapping[str, int]]) -> None:
    """Keep hands counted in the room, by part and choice, apart from what the phones said.

    Raises:
        InputError: ``teach.error.no-such-choice``, ``teach.error.hands-range``.
    """
    window = _now(db, actor)
    known = {
        (group.part, choice.key)
        for group in groups(item_of(str(window.subject["item"])))
        for choice in group.choices
    }
    for part, given in hands.items():
        for key, count in given.items():
            if (part, key) not in known:
                raise InputError("teach.error.no-such-choice", {"found": key[:40]})
            if not 0 <= count <= MOST_HANDS:
                raise InputError("teach.error.hands-range", {"most": MOST_HANDS, "found": count})
    window.subject = {**window.subject, _HANDS: {part: dict(given) for part, given in hands.items()}}
    db.touch(actor.classroom, "windows")


def _now(db: Work, actor: Actor) -> WindowRow:
    require(actor, Door.RUN_SESSION)
    window = asked_now(db, actor.classroom)
    if window is None:
        raise MissingError("teach.error.nothing-asked")
    return window


def on_phones(db: Work, actor: Actor) -> dict[str, Any] | None:
    """Return what phones show while a question is open and no step of the session claims them."""
    window = asked_now(db, actor.classroom)
    if window is None or window.state != WindowState.OPEN:
        return None
    return {"activity": "item", "params": {"item": str(window.subject["item"])}}


def on_wall(db: Work, actor: Actor) -> dict[str, Any] | None:
    """Return what the wall shows of a question: the count, and the answers once they are shown; no name."""
    window = asked_now(db, actor.classroom)
    if window is None:
        return None
    item = item_of(str(window.subject["item"]))
    return {
        "title": _unit_title(item),
        **asked_json(db, window, item, told=bool(window.subject.get(_TOLD))),
    }


def asked_json(db: Work, window: WindowRow, item: Item, *, told: bool, ahead: bool = False) -> dict[str, Any]:
    """Return a question with its count and, as far as they may be seen, its answers.

    With fewer answers than ``survey.min-cell`` none are told, and people talk instead.

    Args:
        db: the unit of work.
        window: the question's window.
        item: the item asked.
        told: whether right answers are marked.
        ahead: whether answers are seen before they are shown, though never while people still answer.
    """
    answers = list(_answers(db, window.classroom_id, item).values())
    least = values_of(db, window.classroom_id).int("survey.min-cell")
    is_shown = window.state == WindowState.REVEALED
    is_seen = is_shown or (ahead and window.state != WindowState.OPEN)
    hands = window.subject.get(_HANDS, {})
    numbers = counts(item, answers) if is_seen and len(answers) >= least else None
    listed = groups(item, answers if is_seen else ())
    return {
        "item": {"id": item.id, "kind": item.kind, "prompt": item.prompt.json()},
        "state": window.state,
        "n": len(answers),
        "present": present(db, window.classroom_id),
        "before": int(window.subject.get("before", 0)),
        "least": least,
        "few": is_seen and bool(listed) and numbers is None,
        "counted": bool(listed) or item.solution() is not None,
        "told": told and is_shown,
        "groups": [
            _group_json(group, numbers, hands if is_seen else {}, told=told and is_shown)
            for group in listed
            if is_seen or (group.is_listed and not group.part)
        ],
    }


def _group_json(
    group: Group, numbers: Mapping[Place, int] | None, hands: Mapping[str, Mapping[str, int]], *, told: bool
) -> dict[str, Any]:
    return {
        "part": group.part,
        "label": group.label,
        "choices": [
            {
                "key": choice.key,
                "label": choice.label,
                "count": None if numbers is None else numbers[group.part, choice.key],
                "hands": hands.get(group.part, {}).get(choice.key, 0),
                "right": choice.right and told,
            }
            for choice in group.choices
        ],
    }


def _unit_title(item: Item) -> dict[str, str] | None:
    units = all_units().values()
    return next((unit.title.json() for unit in units if item.objective in _objectives(unit)), None)


def _objectives(unit: Unit) -> list[str]:
    return [objective.id for objective in unit.objectives]


def askable(unit: Unit) -> list[tuple[dict[str, str], list[Item]]]:
    """Return a unit's items by the title of the step they stand in."""
    known = all_items()
    return [
        (step.title.json(), [known[name] for name in step.items if name in known])
        for step in unit.steps
        if step.items
    ]
