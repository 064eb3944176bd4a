"""A causal-loop diagram: loops are closed and of the kind their signs make them; gaps keep their key."""

import json
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises import LOOP as BODY
from exercises import changed, fault_of, read, refusal_of
from zhixing.course.kinds.diagram import parity
from zhixing.course.rules import Attempts

ITEM = read("loop", BODY)
RIGHT = {"signs": {"less": "-", "tired": "+", "again": "+"}, "loops": {"side": "R"}}


def answer(loops=None, **signs):
    return ITEM.read({"signs": {**RIGHT["signs"], **signs}, "loops": {**RIGHT["loops"], **(loops or {})}})


def test_a_good_item_is_read():
    assert [link.id for link in ITEM.diagram.asked_links] == ["less", "tired", "again"]
    assert [loop.id for loop in ITEM.diagram.asked_loops] == ["side"]
    assert ITEM.solution() == RIGHT
    assert ITEM.mark(ITEM.read(ITEM.solution())).score == 1


@pytest.mark.parametrize(
    ("find", "put", "zh"),
    [
        ('id = "errors"', 'id = "overtime"', "node 里，编号 overtime 用了两次"),
        ("x = 90", "x = 101", "node errors.x 是图上的位置"),
        ("y = 50.5", "y = -1", "node errors.y 是图上的位置"),
        ("x = 90", 'x = "90"', "node errors.x 要写成数"),
        ('en = "Errors"', 'en = ""', "u01-k01 node errors.text"),
        ('to = "errors"', 'to = "error"', "link tired.to 写了 error"),
        ('from = "errors"', "from = 3", "link again.from 写了 3"),
        ('to = "errors"', 'to = "overtime"', "link tired.to 写了 overtime"),
        ('to = "errors"', 'to = "backlog"', "从 overtime 到 backlog 画了两支箭头"),
        ('sign = "-"', 'sign = "−"', "link less.sign 只能写 + / -"),
        ('sign = "-"', "sign = 1", "link less.sign 只能写 + / -"),
        ("given = false\ndelay = true", 'given = "no"\ndelay = true', "given"),
        ("delay = true", "delay = 1", "delay"),
        ('feedback = { zh = "累了出错", en = "Tired people err" }\n', "", "缺少 link tired.feedback"),
        ('feedback = { zh = "没有反向", en = "No opposite link" }\n', "", "缺少 loop side.feedback"),
        ('links = ["more", "less"]', 'links = ["more", "lesser"]', "loop fix.links 写了 lesser"),
        ('links = ["more", "less"]', 'links = "more"', "links 要写成编号的列表"),
        ('links = ["more", "less"]', 'links = ["more", "tired"]', "loop fix.links 没有首尾相接"),
        ('links = ["more", "less"]', 'links = ["more"]', "loop fix.links 没有首尾相接"),
        ('links = ["more", "less"]', "links = []", "loop fix.links 没有首尾相接"),
        ('links = ["more", "less"]', 'links = ["more", "less", "more", "less"]', "没有首尾相接"),
        (
            'links = ["more", "tired", "again"]',
            'links = ["tired", "more", "again"]',
            "loop side.links 没有首尾",
        ),
        ('kind = "B"', 'kind = "R"', "loop fix.kind 写了 R，可是这个圈里有 1 个“-”，应当是 B"),
        ('kind = "R"', 'kind = "B"', "loop side.kind 写了 B，可是这个圈里有 0 个“-”，应当是 R"),
        ('sign = "-"', 'sign = "+"', "loop fix.kind 写了 B，可是这个圈里有 0 个“-”，应当是 R"),
        ('kind = "B"', 'kind = "balancing"', "loop fix.kind 只能写 R / B"),
        ("x = 90\n", "", "缺少 node errors.x"),
        ('from = "errors"\n', "", "缺少 link again.from"),
        ("delay = true", "late = true", "不认识的 link tired.late"),
    ],
)
def test_a_faulty_item_is_refused_naming_file_item_and_key(find, put, zh):
    assert zh in fault_of("loop", changed(BODY, find, put))[0]


def test_a_diagram_without_a_gap_is_refused():
    assert "没有留下要填的" in fault_of("loop", BODY.replace("given = false", "given = true"))[0]


@given(st.lists(st.sampled_from("+-"), min_size=2, max_size=9))
def test_the_kind_of_a_loop_is_the_product_of_its_signs(signs):
    product = prod(-1 if sign == "-" else 1 for sign in signs)
    assert parity(signs) == ("R" if product == 1 else "B")


