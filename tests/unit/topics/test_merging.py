"""Topics written by two tables, merged, told apart and dealt, on a real database."""

import json
from dataclasses import replace

import pytest

from factories import (
    CountedQueries,
    did,
    make_proposal,
    make_solo,
    make_topics,
    open_votes,
    seen,
    worded,
)
from zhixing.classroom import ballots
from zhixing.classroom.tables import ClassroomRow, PersonRow, UnitRow
from zhixing.errors import ConflictError, InputError, MissingError, RefusedError
from zhixing.records.backup import backup, restore
from zhixing.topics import service
from zhixing.topics.activities import Topics
from zhixing.topics.rules import Origin, Parts
from zhixing.topics.service.proposals import seat_topic
from zhixing.topics.tables import TopicRow

RESTAURANT = make_proposal("餐饮开业申请人六个月内只交一套材料", statement="同样的证明要在三个窗口各交一遍。")
EATERY = make_proposal("开餐馆的材料半年内只收一份", "政务科", statement="开小店的人为补材料来回跑。")
NEWBORN = make_proposal("新生儿落户只跑一趟", "民生科", statement="父母平均跑四趟。")
WRITTEN = {
    "title": "开餐馆只交一套",
    "statement": "合成一段。",
    "topic_kind": "problem",
    "origin": "research",
    "source": "四月窗口走访",
    "owner": "林安",
    "owner_unit": "办公室",
    "expected_units": ["政务科"],
    "parts": {"whose": "开餐馆的人", "checks": {"answered": False}},
}


def propose(db, room, *proposals):
    return [service.propose_topic(db, room.first, proposal) for proposal in proposals]


def topic(room, topic_id, actor=None):
    view = seen(room, Topics(), actor or room.first)
    return next((each for each in view["topics"] if each["id"] == topic_id), None)


def test_the_second_table_to_save_is_told_and_overwrites_nothing(room):
    with room.store.work() as db:
        (made,) = propose(db, room, RESTAURANT)
        service.revise_topic(db, room.second, made, make_proposal("第二桌改的"), seen_version=1)
        with pytest.raises(ConflictError) as caught:
            service.revise_topic(db, room.first, made, make_proposal("第一桌改的"), seen_version=1)
        zh, en = worded(caught.value)
        assert "别人改过“第二桌改的”" in zh
        assert "Somebody changed “第二桌改的”" in en
        assert db.get_one(TopicRow, made).title == "第二桌改的"
        service.revise_topic(db, room.first, made, make_proposal("第一桌看过再改"), seen_version=2)
        assert db.get_one(TopicRow, made).version == 3


def test_origin_parts_and_answers_are_kept_and_shown(room):
    made = did(room, Topics(), room.first, kind="propose", **WRITTEN)["topic"]
    shown = topic(room, made)
    assert (shown["origin"], shown["source"]) == ("research", "四月窗口走访")
    assert shown["parts"] == WRITTEN["parts"]
    with room.store.work() as db:
        service.revise_topic(db, room.first, made, make_proposal("旧页面改的", origin=Origin.RESEARCH))
    assert topic(room, made)["source"] == "四月窗口走访", "what an older page does not send stays"
    assert topic(room, made)["parts"] == WRITTEN["parts"]


def test_a_research_or_designated_topic_without_its_source_is_refused_over_the_page(room):
    for origin, zh in (("research", "哪次调研"), ("leader", "哪位领导")):
        with pytest.raises(InputError) as caught:
            did(room, Topics(), room.first, kind="propose", **{**WRITTEN, "origin": origin, "source": " "})
        assert zh in worded(caught.value)[0]
    assert seen(room, Topics(), room.first)["topics"] == []


def test_parts_are_put_together_in_both_languages_and_nothing_is_stored(room):
    reply = did(room, Topics(), room.learners[0], kind="compose", parts={"unknown": "有多少户"})
    assert reply == {
        "statement": {"zh": "还没有弄清的是：有多少户。", "en": "What is not known yet: 有多少户."}
    }
    assert seen(room, Topics(), room.first)["topics"] == []


