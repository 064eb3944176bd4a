"""The papers that leave the house, by address; each made by the feature it belongs to."""

from functools import partial

from zhixing.actor import Actor
from zhixing.classroom.documents import attendance_sheet
from zhixing.classroom.rules import Door, may, require
from zhixing.course.documents import worksheet_paper
from zhixing.course.records_out.files import class_book, class_statements, own_record, own_statements
from zhixing.records import Work
from zhixing.server.files import Import, Paper, Wished
from zhixing.topics.documents import recommendation_paper, recommendation_sheet, scheme_sheet
from zhixing.topics.documents.minutes import minutes_paper
from zhixing.topics.documents.prints import paper_ballots, posters, session_guide
from zhixing.topics.documents.scheme import scheme_paper
from zhixing.topics.exchange.facts import TAKE_HOME, TOPICS
from zhixing.topics.exchange.files import class_file, home_file
from zhixing.topics.exchange.read import read_returned
from zhixing.topics.service.exchange import examine


def papers() -> dict[str, Paper | Wished]:
    """Return every paper by its address."""
    return {
        "recommendation.docx": _recommendation,
        "approval-sheet.docx": recommendation_sheet,
        "scheme-approval-sheet.docx": scheme_sheet,
        "attendance.docx": _attendance,
        "minutes.docx": _minutes,
        "scheme.docx": scheme_paper,
        "topics.xlsx": class_file,
        "take-home.xlsx": home_file,
        "ballots.docx": paper_ballots,
        "posters.docx": Wished(posters),
        "guide.docx": Wished(session_guide),
        "worksheet.docx": Wished(worksheet_paper),
        "course-class.xlsx": class_book,
        "course-class.jsonl": Wished(class_statements),
        "my-record.docx": own_record,
        "my-record.jsonl": own_statements,
    }


def imports() -> dict[str, Import]:
    """Return every kind of file that may be brought in, by its address."""
    return {
        TOPICS: Import(Door.ENTER_PAPER, partial(read_returned, TOPICS), examine),
        TAKE_HOME: Import(Door.JUDGE_CONDITIONS, partial(read_returned, TAKE_HOME), examine),
    }


def _recommendation(db: Work, actor: Actor) -> tuple[str, bytes]:
    if not may(actor, Door.WRITE_RECOMMENDATION):
        require(actor, Door.SEE_EXPORTS)
    return recommendation_paper(db, actor)


def _attendance(db: Work, actor: Actor) -> tuple[str, bytes]:
    require(actor, Door.SEE_EXPORTS)
    return attendance_sheet(db, actor)


def _minutes(db: Work, actor: Actor) -> tuple[str, bytes]:
    require(actor, Door.SEE_EXPORTS)
    return minutes_paper(db, actor)
