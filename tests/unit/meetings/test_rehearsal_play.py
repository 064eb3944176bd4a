"""Rehearsed meetings: they end, the same moves lead to the same lines, and choices are heard."""

import random
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehearsing import best, done, moves, own, run, silent, worst
from zhixing import resources
from zhixing.errors import MissingError
from zhixing.meetings.rules.rehearsal.condition import Condition
from zhixing.meetings.rules.rehearsal.move import Do, Move
from zhixing.meetings.rules.rehearsal.play import begin, go_on, play
from zhixing.meetings.rules.rehearsal.scenario import CLIMATE, MOST_MOMENTS, Worth
from zhixing.meetings.service.rehearsals import scenarios, usual

ALL = sorted(scenarios())


@pytest.mark.parametrize("name", ALL)
@settings(max_examples=25, deadline=None)
@given(choices=st.lists(st.integers(0, 10_000), min_size=MOST_MOMENTS, max_size=MOST_MOMENTS))
def test_any_choices_come_to_an_end_within_the_limit(name, choices):
    played, made = begin(scenarios()[name]), []
    for choice in choices:
        if played.over:
            break
        offered = moves(played)
        made.append(offered[choice % len(offered)])
        played = go_on(played, usual(), made[-1])
    assert played.over
    assert len(played.turns) <= MOST_MOMENTS
    assert all(0 <= level <= 100 for turn in played.turns for level in turn.done.state.levels.values())
    clocks = [turn.done.state.clock for turn in played.turns]
    assert clocks == sorted(clocks)
    assert played.out_of_time is (bool(played.turns[-1].moment.ways))
    assert played.closing
    assert play(scenarios()[name], usual(), made) == played
    with pytest.raises(MissingError):
        go_on(played, usual(), Move(Do.SILENT))


def _some_move(played, chance, wanted, patience):
    """Return a move of a wanted worth that leaves alone what has not gone on long enough, if there is one."""
    at = len(played.turns) - 1
    spared = {name for name, since in played.state.open.items() if at - since < patience[name]}
    offered = moves(played)
    chance.shuffle(offered)
    if chance.random() < 0.6:
        offered.sort(key=lambda move: move.do not in {Do.ASK, Do.SILENT, Do.WORD})
    found = ((move, done(played, move)) for move in offered[:20])
    fitting = (move for move, did in found if did.worth is wanted and not spared & set(did.answered))
    return next(fitting, offered[0])


def _asked_back():
    """Return what somebody says who was hurt and is asked back once the remark has been talked out."""
    asks = (None, None, "calm", "matter", None, "fact", None, "food", "straight")
    made = [Move(Do.ASK, which) if which else Move(Do.SILENT) for which in asks]
    played = play(scenarios()["to-the-person"], usual(), made)
    assert played.turns[-1].moment.id == "truth"
    assert "withdrawn" in played.state.open
    found = done(played, Move(Do.WORD, "xu"))
    assert (found.worth, found.answered) == (Worth.RIGHT, ("withdrawn",))
    return found.reply


def test_somebody_who_was_hurt_cannot_be_asked_back_while_the_remark_lies_on_the_table():
    made = [Move(Do.SILENT), Move(Do.SILENT), Move(Do.ASK, "calm")]
    played = play(scenarios()["to-the-person"], usual(), made)
    while {"blow", "withdrawn"} <= set(played.state.open) and not played.over:
        assert "withdrawn" not in done(played, Move(Do.WORD, "xu")).answered
        assert "withdrawn" not in done(played, own("open", "xu")).answered
        played = go_on(played, usual(), Move(Do.SILENT))


def test_somebody_who_was_hurt_can_be_asked_back_once_the_remark_has_been_talked_out():
    assert [line.who for line in _asked_back()] == ["xu"]


@pytest.mark.parametrize("name", ALL)
def test_every_line_of_a_scenario_can_be_heard(name):
    scenario, chance = scenarios()[name], random.Random(7)
    heard = {id(line.text) for line in _asked_back()}  # a narrow way, walked on purpose
    written = {
        id(line.text): line.text.zh
        for line in (
            *(line for moment in scenario.moments for line in moment.lines),
            *(line for moment in scenario.moments for reply in moment.replies for line in reply.lines),
            *scenario.closing,
        )
    }
    for lap in range(360):
        if heard.issuperset(written):
            break
        steadiness = lap % 4 / 3
        patience = {planted.id: chance.choice((0, 1, 1, 6)) for planted in scenario.planted}
        played = begin(scenario)
        while not played.over:
            wanted = Worth.RIGHT if chance.random() < steadiness else chance.choice(tuple(Worth))
            played = go_on(played, usual(), _some_move(played, chance, wanted, patience))
        heard |= {id(line.text) for turn in played.turns for line in (*turn.lines, *turn.done.reply)}
        heard |= {id(line.text) for line in played.closing}
    assert [text for line, text in written.items() if line not in heard] == []


