"""Verbs of the course: answer, walk, be marked, see how far one is."""

from zhixing.course.service.answers import (
    answer_item,
    answered_by,
    attempts,
    attempts_at,
    distribution,
    first_answers,
    is_closed,
    item_of,
    keep_try,
    kept_tries,
    set_of,
)
from zhixing.course.service.exhibit import CASE, case_exhibit
from zhixing.course.service.mastery import ObjectiveStanding, class_mastery, mastery
from zhixing.course.service.reviews import (
    Agenda,
    agenda,
    answer_review,
    due_of,
    review_attempts,
)
from zhixing.course.service.schedule import note_try
from zhixing.course.service.steps import Standing, StepStanding, holds, set_step, standing, step_states
from zhixing.course.service.walks import restart_walk, take_step, walk_of
from zhixing.course.service.whereabouts import Stop, traces, where_stopped
from zhixing.course.service.worksheets import filled_sheet, keep_sheet, sheet_of

__all__ = [
    "CASE",
    "Agenda",
    "ObjectiveStanding",
    "Standing",
    "StepStanding",
    "Stop",
    "agenda",
    "answer_item",
    "answer_review",
    "answered_by",
    "attempts",
    "attempts_at",
    "case_exhibit",
    "class_mastery",
    "distribution",
    "due_of",
    "filled_sheet",
    "first_answers",
    "holds",
    "is_closed",
    "item_of",
    "keep_sheet",
    "keep_try",
    "kept_tries",
    "mastery",
    "note_try",
    "restart_walk",
    "review_attempts",
    "set_of",
    "set_step",
    "sheet_of",
    "standing",
    "step_states",
    "take_step",
    "traces",
    "walk_of",
    "where_stopped",
]
