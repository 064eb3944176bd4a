import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import worded
from zhixing.errors import InputError
from zhixing.meetings.rules.editing import Bounds, faults, warnings
from zhixing.meetings.rules.plan import Form, Plan, Setting
from zhixing.meetings.rules.speaking import Crowd
from zhixing.meetings.rules.template import STEP, Kind, Scope, make_plan, template_of, templates
from zhixing.policy import policy


def test_the_templates_are_the_kinds_there_are():
    assert list(templates()) == [kind.value for kind in Kind]


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("group-seminar", "meeting.seminar-parts"),
        ("class-workshop", "meeting.workshop-parts"),
        ("first-workshop", "meeting.first-workshop-parts"),
    ],
)
def test_an_agenda_has_as_many_parts_as_the_policy_says(kind, key):
    template = template_of(kind)
    assert len(template.parts) == policy().int(key)
    held = [block.part for block in make_plan(kind, 40, 7)]
    assert list(dict.fromkeys(part for part in held if part)) == [part.id for part in template.parts]


@pytest.mark.parametrize(
    ("key", "value", "rows"),
    [
        ("meeting.seminar-every-months", 1, {"N18", "D14"}),
        ("meeting.seminar-days", 1, {"N18", "D14"}),
        ("meeting.workshop-every-months", 2, {"N19", "D14"}),
        ("meeting.workshop-days", 3, {"N19", "D14"}),
        ("meeting.seminar-parts", 3, {"N20"}),
        ("meeting.workshop-parts", 4, {"N21"}),
        ("meeting.first-workshop-parts", 3, {"N22"}),
    ],
)
def test_a_default_is_what_the_checklist_says(key, value, rows):
    assert policy().int(key) == value
    assert rows <= set(policy().rule(key).ids)


def test_days_are_those_of_the_policy():
    assert len(template_of("class-workshop").days) == policy().int("meeting.workshop-days")
    assert len(template_of("group-seminar").days) == policy().int("meeting.seminar-days")


@pytest.mark.parametrize("kind", list(Kind))
def test_every_length_adds_up_and_every_block_can_be_led(kind):
    template = template_of(kind)
    for length in template.lengths:
        days = template.at(length)
        assert sum(block.minutes for day in days for block in day) == length
        blocks = [block for day in days for block in day]
        assert len({block.id for block in blocks}) == len(blocks)
        parts = {part.id for part in template.parts}
        for block in blocks:
            if block.form is Form.BREAK:
                assert not block.part
            else:
                assert block.part in parts
                assert block.say is not None
            assert (block.board is not None) is (block.form is Form.IDEAS)


@pytest.mark.parametrize("kind", list(Kind))
def test_a_plan_made_for_a_usual_class_has_nothing_to_beware_of(kind):
    template = template_of(kind)
    people, groups = (40, 7) if Scope.CLASS in template.scopes else (8, 1)
    for length in template.lengths:
        plan = make_plan(kind, people, groups, length)
        assert faults(plan) == []
        assert warnings(plan, Crowd.of(people, groups), Bounds.of(policy()), template) == []


def test_the_kick_off_ends_with_the_leaders_words():
    assert list(make_plan("kick-off", 40, 7))[-1].id == "sponsor"


def test_the_group_seminar_opens_with_the_pledge_and_open_actions():
    first, second, third, *_ = make_plan("group-seminar", 7, 1)
    assert (first.form, second.form, third.form) == (Form.PLEDGE, Form.ACTIONS, Form.TURNS)


@pytest.mark.parametrize("minutes", [90, 180])
def test_the_structured_discussion_goes_from_problem_to_cause_to_remedy(minutes):
    plan = make_plan("structured-discussion", 40, 7, minutes)
    assert sum(day.minutes for day in plan.days) == minutes
    assert [block.board for block in plan if block.form is Form.IDEAS] == ["problem", "cause", "remedy"]
    assert all(block.setting is Setting.GROUPS for block in plan if block.form is Form.IDEAS)
    assert plan.days[0].starts == "14:30"