@pytest.mark.parametrize("name", ALL)
def test_whoever_meets_everything_at_once_leaves_a_better_meeting_than_whoever_does_nothing(name):
    good, quiet, bad = (run(scenarios()[name], pick) for pick in (best, silent, worst))
    assert good.state.answered.keys() >= {each for turn in good.turns for each in turn.moment.plants}
    assert not good.state.open
    assert not quiet.state.answered
    for level in CLIMATE:
        assert good.state.levels[level] > max(quiet.state.levels[level], bad.state.levels[level])
    assert not good.out_of_time
    assert good.closing != bad.closing


@pytest.mark.parametrize("name", ALL)
def test_what_goes_on_unanswered_can_still_be_met_later_and_never_twice(name):
    scenario = scenarios()[name]
    for planted in scenario.planted:
        played = begin(scenario)
        while planted.id not in played.state.open:
            others = [move for move in moves(played) if not done(played, move).answered]
            played = go_on(played, usual(), Move(Do.SILENT) if len(others) == 0 else others[0])
        since = played.state.open[planted.id]
        token = Move(Do.WORD, planted.who) if planted.kind == "silence" else Move(Do.RULE, planted.norm)
        played = go_on(played, usual(), Move(Do.SUMMARISE))
        assert planted.id in played.state.open
        while planted.id in played.state.open and not played.over:
            played = go_on(played, usual(), token)
        if not played.over:
            assert played.state.answered[planted.id] > since
            assert planted.id not in played.state.begun([planted.id], 99).open


def test_a_missed_beginning_leads_another_way_and_other_words():
    scenario = scenarios()["to-the-person"]
    ways = {}
    for name, third in (("met", "which"), ("left", "calm")):
        played = play(scenario, usual(), [Move(Do.SILENT), Move(Do.SILENT), Move(Do.ASK, third)])
        ways[name] = played.turns[-1]
    assert ways["met"].moment.id == "log"
    assert ways["left"].moment.id == "hurt"
    assert "withdrawn" in ways["left"].state.open
    assert ways["left"].state.levels["safety"] < ways["met"].state.levels["safety"]


def test_a_sharp_dispute_over_the_matter_needs_no_rule():
    scenario = scenarios()["to-the-person"]
    played = begin(scenario)
    while played.turns[-1].moment.id != "sharp":
        played = go_on(played, usual(), best(played))
    assert done(played, Move(Do.SILENT)).worth is Worth.RIGHT
    assert done(played, Move(Do.RULE, "equal")).worth is Worth.NEEDLESS


@pytest.mark.parametrize("name", ALL)
def test_a_typed_question_is_followed_only_by_what_fits_whatever_it_was_about(name):
    played = begin(scenarios()[name])
    while not played.over:
        typed = [move for move in moves(played) if move.do is Do.OWN]
        assert all(line.who == "" for move in typed for line in done(played, move).reply)
        played = go_on(played, usual(), Move(Do.SILENT))


def test_two_typed_questions_at_once_are_never_quite_right():
    played = begin(scenarios()["one-voice"])
    played = go_on(played, usual(), Move(Do.SILENT))
    assert done(played, own("open", "gao")).worth is Worth.RIGHT
    assert done(played, own("open", "gao", double=True)).worth is Worth.FINE
    assert done(played, own("open", "gao", double=True)).answered == ("long-talk",)


def test_a_question_that_is_not_offered_cannot_be_asked():
    with pytest.raises(MissingError, match="no-move"):
        go_on(begin(scenarios()["one-voice"]), usual(), Move(Do.ASK, "nothing"))


@pytest.mark.parametrize("name", ALL)
def test_the_order_of_questions_does_not_tell_the_open_one(name):
    places = [
        [question.form.value for question in moment.offered(name)].index("open")
        for moment in scenarios()[name].moments
    ]
    assert len(set(places)) >= 3


@pytest.mark.parametrize("name", ALL)
def test_members_are_people_of_the_demo_organisation(name):
    page = resources.data() / "demo" / "organisation.toml"
    people = {each["name"] for each in tomllib.loads(page.read_text(encoding="utf-8"))["person"]}
    assert {member.name.zh for member in scenarios()[name].members} <= people


def test_scenarios_differ_in_what_is_planted_and_get_harder():
    found = list(scenarios().values())
    assert [scenario.level for scenario in found] == [1, 2, 3]
    kinds = [tuple(sorted(planted.kind for planted in scenario.planted)) for scenario in found]
    assert len(set(kinds)) == 3
    assert {kind for each in kinds for kind in each} == set(usual().pressures)


@pytest.mark.parametrize(
    ("one", "other", "excludes"),
    [
        ("open a", "not open a", True),
        ("open a", "answered a", True),
        ("open a", "open b", False),
        ("safety < 40", "safety >= 40", True),
        ("safety >= 60", "safety < 70", False),
        ("safety < 40", "safety < 60", False),
        ("safety >= 60", "focus < 10", False),
        ("calm", "not calm", True),
    ],
)
def test_conditions_that_can_never_hold_together_are_known(one, other, excludes):
    first, second = Condition.parse(one), Condition.parse(other)
    assert first.excludes(second) is second.excludes(first) is excludes


@pytest.mark.parametrize(
    "written", ["", "open", "safety > 4", "safety < -1", "SAFETY < 4", "did it now", "not safety < 4"]
)
def test_what_is_no_condition_is_not_read(written):
    assert Condition.parse(written) is None
