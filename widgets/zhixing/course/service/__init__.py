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
from zhixing.course.service.reviews import answer_review, review_attempts
from zhixing.course.service.steps import Standing, StepStanding, set_step, standing, step_states
from zhixing.course.service.walks import restart_walk, take_step, walk_of

__all__ = [
    "CASE",
    "ObjectiveStanding",
    "Standing",
    "StepStanding",
    "answer_item",
    "answer_review",
    "answered_by",
    "attempts",
    "attempts_at",
    "case_exhibit",
    "class_mastery",
    "distribution",
    "first_answers",
    "is_closed",
    "item_of",
    "keep_try",
    "kept_tries",
    "mastery",
    "restart_walk",
    "review_attempts",
    "set_of",
    "set_step",
    "standing",
    "step_states",
    "take_step",
    "walk_of",
]
