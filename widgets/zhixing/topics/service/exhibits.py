"""What the projector shows of a topic's choice: never a name, never a count of votes."""

from typing import Any

from zhixing.classroom.ballots import current_window, turnout
from zhixing.classroom.rules import WindowState
from zhixing.classroom.runsheet import Step
from zhixing.records import Work
from zhixing.topics.service.approval import writing_progress
from zhixing.topics.service.conditions import overalls, seat_progress, verdict_rows
from zhixing.topics.service.proposals import VOTES, all_topics, compared_topics
from zhixing.topics.service.ratings import disputed_cell, pictures, result
from zhixing.topics.service.setting import class_policy, criteria, limits
from zhixing.topics.service.shown import result_json
from zhixing.topics.service.votes import selection
from zhixing.topics.service.wording import stability_sentence


def conditions(db: Work, classroom_id: str, _step: Step) -> dict[str, Any]:
    """Return a neutral list of topics with what the conditions say of each."""
    rows = compared_topics(db, classroom_id)
    said = overalls(rows, verdict_rows(db, rows))
    return {
        "topics": [
            {"number": row.position, "title": row.title, "overall": said[row.id].value} for row in rows
        ]
    }


def count(db: Work, classroom_id: str, step: Step) -> dict[str, Any]:
    """Return how many have voted in the step's window."""
    window = current_window(db, classroom_id, step.opens or step.reopens or VOTES)
    return {"voted": 0, "paper": 0, "present": 0} if window is None else turnout(db, window).json()


def revealed(db: Work, classroom_id: str, _step: Step) -> dict[str, Any]:
    """Return the topics that go on, in establishment order, without votes."""
    window = current_window(db, classroom_id, VOTES)
    if window is None or window.state != WindowState.REVEALED:
        return {"topics": []}
    chosen, rows = selection(db, classroom_id, window)
    kept = [row for row in rows if row.id in chosen.kept]
    return {"topics": [{"number": row.position, "title": row.title} for row in kept]}


def cell(db: Work, classroom_id: str, _step: Step) -> dict[str, Any]:
    """Return the most disputed cell with its counts, without names."""
    found = disputed_cell(db, classroom_id)
    if found is None:
        return {"topic": None, "criterion": None, "counts": {}}
    titles = {row.id: row.title for row in all_topics(db, classroom_id)}
    low, high = class_policy(db, classroom_id).span("scale.ratings")
    return {
        "topic": titles.get(found.topic, ""),
        "criterion": criteria().get(found.criterion).name.json(),
        "counts": {str(score): found.counts.get(score, 0) for score in range(low, high + 1)},
    }


def outcome(db: Work, classroom_id: str, _step: Step) -> dict[str, Any]:
    """Return 首选, 备选, 暂缓, the one sentence about stability and the pictures, once revealed."""
    found = result(db, classroom_id)
    if found is None:
        return {"first": None, "runner_up": None, "held": [], "sentence": None, "pictures": None}
    titles = {row.id: row.title for row in all_topics(db, classroom_id)}
    shown = result_json(found, titles)
    sentence = stability_sentence(found, limits(class_policy(db, classroom_id)))
    return {
        "first": shown["first"],
        "runner_up": shown["runner_up"],
        "held": shown["held"],
        "sentence": sentence.json(),
        "pictures": pictures(db, classroom_id, found, titles),
    }


def progress(db: Work, classroom_id: str, step: Step) -> dict[str, Any]:
    """Return how far each table is: with its verdicts, or with the recommendation."""
    if step.activity in ("recommendation", "table-advice"):
        return {"seats": writing_progress(db, classroom_id)}
    return {"seats": seat_progress(db, classroom_id)}


EXHIBITS = {
    "conditions": conditions,
    "count": count,
    "revealed": revealed,
    "cell": cell,
    "result": outcome,
    "progress": progress,
}
"""For each kind of projector view that shows topics, what makes its content."""