def test_a_reworded_topic_is_pointed_out_beside_the_later_one_until_told_apart(room):
    with room.store.work() as db:
        first, second, third = propose(db, room, RESTAURANT, EATERY, NEWBORN)
    assert topic(room, second)["alike"] == [{"id": first, "number": 1, "title": RESTAURANT.title}]
    assert topic(room, first)["alike"] == topic(room, third)["alike"] == []
    assert topic(room, second, room.expert)["alike"] == [], "who may not merge is not asked"
    did(room, Topics(), room.learners[0], kind="tell-apart", topic=second, other=first)
    assert topic(room, second)["alike"] == []
    with room.store.work() as db:
        service.revise_topic(
            db, room.first, second, replace(EATERY, statement="改了几个字。", parts=Parts(whose="店主"))
        )
    assert topic(room, second)["alike"] == [], "writing the topic anew does not forget it"
    assert topic(room, second)["parts"] == {"whose": "店主"}


def test_a_class_that_wants_fewer_hints_sets_the_value(room):
    with room.store.work() as db:
        _, second = propose(db, room, RESTAURANT, EATERY)
        db.get_one(ClassroomRow, room.id).policy = {"topic.alike-from": 0.9}
    assert topic(room, second)["alike"] == []


def test_a_merged_topic_leaves_every_list_and_everybody_sees_where_it_went(room):
    with room.store.work() as db:
        keep, gone = propose(db, room, RESTAURANT, EATERY)
    version = topic(room, keep)["version"]
    did(room, Topics(), room.learners[0], kind="merge", keep=keep, gone=gone, version=version, **WRITTEN)
    for actor in (room.expert, room.learners[1], room.facilitator):
        view = seen(room, Topics(), actor)
        (kept,) = view["topics"]
        assert kept["title"] == "开餐馆只交一套"
        assert [(each["id"], each["title"]) for each in kept["merged"]] == [(gone, EATERY.title)]
        assert view["withdrawn"] == []
    with room.store.work() as db:
        assert [row.id for row in service.compared_topics(db, room.id)] == [keep]
        assert [row.id for row in service.all_topics(db, room.id)] == [keep, gone]
        assert service.vote_subject(db, room.id)["topics"] == [keep]


def test_taking_apart_brings_both_texts_back(room):
    with room.store.work() as db:
        keep, gone = propose(db, room, RESTAURANT, EATERY)
        service.merge_topics(db, room.first, keep, gone, make_proposal("合起来写的"), seen_version=1)
        service.unmerge(db, room.second, gone)
        titles = [row.title for row in service.compared_topics(db, room.id)]
        assert sorted(titles) == sorted([RESTAURANT.title, EATERY.title])
        with pytest.raises(RefusedError) as caught:
            service.unmerge(db, room.second, gone)
        assert "没有并入" in worded(caught.value)[0]


def test_what_was_written_after_the_merger_is_not_undone_with_it(room):
    with room.store.work() as db:
        keep, gone = propose(db, room, RESTAURANT, EATERY)
        service.merge_topics(db, room.first, keep, gone, make_proposal("合起来写的"))
        service.revise_topic(db, room.first, keep, make_proposal("后来又改的"))
        service.unmerge(db, room.first, gone)
        assert db.get_one(TopicRow, keep).title == "后来又改的"


def test_a_merger_is_refused_while_either_is_voted_on_and_final_once_it_was(room):
    with room.store.work() as db:
        made, window = open_votes(db, room, 3)
        for keep, gone in ((made[0], made[1]), (made[1], made[0])):
            with pytest.raises(RefusedError) as caught:
                service.merge_topics(db, room.first, keep, gone)
            assert all(worded(caught.value))
        ballots.reveal(db, room.facilitator, window.id)
        service.merge_topics(db, room.first, made[0], made[1])
        chosen, rows = service.rated_topics(db, room.id)
        assert made[1] not in chosen.kept
        assert made[1] not in {row.id for row in rows}
        with pytest.raises(RefusedError) as caught:
            service.unmerge(db, room.first, made[1])
        assert "已经交付投票或打分" in worded(caught.value)[0]
    assert topic(room, made[0])["may_unmerge"] is False


