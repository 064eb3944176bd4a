"""The charter of a group: written by its leader, read by its members, and its paper opened again."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document

from factories import make_actor, worded
from group_room import make_group_room
from zhixing.actor import Locale, Role
from zhixing.errors import ConflictError, InputError, MissingError, RefusedError
from zhixing.teams.documents.charter import charter_paper
from zhixing.teams.rules.charter import (
    ENTRIES_AT_MOST,
    LINE_AT_MOST,
    TEXT_AT_MOST,
    Charter,
    Milestone,
    SubGroup,
)
from zhixing.teams.service import guides, tasks
from zhixing.teams.service.charter import charter_of, save_charter
from zhixing.teams.tables import CommitmentRow, KeepApartRow, ProfileRow, TeamMemberRow, TeamRow

SAID = Charter(
    problem="窗口排队太久",
    agreements=("准时到会", "轮流发言"),
    rhythm="每月第一个周五上午",
    support="召集人协调两个科室",
    milestones=(Milestone("走访三家企业", "2027-03-31"), Milestone("拿出初稿")),
)


@pytest.fixture
def room(store):
    return make_group_room(store, size=4)


def _save(room, actor, said=SAID, team=None, seen=0):
    with room.store.work() as db:
        return save_charter(db, actor, team or room.first.team, said, seen)


def _read(room):
    with room.store.read() as db:
        group = [each.person for each in room.first.people]
        return charter_of(db, db.get_one(TeamRow, room.first.team), group)


def _paper(room, actor, **wishes):
    with room.store.read() as db:
        name, content = charter_paper(db, actor, wishes)
    return name, Document(BytesIO(content))


def _text(document):
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_what_the_leader_writes_reads_back_as_the_same(room):
    assert _save(room, room.first.leader) == 1
    assert _read(room).charter == SAID
    assert Charter.parse(SAID.json()) == SAID


def test_a_charter_that_was_changed_meanwhile_is_not_overwritten(room):
    _save(room, room.first.leader)
    with pytest.raises(ConflictError) as refused:
        _save(room, room.facilitator, replace(SAID, problem="另一种说法"))
    assert all(worded(refused.value))
    assert _read(room).charter.problem == SAID.problem


@pytest.mark.parametrize("who", ["member", "other leader", "expert"])
def test_others_do_not_write_it(room, who):
    with room.store.work() as db:
        expert = make_actor(db, room.id, Role.EXPERT, name="专家")
    actor = {"member": room.first.people[1], "other leader": room.second.leader, "expert": expert}[who]
    with pytest.raises(RefusedError):
        _save(room, actor)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"problem": "长" * (TEXT_AT_MOST + 1)}, "problem-long"),
        ({"rhythm": "长" * (TEXT_AT_MOST + 1)}, "rhythm-long"),
        ({"support": "长" * (TEXT_AT_MOST + 1)}, "support-long"),
        ({"agreements": ("长" * (LINE_AT_MOST + 1),)}, "agreement-long"),
        ({"agreements": ("一条",) * (ENTRIES_AT_MOST + 1)}, "agreements-many"),
        ({"milestones": (Milestone("长" * (LINE_AT_MOST + 1)),)}, "milestone-long"),
        ({"milestones": (Milestone("一个"),) * (ENTRIES_AT_MOST + 1)}, "milestones-many"),
        ({"milestones": (Milestone("", "2027-03-31"),)}, "date-alone"),
        ({"milestones": (Milestone("一个", "三月底"),)}, "bad-date"),
        ({"sub_groups": (SubGroup("", "没有名称", ()),)}, "sub-group-name"),
        ({"sub_groups": (SubGroup("长" * (LINE_AT_MOST + 1), "", ()),)}, "sub-group-long"),
        ({"sub_groups": tuple(SubGroup(f"组{n}", "", ()) for n in range(7))}, "sub-groups-many"),
        ({"sub_groups": (SubGroup("外人", "", ("nobody",)),)}, "not-of-group"),
    ],
)
def test_what_cannot_be_stored_is_refused_with_a_sentence(room, change, code):
    with pytest.raises(InputError, match=code) as refused:
        _save(room, room.first.leader, replace(SAID, **change))
    assert all(worded(refused.value))
    assert _read(room).version == 0


def test_nobody_is_in_two_sub_groups(room):
    one = room.first.people[1].person
    twice = (SubGroup("调研", "", (one,)), SubGroup("起草", "", (one,)))
    with pytest.raises(InputError, match="two-sub-groups") as refused:
        _save(room, room.first.leader, replace(SAID, sub_groups=twice))
    assert all(worded(refused.value))


def test_whoever_has_left_the_group_is_in_no_sub_group(room):
    one, other = (each.person for each in room.first.people[1:3])
    _save(room, room.first.leader, replace(SAID, sub_groups=(SubGroup("调研", "走访", (one, other)),)))
    with room.store.work() as db:
        db.delete(db.get_one(TeamMemberRow, one))
    with room.store.read() as db:
        left = charter_of(db, db.get_one(TeamRow, room.first.team), [other])
    assert left.charter.sub_groups[0].people == (other,)


@pytest.fixture
def written(room):
    """Write everything a charter can say, and things that it must not say."""
    leader, one, two, three = (each.person for each in room.first.people)
    sub_groups = (SubGroup("调研小分组", "走访企业", (one, two)),)
    _save(room, room.first.leader, replace(SAID, sub_groups=sub_groups))
    with room.store.work() as db:
        for person in (one, two):
            said = {"task": "摸清三类材料", "goal": "列出清单", "due": "2027-04-30"}
            tasks.set_task(db, room.first.leader, person, **said, version=1)
        guides.set_guides(db, room.facilitator, room.first.team, [room.facilitator.person], 1)
        make_actor(db, room.id, Role.CONVENOR, name="召集人甲")
        pair = sorted((leader, three))
        db.add(KeepApartRow(one=pair[0], other=pair[1], classroom_id=room.id))
        db.add(ProfileRow(person_id=one, classroom_id=room.id, specialty="秘密专长", wishes=["w-secret"]))
        db.add(CommitmentRow(person_id=one, classroom_id=room.id, answer="talk", needs="秘密顾虑"))
    return room


def test_the_paper_opens_again_with_everything_agreed_on(written):
    name, document = _paper(written, written.first.people[1])
    assert name == "第1组小组公约.docx"
    text = _text(document)
    for said in (
        "小组公约",
        "窗口排队太久",
        "准时到会",
        "每月第一个周五上午",
        "走访三家企业",
        "2027年3月31日",
        "摸清三类材料",
        "目标：列出清单",
        "2027年4月30日",
        "调研小分组",
        "促进师甲",
        "召集人甲",
        "组长",
        "签名",
    ):
        assert said in text, said
    names = [row.cells[0].text for row in document.tables[0].rows][1:]
    assert names == ["组长第1", "组员1之1", "组员1之2", "组员1之3"]


def test_nothing_private_is_on_the_paper(written):
    text = _text(_paper(written, written.first.leader)[1])
    for private in ("秘密专长", "w-secret", "秘密顾虑", "talk"):
        assert private not in text


def test_the_paper_speaks_english_too(written):
    english = replace(written.first.people[1], locale=Locale.EN)
    name, document = _paper(written, english)
    assert name == "Charter of group 1.docx"
    assert "What we agree on" in _text(document)
    assert "30 April 2027" in _text(document)


def test_hostile_words_stay_words(room):
    hostile = '<script>alert(1)</script>\x0b =HYPERLINK("http://x")'
    _save(room, room.first.leader, replace(SAID, problem=hostile))
    assert "<script>alert(1)</script>" in _text(_paper(room, room.first.leader)[1])


def test_whose_paper_one_may_take_away(written):
    with written.store.work() as db:
        leader = make_actor(db, written.id, Role.LEADER, name="领导甲")
        expert = make_actor(db, written.id, Role.EXPERT, name="专家甲")
    team = written.first.team
    for actor in (leader, written.office, written.facilitator, written.first.people[2]):
        assert _paper(written, actor, team=team)[0]
    for actor in (written.second.leader, expert):
        with pytest.raises(RefusedError, match="other-team"):
            _paper(written, actor, team=team)
    with pytest.raises(MissingError, match="no-team"):
        _paper(written, expert)
    with pytest.raises(MissingError, match="no-team"):
        _paper(written, written.facilitator, team="nothing")
