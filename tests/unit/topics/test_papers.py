"""The recommendation as a Word file, opened again by an independent reader."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from docx import Document

from factories import make_scores, make_topics, put_ballots
from zhixing.actor import Locale
from zhixing.classroom import ballots
from zhixing.errors import RefusedError
from zhixing.topics import service
from zhixing.topics.documents import compose, recommendation_paper
from zhixing.topics.rules import Recommendation, Unknown
from zhixing.topics.service import PaperFacts, criteria
from zhixing.topics.service.wording import both

HOSTILE = "<b>甲</b>&=1+1\x07"


def facts(**changes):
    base = PaperFacts(
        classroom="澄禾县综合服务中心",
        proposed=9,
        judged=8,
        votes=38,
        raters=36,
        criteria=criteria().ratings,
        recommendation=Recommendation(
            chosen="t1",
            runner_up="t2",
            held=("t3", "t4"),
            reasons="影响面最大。\n办事群众反映最多。",
            dissent="有意见认为应先查清数据口径。",
            lead_unit="政务科",
            unknowns=(
                Unknown("三个窗口各收什么材料", "林安", "12月5日"),
                Unknown(HOSTILE, "周平", "12月8日"),
            ),
        ),
        titles={"t1": "只交一套材料", "t2": "缩短等候", "t3": "少跑一趟", "t4": HOSTILE},
        stability=both("topics.sentence.stable"),
        version=1,
    )
    return replace(base, **changes)


def read(file):
    document = Document(io.BytesIO(file))
    lines = [paragraph.text for paragraph in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return lines, cells


def test_the_chinese_paper_has_the_six_parts_in_order():
    lines, cells = read(compose(facts(), Locale.ZH, "2026-11-20T16:30:00+00:00"))
    text = "\n".join(lines)
    assert lines[0] == "关于行动学习专题的选题建议"
    assert "（送审稿）" in text
    assert re.findall(r"^[一二三四五六]、.*$", text, re.MULTILINE) == [
        "一、选题经过",
        "二、建议",
        "三、评分方式与稳定性",
        "四、不同意见",
        "五、待查明事项",
        "六、审批意见",
    ]
    assert "共提出题目 9 个，其中 8 个" in text
    assert "选票 38 张" in text
    assert "评分 36 份" in text
    assert "首选：“只交一套材料”" in text
    assert "备选：“缩短等候”" in text
    assert "暂缓：“少跑一趟”、“<b>甲</b>&=1+1”" in text
    assert "重要性、紧迫性、跨部门需要" in text
    assert "换一种算法" in text
    assert cells[4:8] == ["1", "三个窗口各收什么材料", "林安", "12月5日"]
    assert "审批意见" in cells
    assert any(re.fullmatch(r"2026年11月2[01]日", line) for line in lines)


def test_the_english_paper_has_no_chinese_of_ours():
    plain = replace(facts().recommendation, reasons="Most people are affected.", dissent="", unknowns=())
    given = facts(
        classroom="Service Centre", recommendation=plain, titles=dict.fromkeys(facts().titles, "A topic")
    )
    plain = replace(plain, lead_unit="Office")
    lines, cells = read(compose(replace(given, recommendation=plain), Locale.EN, "2026-11-20T04:00:00+00:00"))
    text = "\n".join([*lines, *cells])
    assert not re.search(r"[\u4e00-\u9fff]", text)
    assert "Draft for approval" in text
    assert "No differing view was recorded." in text


def test_the_addressee_may_stay_blank_or_be_named():
    moment = "2026-11-20T04:00:00+00:00"
    assert "＿＿＿＿＿＿＿＿：" in read(compose(facts(), Locale.ZH, moment))[0]
    assert "县委办公室：" in read(compose(facts(), Locale.ZH, moment, "县委办公室"))[0]


def test_a_paper_before_anything_is_written_leaves_room_for_the_pen():
    empty = Recommendation("t1", None, (), "", "", "", ())
    lines, _ = read(
        compose(facts(recommendation=empty, votes=0, raters=0, stability=None), Locale.ZH, "2026-11-20")
    )
    text = "\n".join(lines)
    assert "备选：无" in text
    assert "理由：（待填）" in text
    assert "本次没有进行打分。" in text
    assert "选票" not in text


def test_the_paper_of_a_class_names_no_rater(room):
    with room.store.work() as db:
        make_topics(db, room.first, 3)
        window = ballots.open_window(db, room.facilitator, "ratings", service.rating_subject(db, room.id))
        put_ballots(db, window, [{"scores": make_scores(window.subject["topics"], 5, 3, 1)}] * 6)
        ballots.reveal(db, room.facilitator, window.id)
        name, file = recommendation_paper(db, room.facilitator)
        with pytest.raises(RefusedError):
            recommendation_paper(db, room.learners[0])
    assert name.endswith(".docx")
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        everything = "".join(package.read(part).decode("utf-8", "ignore") for part in package.namelist())
    assert "学员" not in everything
    assert "联络" not in everything
