"""Live cells of the course: two archetypes to play with."""

from zhixing.course.live.burden import ShiftingTheBurden
from zhixing.course.live.limits import LimitsToGrowth

__all__ = ["LimitsToGrowth", "ShiftingTheBurden"]
