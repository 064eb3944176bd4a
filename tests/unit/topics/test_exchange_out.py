"""The class's Excel file: what it says and withholds, and that its formulas give the product's ranking."""

import io
import random
import zipfile

import openpyxl
import pytest

from factories import (
    CRITERIA,
    CountedQueries,
    make_proposal,
    make_scores,
    make_topics,
    put_ballots,
    revealed_round,
)
from recalculating import edited, recalculated
from zhixing.actor import Locale
from zhixing.classroom import ballots
from zhixing.errors import RefusedError
from zhixing.measures import ranking
from zhixing.topics import service
from zhixing.topics.exchange.files import class_file, home_file
from zhixing.topics.exchange.write import write_book, write_take_home
from zhixing.topics.rules import Judgement, Verdict
from zhixing.topics.service import judge_condition, propose_topic
from zhixing.topics.service.exchange import class_book, table_home
from zhixing.topics.service.proposals import assign_seats


def book_of(room, actor=None, locale=Locale.ZH):
    with room.store.read() as db:
        found = class_book(db, actor or room.facilitator)
    return found, write_book(found, locale)


def opened(content, *, values=False):
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def everything(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "".join(package.read(part).decode("utf-8", "ignore") for part in package.namelist())


def rated(room, count=9, topics=5, seed=3, gaps=True):
    """Reveal a round of arbitrary marks, some left out as on paper."""
    chance = random.Random(seed)
    with room.store.work() as db:
        made = make_topics(db, room.first, topics)
        window = ballots.open_window(
            db, room.facilitator, service.RATINGS, service.rating_subject(db, room.id)
        )
        order = list(window.subject["topics"])
        contents = []
        for number in range(count):
            scores = {topic: {name: chance.randint(1, 5) for name in CRITERIA} for topic in order}
            if gaps and number % 3 == 0:
                del scores[order[number % topics]][CRITERIA[number % 3]]
            contents.append({"scores": scores})
        put_ballots(db, window, contents)
        ballots.reveal(db, room.facilitator, window.id)
    return made, order


def ranking_rows(workbook, name="排名"):
    """Return the rows of topics by title, those that are sorted left out."""
    found = {}
    for row in workbook[name].iter_rows(min_row=4, values_only=True):
        if row[1] and row[1].startswith("题目"):
            found.setdefault(row[1], list(row))
    return found


def sorted_titles(workbook, topics, name="排名"):
    sheet = workbook[name]
    start = next(
        row[0].row for row in sheet.iter_rows() if row[0].value in {"按名次排列", "In order of place"}
    )
    return [sheet.cell(start + place, 2).value for place in range(1, topics + 1)]


def test_the_sheets_are_there_in_both_languages(room):
    rated(room)
    assert opened(book_of(room)[1]).sheetnames == [
        "说明",
        "题目",
        "条件",
        "权重",
        "评分",
        "排名",
        "附录",
        "zhixing",
    ]
    english = opened(book_of(room, locale=Locale.EN)[1])
    assert english.sheetnames[:-1] == [
        "About",
        "Topics",
        "Conditions",
        "Weights",
        "Ratings",
        "Ranking",
        "Appendix",
    ]
    assert english["zhixing"].sheet_state == "veryHidden"


def test_no_person_is_in_the_file(room):
    rated(room)
    text = everything(book_of(room)[1])
    for name in ("学员", "联络", "促进师", room.first.person, room.learners[0].person):
        assert name not in text.replace("学员提出", "")


def test_ballots_stand_in_the_order_of_their_marks(room):
    rated(room, gaps=False)
    found, content = book_of(room)
    sheet = opened(content)["评分"]
    labels = [row[0].value for row in sheet.iter_rows(min_row=4)]
    assert labels == [f"B{number:02}" for number in range(1, 10)]
    with room.store.read() as db:
        stored = ballots.contents(db, found.round.window)
    cells = [(topic, name) for topic in found.round.topics for name in CRITERIA]
    rows = [[cell.value for cell in row][2:] for row in sheet.iter_rows(min_row=4)]
    given = [[ballot["scores"][topic][name] for topic, name in cells] for ballot in stored]
    assert rows == sorted(given, reverse=True)


@pytest.mark.parametrize(("late", "told"), [(0, True), (1, False), (4, False), (5, True)])
@pytest.mark.parametrize("verb", [ballots.reopen, ballots.hide_result])
def test_a_later_file_does_not_differ_by_the_ballot_of_the_late(room, verb, late, told):
    rated(room, count=6)
    assert book_of(room)[0].round.ballots is not None
    with room.store.work() as db:
        window = ballots.current_window(db, room.id, service.RATINGS)
        verb(db, room.facilitator, window.id)
        put_ballots(db, window, [{"scores": make_scores(window.subject["topics"], 1, 5, 5, 5, 5)}] * late)
        ballots.reveal(db, room.facilitator, window.id)
    found, content = book_of(room)
    assert (found.round.ballots is not None) is told
    assert ("评分" in opened(content).sheetnames) is told
    rows = opened(content)["附录"].iter_rows(min_row=3, values_only=True)
    assert any("不列单张评分" in str(value) for row in rows for value in row) is not told
    assert not any("不列单张评分" in text.zh for text in book_of(room, room.leader)[0].left_out)


def test_libreoffice_computes_the_ranking_that_the_product_shows(room, tmp_path):
    rated(room)
    found, content = book_of(room)
    computed = recalculated(content, tmp_path)
    rows = ranking_rows(computed)
    for ranked in found.round.result.ranking:
        row = rows[found.title(ranked.topic)]
        assert row[2:5] == pytest.approx([ranked.by_criterion[name] for name in CRITERIA], abs=1e-9)
        assert row[5] == pytest.approx(ranked.score, abs=1e-9)
        assert row[6] == ranked.place
    assert sorted_titles(computed, 5) == [found.title(one.topic) for one in found.round.result.ranking]
    topsis = next(one for one in found.round.result.appendix.methods if one.id == "topsis")
    by_place = sorted(rows, key=lambda title: rows[title][9])
    assert by_place == [found.title(topic) for topic in topsis.order]
    means = [[one.by_criterion[name] for name in CRITERIA] for one in found.round.result.ranking]
    close = ranking.topsis(means, [1 / 3] * 3, [1, 1, 1])
    titles = [found.title(one.topic) for one in found.round.result.ranking]
    assert [rows[title][8] for title in titles] == pytest.approx(close.tolist(), abs=1e-9)


def test_the_values_beside_the_formulas_are_those_that_libreoffice_computes(room, tmp_path):
    rated(room, seed=8)
    _, content = book_of(room)
    written, computed = opened(content, values=True)["排名"], recalculated(content, tmp_path)["排名"]
    for row in written.iter_rows(min_row=4):
        for cell in row:
            other = computed[cell.coordinate].value
            assert (cell.value or None) == (
                pytest.approx(other, abs=1e-9) if isinstance(other, float) else other
            )


@pytest.mark.parametrize("weights", [(5, 1, 1), (0, 0, 1), (1, 8, 0), (0, 0, 0)])
def test_another_weight_typed_into_the_sheet_ranks_as_the_product_would(room, tmp_path, weights):
    rated(room, seed=5)
    found, content = book_of(room)

    def change(book):
        for row, weight in enumerate(weights, start=3):
            book["权重"].cell(row, 3).value = weight

    computed = recalculated(edited(content, change), tmp_path)
    shares = [weight / sum(weights) if sum(weights) else 1 / 3 for weight in weights]
    ballots_there = found.round.ballots
    from zhixing.topics.rules import Limits, compute

    again = compute(ballots_there, found.round.topics, dict(zip(CRITERIA, shares, strict=True)), Limits())
    assert sorted_titles(computed, 5) == [found.title(one.topic) for one in again.ranking]
    rows = ranking_rows(computed)
    assert [rows[found.title(one.topic)][6] for one in again.ranking] == [one.place for one in again.ranking]


def test_equal_scores_share_a_place_and_topics_alike_have_no_closeness(room, tmp_path):
    with room.store.work() as db:
        revealed_round(db, room, [(4, 4, 4)] * 6)
    _, content = book_of(room)
    rows = ranking_rows(recalculated(content, tmp_path))
    assert {row[6] for row in rows.values()} == {1}
    assert {row[8] for row in rows.values()} == {None}


def test_before_the_reveal_no_mark_is_in_the_file_but_there_are_rows_for_paper(room):
    with room.store.work() as db:
        make_topics(db, room.first, 3)
        window = ballots.open_window(
            db, room.facilitator, service.RATINGS, service.rating_subject(db, room.id)
        )
        put_ballots(db, window, [{"scores": make_scores(window.subject["topics"], 5, 5, 5)}] * 7)
    workbook = opened(book_of(room)[1])
    assert "排名" not in workbook.sheetnames
    rows = list(workbook["评分"].iter_rows(min_row=4, values_only=True))
    assert {row[1] for row in rows} == {"新增纸票"}
    assert all(mark is None for row in rows for mark in row[2:])


def test_with_few_raters_only_the_order_leaves(room):
    with room.store.work() as db:
        revealed_round(db, room, [(5, 3, 1)] * 3)
    found, content = book_of(room)
    assert found.round.ballots is None
    workbook = opened(content)
    assert "评分" not in workbook.sheetnames
    rows = ranking_rows(workbook)
    assert sorted(row[6] for row in rows.values()) == [1, 2, 3]
    assert all(value is None for row in rows.values() for value in row[2:6])


def test_a_topic_that_too_few_have_rated_keeps_all_single_ballots_away(room):
    with room.store.work() as db:
        make_topics(db, room.first, 3)
        window = ballots.open_window(
            db, room.facilitator, service.RATINGS, service.rating_subject(db, room.id)
        )
        topics = window.subject["topics"]
        whole, short = make_scores(topics, 5, 3, 1), make_scores(topics[:2], 4, 2)
        put_ballots(db, window, [{"scores": whole}] * 2 + [{"scores": short}] * 5)
        ballots.reveal(db, room.facilitator, window.id)
    found, content = book_of(room)
    assert found.round.ballots is None
    assert "评分" not in opened(content).sheetnames


def test_a_liaison_and_the_leader_get_means_and_no_single_ballot(room, tmp_path):
    rated(room)
    for actor in (room.first, room.leader):
        found, content = book_of(room, actor)
        assert found.round.ballots is None
        assert "评分" not in opened(content).sheetnames
    computed = recalculated(content, tmp_path)
    assert sorted_titles(computed, 5) == [found.title(one.topic) for one in found.round.result.ranking]


def test_who_may_not_have_the_recommendation_may_not_have_the_file(room):
    with room.store.read() as db:
        for actor in (room.learners[0], room.expert):
            with pytest.raises(RefusedError):
                class_file(db, actor)
        with pytest.raises(RefusedError):
            home_file(db, room.standing)
        name, _ = home_file(db, room.first)
    assert name == "选题班第1桌带回.xlsx"


def test_reasons_stand_without_the_tables(room):
    with room.store.work() as db:
        (topic,) = make_topics(db, room.first, 1)
        for actor, reason in ((room.second, "缺数据口径"), (room.first, "权限不在本级")):
            judgement = Judgement(Verdict.REVISE, reason)
            judge_condition(db, actor, topic, "feasibility", judgement, seen_version=0)
    row = next(opened(book_of(room)[1])["条件"].iter_rows(min_row=3, values_only=True))
    assert row == (1, "题目1", "可行性", "需修改", 0, 2, 0, "权限不在本级\n缺数据口径")


def test_the_appendix_says_each_figure_with_its_meaning(room):
    rated(room)
    rows = list(opened(book_of(room)[1])["附录"].iter_rows(min_row=3, values_only=True))
    said = " ".join(str(value) for row in rows for value in row if value)
    for word in ("肯德尔 W", "克里彭多夫", "博尔达", "PROMETHEE", "权重变多少", "权重不定时"):
        assert word in said


def test_a_table_takes_its_own_topics_and_all_verdicts_home(room):
    with room.store.work() as db:
        make_topics(db, room.first, 4)
        assign_seats(db, room.facilitator)
        judge_condition(
            db,
            room.second,
            service.all_topics(db, room.id)[0].id,
            "feasibility",
            Judgement(Verdict.NO, "别桌的话"),
            seen_version=0,
        )
    with room.store.read() as db:
        home = table_home(db, room.first)
        own = {row.id for row in service.all_topics(db, room.id) if row.seat == 1}
    assert {line.id for line in home.topics} == own
    assert len(home.verdicts) == 12
    content = write_take_home(home, Locale.ZH)
    assert "别桌的话" not in everything(content)
    assert opened(content).sheetnames == ["说明", "题目", "条件", "待查事项", "zhixing"]


def test_the_file_takes_as_many_questions_for_many_topics_as_for_few(room):
    def asked():
        with room.store.read() as db, CountedQueries(room.store) as counted:
            class_book(db, room.facilitator)
        return counted.count

    rated(room)
    few = asked()
    with room.store.work() as db:
        for number in range(40):
            propose_topic(db, room.first, make_proposal(f"另一个{number}"))
    assert asked() == few