def test_time_for_each_is_the_block_less_a_buffer_shared_by_all():
    seminar = make_plan("group-seminar", 8, 1)
    # 90 minutes, a tenth of it kept back, for eight people: 10.125, in half minutes 10.
    assert seminar.get("progress").each == 10
    workshop = make_plan("class-workshop", 40, 7)
    # 90 × 0.9 / 7 groups; 60 × 0.9 / 6 people of the largest group.
    assert workshop.get("reports").each == 11.5
    assert workshop.get("stage-so-far").each == 9
    assert make_plan("class-workshop", 40, 7, largest=8).get("stage-so-far").each == 6.5


def test_many_people_get_the_least_there_is_and_the_plan_says_that_it_does_not_fit():
    plan = make_plan("group-seminar", 40, 1)
    assert plan.get("progress").each == policy().span("meeting.turn-minutes")[0]
    (short,) = warnings(plan, Crowd.of(40, 1), Bounds.of(policy()), None)
    assert short.code == "planner.warning.short"
    assert short.params["needed"] == 134  # 40 × 3 / 0.9, rounded up
    assert short.params["minutes"] == 90
    assert short.params["count"] == 40


def test_two_people_do_not_speak_for_an_hour():
    assert make_plan("group-seminar", 2, 1).get("progress").each == policy().span("meeting.turn-minutes")[1]


@pytest.mark.parametrize("groups", [0, 1])
def test_without_groups_everybody_works_together(groups):
    for kind in Kind:
        assert {block.setting for block in make_plan(kind, 1, groups)} == {Setting.TOGETHER}


def test_another_length_is_shared_out_in_steps_while_breaks_stay():
    usual, shorter = make_plan("group-seminar", 6, 1), make_plan("group-seminar", 6, 1, 420)
    assert sum(block.minutes for block in shorter) == 420
    for block in shorter:
        if block.form in {Form.BREAK, Form.PLEDGE}:
            assert block.minutes == usual.get(block.id).minutes


def test_the_nearest_length_is_taken_as_pattern():
    assert [block.id for block in make_plan("group-seminar", 6, 1, 240)] == [
        block.id for block in make_plan("group-seminar", 6, 1, 180)
    ]


@given(st.sampled_from(list(Kind)), st.integers(100, 2000), st.integers(1, 300), st.integers(0, 40))
def test_any_length_is_met_to_the_minute_or_refused_with_numbers(kind, minutes, people, groups):
    template = template_of(kind)
    blocks = [block for day in template.at(template.nearest(minutes)) for block in day]
    fixed = [block.minutes for block in blocks if block.form in {Form.BREAK, Form.PLEDGE}]
    least = sum(fixed) + STEP * (len(blocks) - len(fixed))
    if minutes < least:
        with pytest.raises(InputError) as refusal:
            make_plan(kind, people, groups, minutes)
        assert refusal.value.params == {"asked": minutes, "least": least}
        return
    plan = make_plan(kind, people, groups, minutes)
    assert sum(block.minutes for block in plan) == minutes
    assert all(block.minutes >= STEP for block in plan)
    assert Plan.parse(plan.json()) == plan


@pytest.mark.parametrize("kind", ["picnic", "", "x" * 500])
def test_an_unknown_template_is_refused_with_a_sentence(kind):
    with pytest.raises(InputError) as refusal:
        make_plan(kind, 8, 1)
    assert refusal.value.code == "planner.error.no-kind"
    assert all(len(sentence) < 200 for sentence in worded(refusal.value))


def test_too_little_time_is_refused_with_both_numbers():
    with pytest.raises(InputError) as refusal:
        make_plan("group-seminar", 8, 1, 30)
    for sentence in worded(refusal.value):
        assert "30" in sentence
        assert str(refusal.value.params["least"]) in sentence