def test_somebody_alone_may_take_apart_between_two_ballots(store):
    with store.work() as db:
        alone = make_solo(db)
        made = make_topics(db, alone, 3)
        service.vote_topics(db, alone, "", "a" * 32, made[:1])
        service.merge_topics(db, alone, made[0], made[1])
        service.unmerge(db, alone, made[1])
        assert len(service.compared_topics(db, alone.classroom)) == 3


@pytest.mark.parametrize(
    ("pick", "error", "zh"),
    [
        (("first", "first"), InputError, "不能把一个题目并入它自己"),
        (("first", "withdrawn"), RefusedError, "已经撤回"),
        (("withdrawn", "first"), RefusedError, "已经撤回"),
        (("first", "merged"), RefusedError, "已经并入"),
        (("merged", "first"), RefusedError, "已经并入"),
        (("first", "designated"), RefusedError, "领导指定"),
        (("first", "nowhere"), MissingError, "找不到"),
    ],
)
def test_a_merger_that_makes_no_sense_is_refused_with_a_sentence(room, pick, error, zh):
    with room.store.work() as db:
        first, merged, withdrawn = make_topics(db, room.first, 3)
        designated = service.propose_topic(db, room.leader, make_proposal("指定的", origin=Origin.LEADER))
        other = service.propose_topic(db, room.first, make_proposal("另一题"))
        service.merge_topics(db, room.first, other, merged)
        service.withdraw_topic(db, room.first, withdrawn)
        ids = {
            "first": first,
            "merged": merged,
            "withdrawn": withdrawn,
            "designated": designated,
            "nowhere": "0" * 32,
        }
        with pytest.raises(error) as caught:
            service.merge_topics(db, room.first, *(ids[name] for name in pick))
        said = worded(caught.value)
        assert zh in said[0]
        assert said[1]


def test_a_topic_merges_into_a_designated_one_and_into_one_that_holds_others(room):
    with room.store.work() as db:
        one, two, three = make_topics(db, room.first, 3)
        designated = service.propose_topic(db, room.leader, make_proposal("指定的", origin=Origin.LEADER))
        service.merge_topics(db, room.first, two, three)
        service.merge_topics(db, room.first, one, two)
        service.merge_topics(db, room.first, designated, one)
    assert [each["id"] for each in topic(room, designated)["merged"]] == [one, two, three]
    with room.store.work() as db:
        service.unmerge(db, room.first, two)
    assert [each["id"] for each in topic(room, designated)["merged"]] == [one]
    assert [each["id"] for each in topic(room, two)["merged"]] == [three]


def test_only_who_may_propose_merges_and_only_in_the_own_class(room):
    with room.store.work() as db:
        one, two = make_topics(db, room.first, 2)
        stranger = make_solo(db)
        for verb in (service.merge_topics, service.tell_apart):
            with pytest.raises(RefusedError):
                verb(db, room.expert, one, two)
            with pytest.raises(MissingError):
                verb(db, stranger, one, two)
        service.merge_topics(db, room.leader, one, two)
        with pytest.raises(RefusedError):
            service.unmerge(db, room.expert, two)


def test_the_kept_topic_written_meanwhile_stops_the_merger(room):
    with room.store.work() as db:
        keep, gone = make_topics(db, room.first, 2)
        service.revise_topic(db, room.second, keep, make_proposal("刚改的"))
        with pytest.raises(ConflictError):
            service.merge_topics(db, room.first, keep, gone, make_proposal(), seen_version=1)
        assert len(service.compared_topics(db, room.id)) == 2


def _seat_units(db, room, units):
    by_name = {row.short_name: row.id for row in db.query(UnitRow).filter_by(classroom_id=room.id)}
    for person, unit in units.items():
        db.get_one(PersonRow, person.person).unit_id = by_name[unit]
    db.flush()