@given(st.data(), st.lists(st.sampled_from("+-"), min_size=2, max_size=7))
def test_any_ring_is_read_with_its_own_kind_and_refused_with_the_other(data, signs):
    start = data.draw(st.integers(0, len(signs) - 1))
    ring = [*range(start, len(signs)), *range(start)]
    names = ", ".join(f'"l{at}"' for at in ring)
    pair = '{ zh = "字", en = "word" }'
    body = "".join(f'[[node]]\nid = "n{at}"\ntext = {pair}\nx = {at}\ny = {at}\n' for at in ring)
    for at, sign in enumerate(signs):
        ends = f'from = "n{at}"\nto = "n{(at + 1) % len(signs)}"'
        body += f'[[link]]\nid = "l{at}"\n{ends}\nsign = "{sign}"\ngiven = false\nfeedback = {pair}\n'
    body += f'[[loop]]\nid = "ring"\ntext = {pair}\nlinks = [{names}]\nkind = "KIND"\ngiven = true\n'
    right, wrong = ("R", "B") if signs.count("-") % 2 == 0 else ("B", "R")
    item = read("loop", body.replace('"KIND"', f'"{right}"'))
    assert item.mark(item.read(item.solution())).correct
    assert f"应当是 {right}" in fault_of("loop", body.replace('"KIND"', f'"{wrong}"'))[0]


@pytest.mark.parametrize(
    ("given", "score"),
    [
        (answer(), 1),
        (answer(less="+"), 0.75),
        (answer({"side": "B"}), 0.75),
        (answer({"side": "B"}, less="+", tired="-"), 0.25),
        (answer({"side": "B"}, less="+", tired="-", again="-"), 0),
    ],
)
def test_the_score_is_the_share_of_gaps_that_are_right(given, score):
    mark = ITEM.mark(given)
    assert (mark.score, mark.correct) == (score, score == 1)


@pytest.mark.parametrize(
    ("raw", "code", "zh"),
    [
        ({"signs": {"less": "-", "tired": "+"}, "loops": {"side": "R"}}, "sign-missing", "“差错”到“积压”"),
        (
            {"signs": {**RIGHT["signs"], "less": "−"}, "loops": {"side": "R"}},
            "sign-missing",
            "“加班”到“积压”",
        ),
        ({"signs": {**RIGHT["signs"], "less": []}, "loops": {"side": "R"}}, "sign-missing", "“加班”到“积压”"),
        ({"signs": RIGHT["signs"]}, "loop-missing", "“后果”"),
        ({"signs": RIGHT["signs"], "loops": {"side": "X"}}, "loop-missing", "“后果”"),
        ({"signs": {**RIGHT["signs"], "more": "+"}, "loops": {"side": "R"}}, "not-asked", "more"),
        ({"signs": RIGHT["signs"], "loops": {"side": "R", "fix": "B"}}, "not-asked", "fix"),
    ],
)
def test_a_gap_left_open_is_named_and_what_is_not_asked_is_refused(raw, code, zh):
    found, said = refusal_of(ITEM, raw)
    assert found == f"exercise.error.{code}"
    assert zh in said


@pytest.mark.parametrize("raw", [{"signs": [], "loops": {}}, {**RIGHT, "more": 1}, {"signs": "+"}])
def test_what_is_no_answer_is_refused(raw):
    assert refusal_of(ITEM, raw)[0] == "course.error.no-answer"


def test_what_is_stored_is_read_again():
    for chosen in (answer(), answer({"side": "B"}, less="+")):
        assert ITEM.read(json.loads(json.dumps(ITEM.stored(chosen)))) == chosen


def test_the_face_shows_what_is_given_and_nothing_of_the_gaps():
    face = ITEM.face()
    assert {link["id"]: link["sign"] for link in face["links"]} == {
        "more": "+",
        "less": None,
        "tired": None,
        "again": None,
    }
    assert {loop["id"]: loop["kind"] for loop in face["loops"]} == {"fix": "B", "side": None}
    said = json.dumps(face, ensure_ascii=False)
    assert [word for word in ("消化", "累了", "重办", "没有反向", "opposite") if word in said] == []
    assert Attempts(ITEM, ()).feedback() == []


def test_the_face_is_the_same_whatever_the_key_is():
    other = changed(
        changed(BODY, 'sign = "+"\ngiven = false', 'sign = "-"\ngiven = false'), 'kind = "R"', 'kind = "B"'
    )
    assert json.dumps(read("loop", other).face()) == json.dumps(ITEM.face())


def test_after_a_first_try_only_right_gaps_tell_why():
    told = {one["part"]: one for one in Attempts(ITEM, (answer(less="+"),)).feedback()}
    assert list(told) == ["link:less", "link:tired", "link:again", "loop:side"]
    assert (told["link:less"]["right"], told["link:less"]["text"]) == (False, None)
    assert (told["loop:side"]["right"], told["loop:side"]["text"]["zh"]) == (True, "没有反向")
    assert {one["key"] for one in told.values()} == {None}


def test_once_it_is_over_every_gap_tells_its_key_and_why():
    told = Attempts(ITEM, (answer(less="+"), answer(less="+"))).feedback()
    assert [one["key"] for one in told] == ["-", "+", "+", "R"]
    assert all(one["text"] for one in told)
    assert [one["right"] for one in told] == [False, True, True, True]


def test_a_class_is_counted_by_gap():
    counted = ITEM.tally([answer(), answer(less="+"), answer({"side": "B"})])
    assert counted["link:less"] == {"+": 1, "-": 2}
    assert counted["loop:side"] == {"R": 2, "B": 1}
    assert list(counted) == ["link:less", "link:tired", "link:again", "loop:side"]
