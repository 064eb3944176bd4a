"""A seeded generator: verdicts, votes and ratings drawn for the demo organisation."""

from collections import Counter
from collections.abc import Mapping
from random import Random
from statistics import fmean
from typing import Any

from zhixing.demo import organisation
from zhixing.demo.organisation import Demo, DemoPerson, DemoTopic, DemoUnit, DemoVerdict, Sheet
from zhixing.policy import policy
from zhixing.text import Text

__all__ = ["Demo", "DemoPerson", "DemoTopic", "DemoUnit", "DemoVerdict", "Sheet", "generate"]

CONDITIONS = ("feasibility", "specificity", "time-window")
CRITERIA = ("importance", "urgency", "cross-department")
SUITABLE, UNSUITABLE = "suitable", "unsuitable"
TIED_WITHIN = 0.02


def generate(seed: int = 2026) -> Demo:
    """Return the demonstration of a seed; the same seed gives the same demonstration.

    Planted for the product to find: one harsh rater, a tie of the two best topics under equal weights, one
    cell on which raters split, a few empty cells, a topic that fails a condition.
    """
    rng = Random(seed)  # noqa: S311  (example data, nothing secret)
    raw = organisation.read()
    people = tuple(organisation.person(entry) for entry in raw["person"])
    topics = tuple(organisation.topic(entry) for entry in raw["topic"])
    verdicts = _judge(rng, raw["topic"], topics, people)
    truth = {entry["id"]: entry["truth"] for entry in raw["topic"] if "truth" in entry}
    votes = _vote(rng, people, _standing(topics, verdicts), truth)
    counts = Counter(topic for _, choice in votes for topic in choice)
    five = [topic for topic, _ in counts.most_common(policy().int("topic.rated-at-most"))]
    ratings = _rate(rng, sorted(five), truth, raw["planted"])
    return Demo(
        name=Text.parse(raw["organisation"]["name"]),
        units=tuple(
            organisation.unit(position, entry) for position, entry in enumerate(raw["unit"], start=1)
        ),
        people=people,
        topics=topics,
        verdicts=verdicts,
        votes=votes,
        ratings=ratings,
    )


def _judge(
    rng: Random,
    raw: list[dict[str, Any]],
    topics: tuple[DemoTopic, ...],
    people: tuple[DemoPerson, ...],
) -> tuple[DemoVerdict, ...]:
    listed = {topic.id for topic in topics if topic.is_listed}
    tables = sorted({person.table for person in people if person.table is not None})
    return tuple(
        _verdict(rng, table, entry, condition)
        for table in tables
        for entry in raw
        if entry["id"] in listed
        for condition in CONDITIONS
    )


def _verdict(rng: Random, table: int, topic: Mapping[str, Any], condition: str) -> DemoVerdict:
    drawn = rng.random()
    for doubt in topic["doubt"]:
        if doubt["condition"] != condition:
            continue
        drawn -= doubt["share"]
        if drawn < 0:
            return DemoVerdict(table, topic["id"], condition, doubt["verdict"], Text.parse(doubt["reason"]))
    return DemoVerdict(table, topic["id"], condition, SUITABLE, None)


def _standing(topics: tuple[DemoTopic, ...], verdicts: tuple[DemoVerdict, ...]) -> list[DemoTopic]:
    """Return the listed topics that no majority of tables judged unsuitable on a condition."""
    tables = len({verdict.table for verdict in verdicts})
    refused = Counter((each.topic, each.condition) for each in verdicts if each.verdict == UNSUITABLE)
    failed = {topic for (topic, _), count in refused.items() if 2 * count > tables}
    return [topic for topic in topics if topic.is_listed and topic.id not in failed]


def _vote(
    rng: Random,
    people: tuple[DemoPerson, ...],
    standing: list[DemoTopic],
    truth: Mapping[str, Mapping[str, float]],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Everybody in a group votes, somewhat more readily for a topic of the own unit."""
    votes = []
    for person in people:
        if person.table is None:
            continue
        appeal = {
            topic.id: truth[topic.id]["appeal"] * (1.3 if topic.unit == person.unit else 1.0)
            for topic in standing
        }
        choice = []
        for _ in range(policy().int("topic.votes-each")):
            (picked,) = rng.choices(list(appeal), weights=list(appeal.values()))
            choice.append(picked)
            del appeal[picked]
        votes.append((person.id, tuple(sorted(choice))))
    return tuple(votes)


def _rate(
    rng: Random, five: list[str], truth: Mapping[str, Mapping[str, float]], planted: Mapping[str, Any]
) -> tuple[Sheet, ...]:
    raters = planted["raters"]
    harsh = rng.randrange(raters)
    high = set(rng.sample(range(raters), raters // 2))
    split = planted["split"]
    sheets = []
    for rater in range(raters):
        severity = planted["harsh-by"] if rater == harsh else rng.uniform(-0.15, 0.15)
        noise = 0.35 if rater == harsh else 0.6
        sheet: Sheet = {}
        for topic in five:
            expected = {criterion: truth[topic][criterion] for criterion in CRITERIA}
            if topic == split["topic"]:
                expected[split["criterion"]] += split["by"] if rater in high else -split["by"]
            sheet[topic] = {
                criterion: _on_scale(value - severity + rng.gauss(0, noise))
                for criterion, value in expected.items()
            }
        sheets.append(sheet)
    others = [sheet for rater, sheet in enumerate(sheets) if rater != harsh]
    for sheet in rng.sample(others, planted["missing-cells"]):
        sheet[rng.choice(five)][rng.choice(CRITERIA)] = None
    _tie(rng, sheets, others, planted["tie"])
    return tuple(sheets)


def _on_scale(value: float) -> int:
    low, high = policy().span("scale.ratings")
    return min(high, max(low, round(value)))


def _score(sheets: list[Sheet] | tuple[Sheet, ...], topic: str) -> float:
    """Return a topic's mean rating, all criteria weighing the same."""
    given = ([sheet[topic][criterion] for sheet in sheets] for criterion in CRITERIA)
    return fmean(fmean(value for value in column if value is not None) for column in given)


def _tie(rng: Random, sheets: list[Sheet], others: list[Sheet], pair: list[str]) -> None:
    """Move single ratings by one until the two topics are level."""
    low, high = policy().span("scale.ratings")
    while abs(_score(sheets, pair[0]) - _score(sheets, pair[1])) > TIED_WITHIN:
        behind, ahead = sorted(pair, key=lambda topic: _score(sheets, topic))
        for topic, step in ((ahead, -1), (behind, +1)):
            cells = rng.choice(others)[topic]
            criterion = rng.choice(CRITERIA)
            value = cells[criterion]
            if value is not None and low <= value + step <= high:
                cells[criterion] = value + step
