"""The ten rules, and what ratings of them say."""

import pytest

from factories import worded
from zhixing.errors import InputError
from zhixing.meetings.rules.norms import Keeping, check_marks, tally, to_watch
from zhixing.meetings.service.material import effects, elements, norms
from zhixing.policy import policy

KEPT, PARTLY, BROKEN = Keeping.KEPT, Keeping.PARTLY, Keeping.BROKEN
ASKED = norms()[:3]
PLAN, PREPARE, PUNCTUAL = (norm.id for norm in ASKED)


def ratings(*columns):
    """Return one rating a row: each column holds what the raters gave to one rule."""
    return [
        {norm.id: mark for norm, mark in zip(ASKED, row, strict=True)} for row in zip(*columns, strict=True)
    ]


@pytest.mark.parametrize(
    ("key", "value", "checklist"),
    [
        ("meeting.rules", 10, "N23"),
        ("meeting.steps", 10, "N24"),
        ("meeting.coach-ends", 3, "N25"),
        ("meeting.elements", 5, "N26"),
        ("meeting.effects", 7, "N27"),
    ],
)
def test_a_default_is_what_the_checklist_says(key, value, checklist):
    assert policy().rule(key).value == value
    assert checklist in policy().rule(key).ids


def test_there_are_ten_rules_in_the_order_of_the_checklist():
    assert [norm.id for norm in norms()] == [
        "plan",
        "prepare",
        "punctual",
        "equal",
        "state",
        "listen",
        "support",
        "open",
        "undisturbed",
        "confidential",
    ]
    assert len(norms()) == policy().int("meeting.rules")


def test_a_rule_says_what_it_looks_like_kept_and_broken():
    for norm in norms():
        assert len({norm.sentence.zh, norm.kept.zh, norm.broken.zh}) == 3
        assert len(norm.name.zh) == 2


@pytest.mark.parametrize(("read", "key"), [(elements, "meeting.elements"), (effects, "meeting.effects")])
def test_elements_and_effects_are_complete_in_both_languages(read, key):
    found = read()
    assert len(found) == policy().int(key)
    assert len({each.id for each in found}) == len(found)
    for each in found:
        assert all(side.strip() for pair in (each.name, each.text) for side in (pair.zh, pair.en))
        assert each.json() == {"id": each.id, "name": each.name.json(), "text": each.text.json()}


@pytest.mark.parametrize(
    ("given", "median", "percent"),
    [
        ([KEPT] * 5, "kept", 100),
        ([KEPT, KEPT, KEPT, PARTLY, BROKEN], "kept", 70),
        ([KEPT, KEPT, PARTLY, BROKEN, BROKEN], "partly", 50),
        ([KEPT, KEPT, KEPT, PARTLY, PARTLY, BROKEN], "partly", 67),  # of an even number the stricter one
        ([BROKEN] * 5, "broken", 0),
    ],
)
def test_the_median_is_a_word_and_the_share_whole_percent(given, median, percent):
    (found,) = tally([{PLAN: mark} for mark in given], ASKED[:1], 5)
    assert found.json() == {"norm": PLAN, "count": len(given), "median": median, "percent": percent}


def test_below_the_least_only_the_number_is_told():
    (found,) = tally([{PLAN: BROKEN}] * 4, ASKED[:1], 5)
    assert found.json() == {"norm": PLAN, "count": 4, "median": None, "percent": None}


def test_a_gap_on_paper_hides_the_rule_that_too_few_rated():
    sheets = [{PLAN: KEPT, PREPARE: PARTLY}] * 4 + [{PLAN: KEPT}]
    plan, prepare, punctual = tally(sheets, ASKED, 5)
    assert (plan.count, plan.median) == (5, KEPT)
    assert (prepare.count, prepare.median) == (4, None)
    assert (punctual.count, punctual.share) == (0, None)


def test_nobody_has_rated_yet():
    assert [each.count for each in tally([], ASKED, 1)] == [0, 0, 0]
    assert to_watch(tally([], ASKED, 1)) == ()


def test_the_two_rules_kept_least_are_watched_for_next_time():
    plan = [KEPT, KEPT, KEPT, KEPT, PARTLY]
    prepare = [BROKEN, PARTLY, PARTLY, KEPT, KEPT]
    punctual = [KEPT, KEPT, PARTLY, PARTLY, PARTLY]
    assert to_watch(tally(ratings(plan, prepare, punctual), ASKED, 5)) == (PREPARE, PUNCTUAL)


def test_a_rule_everybody_found_kept_is_not_watched_for():
    found = tally(ratings([KEPT] * 5, [KEPT] * 5, [KEPT] * 4 + [PARTLY]), ASKED, 5)
    assert to_watch(found) == (PUNCTUAL,)


def test_of_equals_the_earlier_rule_comes_first():
    assert to_watch(tally(ratings(*[[PARTLY] * 5] * 3), ASKED, 5)) == (PLAN, PREPARE)


def test_too_few_ratings_name_no_rule():
    assert to_watch(tally(ratings(*[[BROKEN] * 4] * 3), ASKED, 5)) == ()


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (None, "unknown-mark"),
        ([], "unknown-mark"),
        ({"plan": "kept", "prepare": "kept", "punctual": 3}, "unknown-mark"),
        ({"plan": "kept", "prepare": "kept", "punctual": ["kept"]}, "unknown-mark"),
        ({"plan": "kept", "prepare": "kept", "smile": "kept"}, "unknown-mark"),
        ({"plan": "kept", "prepare": "kept"}, "unrated"),
        ({}, "unrated"),
    ],
)
def test_a_rating_that_cannot_be_taken_gets_a_sentence(raw, code):
    with pytest.raises(InputError) as refusal:
        check_marks(raw, ASKED)
    assert refusal.value.code == f"rules.error.{code}"
    assert all(worded(refusal.value))


def test_the_first_rule_left_out_is_named():
    with pytest.raises(InputError) as refusal:
        check_marks({"plan": "kept"}, ASKED)
    zh, en = worded(refusal.value)
    assert "2" in zh
    assert "准备" in zh
    assert "Prepare" in en


def test_a_sheet_of_paper_may_leave_rules_out_but_not_all():
    assert check_marks({"plan": "partly"}, ASKED, complete=False) == {"plan": PARTLY}
    with pytest.raises(InputError, match="unrated"):
        check_marks({}, ASKED, complete=False)
