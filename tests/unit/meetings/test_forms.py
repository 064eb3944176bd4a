"""Forms of a meeting on paper: one Word file with those chosen, for a group or a class."""

import io

import pytest
from docx import Document

from factories import worded
from record_factory import make_meeting, make_record_room
from zhixing.actor import Actor, Locale
from zhixing.errors import InputError, MissingError, RefusedError
from zhixing.meetings.documents.forms import FORMS, chosen_forms, meeting_forms
from zhixing.meetings.service.material import norms


@pytest.fixture
def backend():
    """What is printed does not depend on the database."""
    return "sqlite"


@pytest.fixture
def room(store):
    return make_record_room(store)


def printed(room, forms=None, actor=None, locale=Locale.ZH, **wishes):
    actor = actor or room.liaison
    reader = Actor(actor.person, actor.classroom, actor.roles, locale)
    wishes = {"meeting": room.meeting, **({} if forms is None else {"forms": forms}), **wishes}
    with room.store.read() as db:
        return Document(io.BytesIO(meeting_forms(db, reader, wishes)[1]))


def words(paper):
    told = [paragraph.text for paragraph in paper.element.iter("{*}t")]
    return "".join(told)


@pytest.mark.parametrize("locale", list(Locale))
def test_all_forms_are_in_one_file(room, locale):
    text = words(printed(room, locale=locale))
    for norm in norms():
        assert norm.sentence.to(locale) in text
    assert "学员孙" in text
    titles = {
        Locale.ZH: ("承诺书", "发言顺序表", "督导记录表", "行动计划表", "评分单", "排序票", "圆点票", "想法"),
        Locale.EN: (
            "Pledge",
            "Order of speaking",
            "Coach",
            "Action plan",
            "Rating",
            "Ranking",
            "Dot",
            "Idea",
        ),
    }
    for title in titles[locale]:
        assert title in text


def test_slips_carry_a_number_of_their_own_for_everybody(room):
    text = words(printed(room, "dots,ranking"))
    for number in range(1, 6):
        assert f"圆点票　第 {number} 号" in text
        assert f"排序票　第 {number} 号" in text
    assert "承诺书" not in text


def test_a_secret_slip_names_nobody(room):
    for forms in ("rating", "ideas", "ranking", "dots"):
        assert "学员" not in words(printed(room, forms))


def test_whoever_leads_the_group_speaks_last(room):
    table = printed(room, "turns").tables[0]
    names = [row.cells[1].text for row in table.rows[1:]]
    assert len(names) == 5
    assert names[-1] == "组长林安"


def test_forms_are_printed_in_one_order_and_others_are_refused(room):
    assert chosen_forms("dots, pledge") == ("pledge", "dots")
    assert chosen_forms(None) == tuple(FORMS)
    for text, code in (("", "no-forms"), ("pledge,nothing", "unknown-form")):
        with pytest.raises(InputError) as error:
            chosen_forms(text)
        assert error.value.code == f"packet.error.{code}"
        worded(error.value)


def test_forms_are_for_who_leads_the_lane(room):
    with room.store.work() as db:
        workshop = make_meeting(db, room, team=None)
    assert "学员孙" in words(printed(room, "pledge", room.head, meeting=workshop))
    assert "二组学员" not in words(printed(room, "pledge", room.head, meeting=workshop))
    assert "二组学员" in words(printed(room, "pledge", room.facilitator, meeting=workshop))
    with pytest.raises(RefusedError):
        printed(room, "pledge", room.first)
    with pytest.raises(MissingError):
        printed(room, "pledge", meeting="nothing")
