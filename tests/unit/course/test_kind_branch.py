"""A branching case: every way leads to an ending, and nobody sees further than they have gone."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises import BRANCH as BODY
from exercises import changed, fault_of, read, refusal_of
from factories import worded
from zhixing.course.kinds.storyline import MOST_STEPS, Choice, Ending, State, Storyline
from zhixing.course.rules import Attempts, Walked
from zhixing.errors import MissingError, RefusedError
from zhixing.text import Text

ITEM = read("branch", BODY)
WELL = ("ask", "try")
BADLY = ("order", "press")
ROUND = ("order", "back", "ask", "wait")


def said(shown):
    return json.dumps(shown, ensure_ascii=False)


def test_a_good_item_is_read():
    assert isinstance(ITEM, Walked)
    assert [state.id for state in ITEM.story.endings] == ["well", "so-so", "badly"]
    assert ITEM.solution() == {"path": ["ask", "try"]}
    assert ITEM.face()["endings"] == 3


@pytest.mark.parametrize(
    ("find", "put", "zh"),
    [
        ('start = "open"', 'start = "opening"', "start 写了 opening"),
        ('start = "open"', 'start = "well"', "start 写了 well，它已经是结局"),
        ('start = "open"', 'start = "talk"', "从开头走不到 open"),
        ('to = "so-so"', 'to = "soso"', "state talk.choice wait.to 写了 soso"),
        ('to = "badly"', 'to = "open"', "从开头走不到 badly"),
        ('id = "so-so"', 'id = "talk"', "state 里，编号 talk 用了两次"),
        ('id = "wait"', 'id = "try"', "state talk.choice 里，编号 try 用了两次"),
        ('id = "wait"', 'id = "Wait"', "Wait"),
        ("score = 0.8", "score = 1.1", "score"),
        ("score = 0.8", 'score = "0.8"', "score"),
        ("score = 0.8\n", "", "缺少 state talk.choice try.score"),
        ('consequence = { zh = "见效了", en = "It works" }\n', "", "缺少 state talk.choice try.consequence"),
        ('en = "It works"', 'en = ""', "u01-k01 state talk.choice try.consequence"),
        ('ending = "mixed"', 'ending = "fine"', "state so-so.ending 只能写 good / mixed / poor"),
        ('ending = "mixed"\n', "", "缺少 state so-so.choice"),
        ('title = { zh = "不了了之", en = "It fades" }\n', "", "缺少 state so-so.title"),
        ('debrief = { zh = "差在没试", en = "Nothing was tried" }\n', "", "缺少 state so-so.debrief"),
        ('text = { zh = "冷场"', 'ending = "poor"\ntext = { zh = "冷场"', "缺少 state silence.debrief"),
        (
            'text = { zh = "冷场"',
            'title = { zh = "多", en = "more" }\ntext = { zh = "冷场"',
            "state silence.title",
        ),
        ('title = { zh = "案例", en = "The case" }\n', "", "缺少 title"),
        ('ending = "good"', 'ending = "mixed"', "没有一个好结局"),
    ],
)
def test_a_faulty_item_is_refused_naming_file_item_and_key(find, put, zh):
    assert zh in fault_of("branch", changed(BODY, find, put))[0]


def test_an_ending_has_no_choices():
    both = changed(BODY, 'ending = "good"', 'ending = "good"\nchoice = []')
    assert "不认识的 state well.choice" in fault_of("branch", both)[0]


def test_one_choice_is_no_choice():
    alone = BODY.replace(
        BODY[BODY.index('[[item.state.choice]]\nid = "wait"') : BODY.index('[[item.state]]\nid = "silence"')],
        "",
    )
    assert "state talk.choice 至少要写 2 个，现在有 1 个" in fault_of("branch", alone)[0]


def test_a_state_from_which_no_ending_can_be_reached_is_refused():
    stuck = changed(changed(BODY, 'to = "open"', 'to = "silence"'), 'to = "badly"', 'to = "silence"')
    stuck = changed(stuck, 'to = "so-so"', 'to = "badly"')
    stuck = stuck.replace(
        stuck[stuck.index('[[item.state]]\nid = "so-so"') : stuck.index('[[item.state]]\nid = "badly"')], ""
    )
    assert "走到 silence 以后再也到不了任何结局" in fault_of("branch", stuck)[0]


def test_a_case_that_never_ends_is_refused():
    choice = """[[item.state.choice]]
    id = "ID"
    text = { zh = "选", en = "Choose" }
    to = "TO"
    score = 1
    consequence = { zh = "果", en = "Effect" }
    """
    state = '[[item.state]]\nid = "ID"\ntext = { zh = "态", en = "State" }\n'
    ways = [choice.replace("ID", name).replace("TO", to) for name, to in (("one", "a"), ("two", "b"))]
    body = 'title = { zh = "案例", en = "The case" }\nstart = "a"\n'
    body += "".join(state.replace("ID", name) + "".join(ways) for name in ("a", "b"))
    assert "没有一个结局" in fault_of("branch", body)[0]


@pytest.mark.parametrize(
    ("path", "score", "correct"),
    [
        (WELL, 0.9, True),
        (BADLY, 0, False),
        (ROUND, 0.475, False),
        (("order", "back", "ask", "try"), 0.575, True),
    ],
)
def test_the_score_is_the_mean_of_the_choices_and_a_good_ending_is_enough(path, score, correct):
    mark = ITEM.mark(ITEM.read({"path": list(path)}))
    assert (mark.score, mark.correct) == (score, correct)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({"path": []}, "exercise.error.not-ended"),
        ({"path": ["ask"]}, "exercise.error.not-ended"),
        ({"path": ["order", "back"] * MOST_STEPS + list(WELL)}, "exercise.error.not-ended"),
        ({"path": ["press"]}, "exercise.error.no-choice"),
        ({"path": ["ask", "try", "ask"]}, "exercise.error.no-choice"),
        ({"path": "ask"}, "course.error.no-answer"),
        ({"path": [1]}, "course.error.no-answer"),
        ({}, "course.error.no-answer"),
        ({"path": list(WELL), "more": 1}, "course.error.no-answer"),
    ],
)
def test_a_path_that_does_not_end_or_does_not_exist_is_refused(raw, code):
    assert refusal_of(ITEM, raw)[0] == code


@pytest.mark.parametrize("path", [WELL, BADLY, ROUND])
def test_what_is_stored_is_read_again(path):
    answer = ITEM.read({"path": list(path)})
    assert ITEM.read(json.loads(json.dumps(ITEM.stored(answer)))) == answer == path


def test_one_goes_on_by_a_choice_that_is_offered_and_no_other():
    assert ITEM.go((), "ask") == ("ask",)
    assert not ITEM.is_ended(("ask",))
    assert ITEM.is_ended(ITEM.go(("ask",), "try"))
    for path, choice in [((), "try"), (("ask",), "press"), (WELL, "ask"), ((), "x" * 999)]:
        with pytest.raises(MissingError) as caught:
            ITEM.go(path, choice)
        assert all(worded(caught.value))


def test_whoever_goes_round_in_circles_is_asked_to_begin_again():
    path = ()
    for _ in range(MOST_STEPS // 2):
        path = ITEM.go(ITEM.go(path, "order"), "back")
    with pytest.raises(RefusedError) as caught:
        ITEM.go(path, "ask")
    assert caught.value.code == "exercise.error.walk-long"
    assert all(worded(caught.value))


def test_at_the_start_nothing_is_seen_but_the_opening_and_its_choices():
    walk = ITEM.walk(())
    assert (walk["visited"], walk["ending"], walk["score"], walk["endings"]) == ([], None, None, 3)
    assert walk["now"]["text"]["zh"] == "开局"
    assert {choice["id"] for choice in walk["now"]["choices"]} == {"ask", "order"}
    assert all(set(choice) == {"id", "text"} for choice in walk["now"]["choices"])
    hidden = (
        "谈开了",
        "冷场",
        "有人开口",
        "没人说话",
        "办成了",
        "一起改",
        "好在先问",
        'score": 1',
        "talk",
        "silence",
    )
    assert [word for word in hidden if word in said(walk) + said(ITEM.face())] == []


def test_on_the_way_consequences_of_ones_own_choices_are_seen_and_no_worth():
    walk = ITEM.walk(("ask",))
    (visit,) = walk["visited"]
    assert visit["choice"] == {"id": "ask", "text": {"zh": "先问", "en": "Ask first"}}
    assert visit["consequence"]["zh"] == "有人开口"
    assert (visit["score"], walk["score"], walk["ending"]) == (None, None, None)
    assert walk["now"]["state"] == "talk"
    hidden = ("没人说话", "冷场", "见效了", "凉了", "办成了", "半途", "一起改", "不了了之", "先压")
    assert [word for word in hidden if word in said(walk)] == []


def test_at_an_ending_each_choice_made_tells_its_worth_and_the_other_ways_stay_unseen():
    walk = ITEM.walk(ITEM.read({"path": list(ROUND)}))
    assert [visit["score"] for visit in walk["visited"]] == [0, 0.5, 1, 0.4]
    assert walk["now"] is None
    assert (walk["score"], walk["ending"]["quality"]) == (0.475, "mixed")
    assert walk["ending"]["title"]["zh"] == "不了了之"
    assert walk["ending"]["debrief"]["zh"] == "差在没试"
    assert walk["ending"]["text"]["zh"] == "半途"
    hidden = ("见效了", "散了", "办成了", "一起改", "各走各的", "好在先问", "错在压", "接着压")
    assert [word for word in hidden if word in said(walk)] == []


def test_choices_are_shown_in_an_order_of_their_own_that_is_always_the_same():
    stories = [read("branch", BODY.replace('"open"', f'"open-{at}"')) for at in range(20)]
    shown = [[one["id"] for one in item.walk(())["now"]["choices"]] for item in stories]
    assert {tuple(one) for one in shown} == {("ask", "order"), ("order", "ask")}
    assert shown == [[one["id"] for one in item.walk(())["now"]["choices"]] for item in stories]


def test_a_case_may_be_played_again_and_tells_nothing_outside_its_walk():
    for answers in ((), (WELL,), (BADLY, WELL, ROUND)):
        assert Attempts(ITEM, answers).may_try
        assert Attempts(ITEM, answers).feedback() == []
    assert ITEM.told((), over=True) == []


def test_a_class_is_counted_by_ending():
    assert ITEM.tally([WELL, BADLY, BADLY, ROUND]) == {"well": 1, "so-so": 1, "badly": 2}


WORD = Text("字", "word")


@st.composite
def storylines(draw):
    """Return any graph of states: choices may lead anywhere, back and in circles, too."""
    count = draw(st.integers(2, 8))
    states = []
    for at in range(count):
        ways = (
            draw(st.lists(st.integers(0, count - 1), min_size=2, max_size=3))
            if at == 0 or draw(st.booleans())
            else []
        )
        scores = [draw(st.sampled_from([0, 0.25, 0.5, 1])) for _ in ways]
        choices = tuple(
            Choice(f"c{number}", WORD, f"s{to}", score, WORD)
            for number, (to, score) in enumerate(zip(ways, scores, strict=True))
        )
        quality = draw(st.sampled_from(["good", "mixed", "poor"]))
        states.append(State(f"s{at}", WORD, choices, None if ways else Ending(WORD, WORD, quality)))
    return Storyline("s0", tuple(states))


def paths(story, most):
    """Return every path of at most so many choices, with the state it leads to."""
    found, edge = [((), story.by_id[story.start])], [((), story.by_id[story.start])]
    for _ in range(most):
        edge = [((*path, one.id), story.by_id[one.to]) for path, state in edge for one in state.choices]
        found += edge
    return found


@given(storylines())
def test_reached_is_exactly_where_some_path_leads(story):
    assert story.reached() == {state.id for _, state in walked(story)}


def walked(story):
    """Return each reachable state once, with a shortest path to it: breadth first."""
    seen, edge = {}, [((), story.by_id[story.start])]
    while edge:
        for path, state in edge:
            seen.setdefault(state.id, (path, state))
        edge = [
            ((*path, one.id), story.by_id[one.to])
            for path, state in edge
            for one in state.choices
            if one.to not in seen
        ]
        edge = list({state.id: (path, state) for path, state in reversed(edge)}.values())
    return list(seen.values())


@given(storylines())
def test_an_ending_is_in_sight_exactly_where_a_walk_from_there_finds_one(story):
    for state in story.states:
        ends = [one for _, one in walked(Storyline(state.id, story.states)) if one.ending is not None]
        assert (state.id in story.ending_in_sight()) == bool(ends)


@given(storylines())
def test_the_best_path_ends_well_and_no_short_path_loses_less(story):
    good = [
        path for path, state in paths(story, 4) if state.ending is not None and state.ending.quality == "good"
    ]
    if not good:
        return
    best = story.best()
    taken, end = story.follow(best)
    assert end.ending.quality == "good"
    lost = [sum(1 - choice.score for _, choice in story.follow(path)[0]) for path in good]
    assert sum(1 - choice.score for _, choice in taken) <= min(lost) + 1e-9


@given(storylines(), st.lists(st.integers(0, 2), max_size=12))
def test_a_walk_never_shows_a_state_nobody_came_to(story, turns):
    named = tuple(
        State(state.id, Text(f"〔{state.id}〕", f"[{state.id}]"), state.choices, state.ending)
        for state in story.states
    )
    item = read("branch", BODY)
    object.__setattr__(item, "story", Storyline("s0", named))
    path, seen = (), ["s0"]
    for turn in turns:
        state = item.story.by_id[seen[-1]]
        if not state.choices:
            break
        choice = state.choices[turn % len(state.choices)]
        path = item.go(path, choice.id)
        seen.append(choice.to)
    shown = said(item.walk(path))
    for state in named:
        assert (f"〔{state.id}〕" in shown) == (state.id in seen)
    assert item.is_ended(path) == (item.walk(path)["ending"] is not None) == (item.walk(path)["now"] is None)
    assert all((visit["score"] is None) != item.is_ended(path) for visit in item.walk(path)["visited"])
