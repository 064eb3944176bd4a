"""Sort into bins: the share of cards, matching, and what is told of each card."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises import changed, fault_of, read, refusal_of
from zhixing.course.rules import Attempts, Mark

RIGHT = {"diploma": "myth", "campaign": "myth", "review": "sign", "question": "sign", "report": "myth"}
BINS = "".join(
    f"""
[[item.bin]]
id = "{name}"
text = {{ zh = "类{name}", en = "Group {name}" }}
"""
    for name in ("sign", "myth")
)


def card(name, bin_):
    return f"""
[[item.card]]
id = "{name}"
text = {{ zh = "卡{name}", en = "Card {name}" }}
bin = "{bin_}"
feedback = {{ zh = "因{name}", en = "For {name}" }}
"""


BODY = BINS + "".join(card(name, bin_) for name, bin_ in RIGHT.items())
ITEM = read("sort", BODY)
ANSWERS = st.fixed_dictionaries({name: st.sampled_from(["sign", "myth"]) for name in RIGHT})


def matching(cards, bins):
    body = "".join(
        changed(
            BINS[: BINS.index("[[item.bin]]", 2)].replace("类sign", f"类{name}"),
            'id = "sign"',
            f'id = "{name}"',
        )
        for name in bins
    )
    return body + "".join(card(name, bin_) for name, bin_ in cards.items())


def test_a_good_item_is_read():
    assert [each.id for each in ITEM.bins] == ["sign", "myth"]
    assert {each.id: each.bin for each in ITEM.cards} == RIGHT
    assert not ITEM.is_matching
    assert ITEM.solution() == {"bins": RIGHT}


@pytest.mark.parametrize(
    ("find", "put", "zh"),
    [
        ('bin = "sign"', 'bin = "signs"', "card review.bin 写了 signs"),
        ('bin = "sign"', "bin = 3", "review.bin 写了 3"),
        ('id = "review"', 'id = "diploma"', "diploma"),
        ('id = "myth"', 'id = "sign"', "sign"),
        ('id = "review"', 'id = "Re view"', "Re view"),
        ('id = "myth"\n', 'id = "myth"\nfeedback = "x"\n', "bin myth.feedback"),
        ('feedback = { zh = "因review", en = "For review" }\n', "", "缺少 card review.feedback"),
        ('en = "Group sign"', 'en = ""', "u01-k01 bin sign.text"),
        ('en = "For report"', 'en = ""', "u01-k01 card report.feedback"),
        ('id = "diploma"', 'id = "myth"', "card myth 与它的答案同名"),
    ],
)
def test_a_faulty_item_is_refused_naming_file_item_and_key(find, put, zh):
    assert zh in fault_of("sort", changed(BODY, find, put))[0]


def test_a_bin_without_a_card_is_refused():
    assert "没有一张卡片属于 sign" in fault_of("sort", BODY.replace('bin = "sign"', 'bin = "myth"'))[0]


def test_three_cards_or_one_bin_are_too_few():
    few = BINS + "".join(card(name, RIGHT[name]) for name in ("diploma", "campaign", "review"))
    assert "card" in fault_of("sort", few)[0]
    one = BINS[: BINS.rindex("[[item.bin]]")] + "".join(card(name, "sign") for name in RIGHT)
    assert "bin" in fault_of("sort", one)[0]


def test_one_card_for_every_bin_is_matching():
    pairs = {"who": "mentor", "what": "task", "when": "month", "why": "aim"}
    item = read("sort", matching(pairs, ["task", "month", "aim", "mentor"]))
    assert item.is_matching
    assert item.asked()["matching"] is True
    doubled = read("sort", matching(pairs | {"where": "aim"}, ["task", "month", "aim", "mentor"]))
    assert not doubled.is_matching


def test_pairs_counted_alike_are_refused():
    pairs = {f"c{number}": f"b{number}" for number in range(1, 5)}
    assert "card 编号会泄露答案" in fault_of("sort", matching(pairs, pairs.values()))[0]
    crossed = dict(zip(pairs, ["b2", "b1", "b4", "b3"], strict=True))
    assert read("sort", matching(crossed, pairs.values())).is_matching


@pytest.mark.parametrize(
    ("wrong", "score"),
    [
        ((), 1),
        (("diploma",), 0.8),
        (("diploma", "review"), 0.6),
        (("diploma", "review", "report"), 0.4),
        (tuple(RIGHT), 0),
    ],
)
def test_the_score_is_the_share_of_cards_in_their_bins(wrong, score):
    answer = {
        name: ("sign" if bin_ == "myth" else "myth") if name in wrong else bin_
        for name, bin_ in RIGHT.items()
    }
    assert ITEM.mark(answer) == Mark(score, not wrong)


@given(ANSWERS)
def test_a_score_lies_between_0_and_1_and_is_1_for_the_right_bins_only(answer):
    mark = ITEM.mark(answer)
    assert 0 <= mark.score <= 1
    assert (mark.score == 1) == mark.correct == (answer == RIGHT)


@given(ANSWERS, st.permutations(list(RIGHT)))
def test_what_is_stored_is_read_again_whichever_card_was_placed_first(answer, order):
    read_ = ITEM.read({"bins": {name: answer[name] for name in order}})
    assert list(read_) == list(RIGHT)
    assert ITEM.read(json.loads(json.dumps(ITEM.stored(read_)))) == answer


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({}, "course.error.no-answer"),
        ({"bins": ["sign"]}, "course.error.no-answer"),
        ({"bins": RIGHT, "more": 1}, "course.error.no-answer"),
        ({"bins": {"diploma": "myth"}}, "quiz.error.cards-left"),
        ({"bins": {}}, "quiz.error.cards-left"),
        ({"bins": {**RIGHT, "wish": "myth"}}, "quiz.error.not-there"),
        ({"bins": {**RIGHT, "review": "none"}}, "quiz.error.not-there"),
        ({"bins": {**RIGHT, "review": None}}, "quiz.error.not-there"),
        ({"bins": {**RIGHT, "review": ["sign"]}}, "quiz.error.not-there"),
    ],
)
def test_what_is_no_answer_is_refused(raw, code):
    assert refusal_of(ITEM, raw)[0] == code


def test_how_many_cards_are_left_is_said():
    assert "还有 4 张卡片" in refusal_of(ITEM, {"bins": {"diploma": "myth"}})[1]


def test_what_is_asked_has_neither_key_nor_reason_and_follows_from_the_ids_alone():
    asked = ITEM.asked()
    assert sorted(one["id"] for one in asked["cards"]) == sorted(RIGHT)
    assert all(set(one) == {"id", "text"} for one in asked["cards"] + asked["bins"])
    assert "因" not in json.dumps(asked, ensure_ascii=False)
    swapped = BODY.replace('bin = "sign"', 'bin = "?"').replace('bin = "myth"', 'bin = "sign"')
    assert read("sort", swapped.replace('bin = "?"', 'bin = "myth"')).asked() == asked


def test_before_the_commit_nothing_is_told():
    assert Attempts(ITEM, ()).feedback() == []


def test_after_a_first_try_the_reason_is_told_only_for_cards_in_their_bins():
    tried = Attempts(ITEM, ({**RIGHT, "review": "myth"},))
    assert not tried.is_over
    told = {entry["part"]: entry for entry in tried.feedback()}
    assert list(told) == [one["id"] for one in ITEM.asked()["cards"]]
    assert [part for part, entry in told.items() if not entry["right"]] == ["review"]
    assert (told["review"]["text"], told["review"]["hint"]) == (None, None)
    assert told["report"]["text"]["zh"] == "因report"
    assert {entry["key"] for entry in told.values()} == {None}


@pytest.mark.parametrize(
    "tries", [(RIGHT,), (dict.fromkeys(RIGHT, "myth"),) * 2, (dict.fromkeys(RIGHT, "sign"), RIGHT)]
)
def test_once_it_is_over_every_bin_is_told(tries):
    tried = Attempts(ITEM, tries)
    assert tried.is_over
    assert {entry["part"]: entry["key"] for entry in tried.feedback()} == RIGHT
    assert all(entry["text"] for entry in tried.feedback())


def test_a_class_is_counted_by_card_and_bin():
    counted = ITEM.tally([RIGHT, RIGHT, {**RIGHT, "review": "myth"}])
    assert counted["review"] == {"sign": 2, "myth": 1}
    assert counted["diploma"] == {"sign": 0, "myth": 3}