def test_topics_are_dealt_to_tables_of_their_units_and_shown_there_first(room):
    with room.store.work() as db:
        _seat_units(db, room, {room.first: "民生科", room.second: "办公室"})
        office, livelihood, other = propose(
            db, room, RESTAURANT, NEWBORN, make_proposal("信息共享", "外单位")
        )
        designated = service.propose_topic(db, room.leader, make_proposal("指定的", origin=Origin.LEADER))
    did(room, Topics(), room.facilitator, kind="deal")
    with room.store.work() as db:
        seats = {row.id: row.seat for row in service.all_topics(db, room.id)}
        assert (seats[livelihood], seats[office], seats[designated]) == (1, 2, None)
        assert seats[other] in (1, 2)
        assert livelihood in [row.id for row in service.topics_of_seat(db, room.id, 1)]
        assert {row.id for seat in (1, 2) for row in service.topics_of_seat(db, room.id, seat)} == {
            office,
            livelihood,
            other,
        }
    own = seen(room, Topics(), room.first)
    assert own["seat"] == 1
    assert (own["may_deal"], own["tables"]) == (False, [])
    assert topic(room, livelihood)["seat"] == 1
    facilitator = seen(room, Topics(), room.facilitator)
    assert (facilitator["may_deal"], facilitator["tables"], facilitator["each"]) == (True, [1, 2], [1, 2])


def test_the_facilitator_moves_one_topic_and_deals_again(room):
    with room.store.work() as db:
        (made,) = make_topics(db, room.first, 1)
        service.assign_seats(db, room.facilitator)
        before = db.get_one(TopicRow, made).seat
        seat_topic(db, room.facilitator, made, 2)
        assert [row.id for row in service.topics_of_seat(db, room.id, 2)] == [made]
        with pytest.raises(InputError) as caught:
            seat_topic(db, room.facilitator, made, 9)
        assert "第 9 桌" in worded(caught.value)[0]
        seat_topic(db, room.facilitator, made, None)
        assert service.topics_of_seat(db, room.id, 2) == []
        service.assign_seats(db, room.facilitator)
        assert db.get_one(TopicRow, made).seat == before
        for verb in (
            lambda: service.assign_seats(db, room.first),
            lambda: seat_topic(db, room.first, made, 1),
        ):
            with pytest.raises(RefusedError):
                verb()


def test_without_tables_nothing_can_be_dealt(store):
    with store.work() as db:
        alone = make_solo(db)
        with pytest.raises(RefusedError) as caught:
            service.assign_seats(db, alone)
        assert all(worded(caught.value))


def test_the_list_names_nobody_but_the_owners(room):
    with room.store.work() as db:
        keep, gone, third = propose(db, room, RESTAURANT, EATERY, NEWBORN)
        service.merge_topics(db, room.first, keep, gone, RESTAURANT)
        service.tell_apart(db, room.second, third, keep)
        service.assign_seats(db, room.facilitator)
    for actor in (room.facilitator, room.learners[0], room.leader):
        text = json.dumps(seen(room, Topics(), actor), ensure_ascii=False)
        for person in (room.first, room.second, room.facilitator, room.leader):
            assert person.person not in text
        for name in ("联络一", "联络二", "学员", "促进师"):
            assert name not in text


def test_the_list_costs_the_same_number_of_queries_with_3_and_30_topics(room):
    def cost():
        with CountedQueries(room.store) as queries:
            seen(room, Topics(), room.facilitator)
            seen(room, Topics(), room.first)
        return queries.count

    with room.store.work() as db:
        made = make_topics(db, room.first, 3)
        service.merge_topics(db, room.first, made[0], made[1])
    small = cost()
    with room.store.work() as db:
        more = make_topics(db, room.first, 27)
        for gone in more[:5]:
            service.merge_topics(db, room.first, made[0], gone)
    assert cost() == small


def test_merged_topics_come_back_from_a_backup_whichever_is_stored_first(room, tmp_path):
    with room.store.work() as db:
        made = make_topics(db, room.first, 6)
        for keep, gone in ((made[0], made[1]), (made[3], made[2]), (made[0], made[3])):
            service.merge_topics(db, room.first, keep, gone)
    backup(room.store, tmp_path / "backup.zip")
    restore(room.store, tmp_path / "backup.zip")
    with room.store.read() as db:
        into = {row.id: row.merged_into for row in service.all_topics(db, room.id)}
    assert [into[each] for each in made] == [None, made[0], made[3], made[0], None, None]
