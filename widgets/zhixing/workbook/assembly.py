"""Where the rooms meet: every activity, and what the classroom's board knows of the features above it."""

from functools import cache
from typing import Any

from zhixing.activity import Registry
from zhixing.classroom.activities import PaperBatch, People, Phone, Projector, Remote, WhoAmI
from zhixing.classroom.rules import BallotMode
from zhixing.classroom.session import Purpose
from zhixing.classroom.tables import WindowRow
from zhixing.course.activities import (
    ClassSteps,
    CourseMap,
    CourseRecords,
    Gate,
    ItemActivity,
    ItemAnalysis,
    MasteryMap,
    ObjectiveMap,
    Question,
    RatingProfile,
    Today,
    WorksheetActivity,
)
from zhixing.course.service import answered_by, case_exhibit
from zhixing.course.service.questions import QUESTION, on_phones, on_wall, question_subject, question_voters
from zhixing.decisions.activities import Approval
from zhixing.demo.profiles import example_people
from zhixing.meetings.activities import RulesPaper, meetings_activities
from zhixing.meetings.service.screens import on_phones as meeting_on_phones
from zhixing.meetings.service.screens import on_wall as meeting_on_wall
from zhixing.records import Work
from zhixing.teams.activities import teams_activities
from zhixing.teams.activities.members import Members
from zhixing.topics import activities as topics
from zhixing.topics.service.progress import topic_progress
from zhixing.topics.service.session_advice import session_notice, sheet_advice

_CASE = "u03-c01"


def _case_subject(_db: Work, _classroom_id: str) -> dict[str, Any]:
    return {"item": _CASE}


def _case_voters(db: Work, window: WindowRow) -> set[str]:
    return answered_by(db, window.classroom_id, str(window.subject["item"]))


PURPOSES = {
    "case": Purpose(_case_subject, _case_voters),
    **topics.PURPOSES,
    QUESTION: Purpose(question_subject, question_voters, mode=BallotMode.NAMED),
}
"""The windows of a session, in the order it uses them."""


@cache
def registry() -> Registry:
    """Return every activity of the product."""
    return Registry.of(
        [
            WhoAmI(),
            People(),
            Phone(on_phones, meeting_on_phones),
            Remote(PURPOSES, sheet_advice, session_notice),
            Projector({**topics.EXHIBITS, "case": case_exhibit}, on_wall, meeting_on_wall),
            PaperBatch(topics.TopicPaper(), RulesPaper()),
            CourseMap(progress={"choose-topic": topic_progress}),
            ItemActivity(),
            RatingProfile(),
            Today(),
            WorksheetActivity(),
            ObjectiveMap(),
            Gate(),
            ClassSteps(),
            Question(),
            MasteryMap(),
            ItemAnalysis(),
            CourseRecords(),
            Approval([topics.TOPIC_RECOMMENDATION, topics.TOPIC_SCHEME]),
            *topics.topic_activities(),
            Members(example_people),
            *teams_activities(),
            *meetings_activities(),
        ]
    )
