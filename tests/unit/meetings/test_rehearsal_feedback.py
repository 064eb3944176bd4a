"""The feedback of a rehearsal: counted from what was done, believable at both ends."""

import pytest

from rehearsing import best, own, run, silent, worst
from zhixing.measures.equality import gini
from zhixing.meetings.activities.rehearsal_feedback import told
from zhixing.meetings.rules.rehearsal.feedback import Feedback
from zhixing.meetings.rules.rehearsal.findings import strengths, to_try
from zhixing.meetings.rules.rehearsal.move import Do, Move
from zhixing.meetings.rules.rehearsal.play import begin, go_on, play
from zhixing.meetings.rules.rehearsal.summary import summary
from zhixing.meetings.service.material import bank
from zhixing.meetings.service.rehearsals import scenarios, usual

ALL = sorted(scenarios())
ENDS = {question.id: question.end for question in bank().questions}


def codes(found):
    return [finding.code for finding in found]


def feedback(name, pick):
    return Feedback(run(scenarios()[name], pick))


@pytest.mark.parametrize("name", ALL)
def test_whoever_meets_everything_at_once_hears_so_and_still_gets_two_things_to_try(name):
    found = feedback(name, best)
    assert all(seen.well and seen.late == 0 for seen in found.seen)
    assert codes(strengths(found))[0] == "at-once"
    tries = codes(to_try(found, ENDS))
    assert len(tries) == 2
    assert not {"never", "late", "harsh", "steering", "needless"} & set(tries)
    assert summary(found)["at_once"] == summary(found)["planted"] == len(found.seen)


@pytest.mark.parametrize("name", ALL)
def test_whoever_says_nothing_is_not_praised_for_silence(name):
    found = feedback(name, silent)
    assert codes(strengths(found)) == ["went-through"]
    first, *_ = to_try(found, ENDS)
    assert first.code == "never"
    assert first.question
    assert first.end == ENDS[first.question]
    assert (found.interventions, found.asks, found.tells) == (0, 0, 0)


@pytest.mark.parametrize("name", ALL)
def test_whoever_asks_the_worst_question_hears_what_it_was(name):
    found = feedback(name, worst)
    assert codes(strengths(found)) == ["went-through"]
    assert codes(to_try(found, ENDS)) == ["never", "steering"]
    assert not any(seen.well for seen in found.seen)


def test_an_attack_nobody_met_is_spoken_of_before_everything_else():
    (first, _) = to_try(feedback("to-the-person", silent), ENDS)
    assert first.planted == "blow"


def test_stopping_somebody_by_hurting_is_no_strength_but_the_first_thing_to_try():
    played = play(scenarios()["one-voice"], usual(), [Move(Do.SILENT), Move(Do.ASK, "enough")])
    while not played.over:
        played = go_on(played, usual(), best(played))
    found = Feedback(played)
    hurt = next(seen for seen in found.seen if seen.planted.id == "long-talk")
    assert (hurt.answered, hurt.late, hurt.well) == (1, 0, False)
    assert codes(to_try(found, ENDS))[0] == "harsh"
    assert summary(found)["answered"] == summary(found)["planted"] - 1


def test_what_was_met_late_says_how_late():
    moves = [Move(Do.SILENT), Move(Do.SILENT), Move(Do.ASK, "figures")]
    played = play(scenarios()["one-voice"], usual(), moves)
    while not played.over:
        played = go_on(played, usual(), best(played))
    found = Feedback(played)
    late = next(seen for seen in found.seen if seen.planted.id == "long-talk")
    assert (late.began, late.answered, late.late, late.well) == (1, 2, 1, True)
    first = to_try(found, ENDS)[0]
    assert (first.code, first.values) == ("late", {"count": 1, "moment": 2})
    assert "mended" in codes(strengths(found)) or len(strengths(found)) == 3


def test_asking_and_telling_are_counted_by_form():
    moves = [
        Move(Do.ASK, "often"),
        own("open", "gao"),
        own("advice", "chen", addressed=False),
        Move(Do.RULE, "equal"),
        Move(Do.SUMMARISE),
        own("telling", "all", double=True),
    ]
    played = play(scenarios()["one-voice"], usual(), moves)
    while not played.over:
        played = go_on(played, usual(), silent(played))
    found = Feedback(played)
    assert (found.asks, found.tells) == (2, 4)
    assert {form.value: count for form, count in found.forms.items()} == {
        "closed": 1,
        "open": 1,
        "advice": 1,
        "telling": 1,
    }
    tries = codes([*to_try(found, ENDS)])
    assert len(tries) == 2
    assert "never" in tries
    assert "telling" in tries


def test_silence_counts_only_where_it_was_right():
    quiet = feedback("one-voice", silent)
    kept, chances = quiet.silences
    assert kept == sum(done.quiet for done in quiet.done)
    assert kept < len(quiet.done)
    assert chances == kept
    needless = feedback("one-voice", lambda played: Move(Do.BREAK))
    assert needless.silences[0] == 0
    assert needless.silences[1] >= 1


@pytest.mark.parametrize("name", ALL)
def test_speaking_is_counted_in_minutes_and_its_balance_is_the_gini_coefficient(name):
    found = feedback(name, best)
    whole, first, second = found.balance
    assert whole == round(gini(list(found.talk.values())), 3)
    assert all(0 <= each < 1 for each in (whole, first, second))
    assert 0 < sum(found.talk.values()) <= found.played.state.clock + 0.001


def test_one_voice_left_alone_takes_most_of_the_first_half():
    _, left, _ = feedback("one-voice", silent).balance
    _, met, _ = feedback("one-voice", best).balance
    assert left > met + 0.1


@pytest.mark.parametrize("name", ALL)
def test_the_course_begins_with_the_scenario_and_has_a_point_after_every_moment(name):
    found = feedback(name, best)
    assert found.course[0] == (0, dict(scenarios()[name].start))
    assert len(found.course) == len(found.done) + 1
    assert [clock for clock, _ in found.course] == sorted(clock for clock, _ in found.course)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("pick", [best, worst, silent])
def test_everything_told_is_there_in_both_languages_and_no_score_is(name, pick):
    shown = told(run(scenarios()[name], pick))

    def pairs(value):
        if isinstance(value, dict):
            if set(value) == {"zh", "en"}:
                yield value
            else:
                for each in value.values():
                    yield from pairs(each)
        elif isinstance(value, list):
            for each in value:
                yield from pairs(each)

    found = list(pairs(shown))
    assert len(found) > 40
    assert all(pair["zh"].strip() and pair["en"].strip() and "{" not in pair["en"] for pair in found)
    assert not {"score", "rank", "grade"} & set(shown)


def test_an_unfinished_meeting_is_not_over():
    assert not begin(scenarios()["too-soon"]).over
