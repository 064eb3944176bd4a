"""Activities of the classroom: who I am, people, phone, and the facilitator's board."""

from zhixing.classroom.activities.board import Exhibits, Projector
from zhixing.classroom.activities.paper import PaperBatch, PaperForms
from zhixing.classroom.activities.phone import Phone
from zhixing.classroom.activities.remote import Remote
from zhixing.classroom.activities.roll import People
from zhixing.classroom.activities.whoami import WhoAmI

__all__ = ["Exhibits", "PaperBatch", "PaperForms", "People", "Phone", "Projector", "Remote", "WhoAmI"]
