"""Activities of the course."""

from zhixing.course.activities.course_map import CourseMap, Progress
from zhixing.course.activities.gate import Gate
from zhixing.course.activities.item import ItemActivity
from zhixing.course.activities.item_analysis import ItemAnalysis
from zhixing.course.activities.mastery_map import MasteryMap
from zhixing.course.activities.objective_map import ObjectiveMap
from zhixing.course.activities.question import Question
from zhixing.course.activities.rating_profile import RatingProfile
from zhixing.course.activities.records import CourseRecords
from zhixing.course.activities.steps import ClassSteps
from zhixing.course.activities.today import Today
from zhixing.course.activities.worksheet import WorksheetActivity

__all__ = [
    "ClassSteps",
    "CourseMap",
    "CourseRecords",
    "Gate",
    "ItemActivity",
    "ItemAnalysis",
    "MasteryMap",
    "ObjectiveMap",
    "Progress",
    "Question",
    "RatingProfile",
    "Today",
    "WorksheetActivity",
]
