from collections import Counter
from statistics import fmean, pstdev

import pytest

from zhixing.actor import Role
from zhixing.demo.generator import CONDITIONS, CRITERIA, Demo, generate
from zhixing.policy import policy

SEEDS = [2026, *range(20)]
EQUAL_WEIGHTS = (1, 1, 1)


@pytest.fixture(scope="module", params=SEEDS)
def demo(request) -> Demo:
    return generate(request.param)


def ranking(demo: Demo, weights=EQUAL_WEIGHTS) -> list[tuple[float, str]]:
    """Weighted sum of the criteria's means, best first."""
    scores = []
    for topic in demo.ratings[0]:
        means = [
            fmean(sheet[topic][criterion] for sheet in demo.ratings if sheet[topic][criterion] is not None)
            for criterion in CRITERIA
        ]
        total = sum(weight * mean for weight, mean in zip(weights, means, strict=True)) / sum(weights)
        scores.append((total, topic))
    return sorted(scores, reverse=True)


def cell_means(demo: Demo) -> dict[tuple[str, str], float]:
    return {
        (topic, criterion): fmean(
            sheet[topic][criterion] for sheet in demo.ratings if sheet[topic][criterion] is not None
        )
        for topic in demo.ratings[0]
        for criterion in CRITERIA
    }


def test_the_same_seed_gives_the_same_demo():
    assert generate() == generate(2026)


def test_another_seed_draws_other_votes_and_ratings():
    first, second = generate(1), generate(2)
    assert first.votes != second.votes
    assert first.ratings != second.ratings
    assert first.verdicts != second.verdicts
    assert first.people == second.people


def test_the_roster_is_a_class_of_forty_at_six_tables():
    demo = generate()
    assert len(demo.people) == len({person.id for person in demo.people}) == 40
    assert [unit.position for unit in demo.units] == [1, 2, 3, 4, 5]
    assert {person.unit for person in demo.people} == {unit.id for unit in demo.units}
    seated = [person for person in demo.people if person.table is not None]
    assert Counter(person.table for person in seated) == dict.fromkeys(range(1, 7), 6)
    low, high = policy().span("group.size")
    assert low <= 6 <= high
    liaisons = Counter(person.table for person in demo.people if person.role is Role.LIAISON)
    assert liaisons == dict.fromkeys(range(1, 7), 1)
    apart = Counter(person.role for person in demo.people if person.table is None)
    assert apart == {Role.LEADER: 1, Role.CONVENOR: 1, Role.FACILITATOR: 2}


def test_every_table_mixes_at_least_four_units():
    demo = generate()
    for table in range(1, 7):
        assert len({person.unit for person in demo.people if person.table == table}) >= 4


def test_the_roster_holds_names_that_break_careless_software():
    names = [person.name for person in generate().people]
    assert len(set(names)) == 40
    assert any("㛃" in name for name in names)
    assert any("𠮷" in name for name in names)
    assert any("·" in name and len(name) > 8 for name in names)


def test_strokes_order_surnames():
    people = {person.name[0]: person.strokes for person in generate().people}
    by_strokes = sorted(people, key=people.__getitem__)
    picked = [surname for surname in by_strokes if surname in "丁马王方刘李杨陈赵韩"]
    assert picked == list("丁马王方刘李杨陈赵韩")
    assert max(people.values()) < 2**31


def test_topics_cover_kinds_and_origins_and_refer_to_the_roster():
    demo = generate()
    people = {person.id: person for person in demo.people}
    units = {unit.id for unit in demo.units}
    assert len({topic.id for topic in demo.topics}) == len(demo.topics) == 12
    assert {topic.kind for topic in demo.topics} == {"task", "project", "problem"}
    assert {topic.origin for topic in demo.topics} == {"research", "member", "leader"}
    for topic in demo.topics:
        assert people[topic.owner].unit == topic.unit
        assert topic.unit in topic.expected
        assert set(topic.expected) <= units
    assert sum(topic.is_listed for topic in demo.topics) == policy().int("topic.collected-at-most")


def test_every_table_judges_every_condition_of_every_listed_topic(demo):
    listed = {topic.id for topic in demo.topics if topic.is_listed}
    judged = Counter((each.table, each.topic, each.condition) for each in demo.verdicts)
    assert set(judged.values()) == {1}
    assert set(judged) == {
        (table, topic, condition) for table in range(1, 7) for topic in listed for condition in CONDITIONS
    }
    for each in demo.verdicts:
        assert each.verdict in {"suitable", "revise", "unsuitable"}
        assert (each.reason is None) == (each.verdict == "suitable")


def test_the_topic_beyond_the_centres_duty_gets_no_votes(demo):
    against = [
        each
        for each in demo.verdicts
        if (each.topic, each.condition, each.verdict) == ("t10", "feasibility", "unsuitable")
    ]
    assert len(against) > 3
    assert all("t10" not in choice for _, choice in demo.votes)


def test_everybody_in_a_group_has_three_votes_for_different_topics(demo):
    seated = [person.id for person in demo.people if person.table is not None]
    assert [person for person, _ in demo.votes] == seated
    assert all(len(choice) == len(set(choice)) == 3 for _, choice in demo.votes)


def test_the_five_rated_are_those_with_most_votes(demo):
    counts = Counter(topic for _, choice in demo.votes for topic in choice)
    five = set(demo.ratings[0])
    assert len(five) == 5
    assert min(counts[topic] for topic in five) > max(counts[topic] for topic in counts.keys() - five)


def test_ratings_are_whole_numbers_on_the_scale_with_a_few_cells_missing(demo):
    assert len(demo.ratings) == 36
    cells = [value for sheet in demo.ratings for row in sheet.values() for value in row.values()]
    assert len(cells) == 36 * 5 * 3
    given = [value for value in cells if value is not None]
    assert len(cells) - len(given) == 5
    assert set(given) <= {1, 2, 3, 4, 5}


def test_exactly_one_rater_is_harsh(demo):
    means = cell_means(demo)
    deviations = sorted(
        fmean(
            value - means[topic, criterion]
            for topic, row in sheet.items()
            for criterion, value in row.items()
            if value is not None
        )
        for sheet in demo.ratings
    )
    limit = policy().float("result.severity-from")
    assert deviations[0] < -limit
    assert deviations[1] > -limit + 0.2
    assert deviations[-1] < limit


def test_the_two_best_are_tied_and_the_others_clearly_apart(demo):
    (first, a), (second, b), (third, _), *_ = ranking(demo)
    assert {a, b} == {"t01", "t02"}
    assert first - second < 0.05
    assert second - third > 2 * policy().float("result.close-call")


def test_other_weights_break_the_tie_either_way(demo):
    assert ranking(demo, (1, 3, 1))[0][1] == "t02"
    assert ranking(demo, (1, 1, 3))[0][1] == "t01"


def test_the_most_disputed_cell_is_the_planted_one(demo):
    spread = {
        (topic, criterion): pstdev(
            sheet[topic][criterion] for sheet in demo.ratings if sheet[topic][criterion] is not None
        )
        for topic, criterion in cell_means(demo)
    }
    assert max(spread, key=spread.__getitem__) == ("t01", "urgency")
    assert spread["t01", "urgency"] >= policy().float("result.disputed-from")
