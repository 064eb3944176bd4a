"""Activities of the course."""

from zhixing.course.activities.course_map import CourseMap, Progress
from zhixing.course.activities.item import ItemActivity
from zhixing.course.activities.rating_profile import RatingProfile

__all__ = ["CourseMap", "ItemActivity", "Progress", "RatingProfile"]
