"""The papers that leave the house, by address; each made by the feature it belongs to."""

from functools import partial

from zhixing.actor import Actor
from zhixing.classroom.documents import attendance_sheet
from zhixing.classroom.rules import Door, may, require
from zhixing.course.documents import worksheet_paper
from zhixing.course.records_out.files import class_book, class_statements, own_record, own_statements
from zhixing.meetings.documents.brief import brief_file
from zhixing.meetings.documents.calendar import meeting_calendar
from zhixing.meetings.documents.forms import meeting_forms
from zhixing.meetings.documents.hours_certificate import hours_certificate, hours_list
from zhixing.meetings.documents.minutes import minutes_file
from zhixing.meetings.documents.packet import packet_file
from zhixing.meetings.documents.sign_sheet import sign_sheet
from zhixing.meetings.exchange.facts import KIND as GROUP_PACK
from zhixing.meetings.exchange.files import group_pack
from zhixing.meetings.exchange.read import read_pack
from zhixing.meetings.service import takehome
from zhixing.records import Work
from zhixing.server.files import Import, Paper, Wished
from zhixing.teams.documents.charter import charter_paper
from zhixing.teams.documents.people_sheet import people_sheet
from zhixing.teams.rules.sheet import read_sheet
from zhixing.teams.service import importing
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
        "members-sheet.xlsx": people_sheet,
        "ballots.docx": paper_ballots,
        "posters.docx": Wished(posters),
        "guide.docx": Wished(session_guide),
        "worksheet.docx": Wished(worksheet_paper),
        "course-class.xlsx": class_book,
        "course-class.jsonl": Wished(class_statements),
        "my-record.docx": own_record,
        "my-record.jsonl": own_statements,
        "charter.docx": Wished(charter_paper),
        "calendar.ics": Wished(meeting_calendar),
        "meeting-minutes.docx": Wished(minutes_file),
        "meeting-brief.docx": Wished(brief_file),
        "sign-sheet.docx": Wished(sign_sheet),
        "hours-list.docx": Wished(hours_list),
        "hours-certificate.docx": Wished(hours_certificate),
        "meeting-forms.docx": Wished(meeting_forms),
        "packet.zip": Wished(packet_file),
        "group-pack.xlsx": Wished(group_pack),
    }


def imports() -> dict[str, Import]:
    """Return every kind of file that may be brought in, by its address."""
    return {
        TOPICS: Import(Door.ENTER_PAPER, partial(read_returned, TOPICS), examine),
        TAKE_HOME: Import(Door.JUDGE_CONDITIONS, partial(read_returned, TAKE_HOME), examine),
        GROUP_PACK: Import(Door.WRITE_MINUTES, read_pack, takehome.examine),
        "members": Import(Door.MANAGE_PEOPLE, read_sheet, importing.examine),
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
