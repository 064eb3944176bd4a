"""How well a grouping keeps the rules, computed at once and to the same points as the solver's."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from zhixing.teams.rules import points
from zhixing.teams.rules.candidate import Candidate
from zhixing.teams.rules.request import Force, Places, Request, Rule

Change: TypeAlias = Literal["better", "same", "worse"]


@dataclass(frozen=True, slots=True)
class Finding:
    """How one rule stands in one group, or in all of them together.

    Args:
        rule: which.
        slot: key of the group; blank where the rule speaks of all groups together.
        breach: by how much it is broken as a rule that must hold: people, groups, pairs or years.
        amount: points by which it is missed as a wish; 0 = nothing better to wish for.
        people: who misses it; always empty for pairs kept apart.
    """

    rule: Rule
    slot: str
    breach: int
    amount: int
    people: tuple[str, ...] = ()

    @property
    def met(self) -> bool:
        """Whether it holds as a rule that must."""
        return self.breach == 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How one rule stands in all groups together.

    Args:
        rule: which.
        force: must or wish.
        breach: sum over the findings.
        amount: sum over the findings.
        cost: the amount times the weight.
    """

    rule: Rule
    force: Force
    breach: int
    amount: int
    cost: int

    @property
    def missed(self) -> int:
        """What counts at this force: the breach of what must hold, the points of a wish."""
        return self.breach if self.force is Force.MUST else self.amount


@dataclass(frozen=True, slots=True)
class Assessment:
    """All findings on a grouping.

    Args:
        findings: rule by rule, group by group; rules that are off are left out.
        standings: the same, rule by rule.
        cost: weighted points: exactly what the solver makes small.
        broken: the rules that must hold and do not.
        unplaced: people who are in no group yet.
    """

    findings: tuple[Finding, ...]
    standings: tuple[Standing, ...]
    cost: int
    broken: tuple[Rule, ...]
    unplaced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """How a rule fares in one grouping against another.

    Args:
        rule: which.
        change: whether the second is better.
        before: how far the first misses it.
        after: how far the second does.
    """

    rule: Rule
    change: Change
    before: int
    after: int


def assess(request: Request, places: Places) -> Assessment:
    """Tell how a grouping keeps every rule that is not off; unknown people and groups are left out."""
    groups = members(request, places)
    findings = tuple(
        finding
        for rule in Rule
        if request.rules.force(rule) is not Force.OFF
        for finding in _JUDGES[rule](request, rule, groups)
    )
    standings = tuple(_standings(request, findings))
    placed = {each.id for group in groups.values() for each in group}
    return Assessment(
        findings,
        standings,
        sum(standing.cost for standing in standings),
        tuple(each.rule for each in standings if each.force is Force.MUST and each.breach),
        tuple(each.id for each in request.candidates if each.id not in placed),
    )


def members(request: Request, places: Places) -> Mapping[str, tuple[Candidate, ...]]:
    """Return the people of every group, both in the request's order."""
    groups: dict[str, list[Candidate]] = {slot.key: [] for slot in request.slots}
    for candidate in request.candidates:
        if places.get(candidate.id, "") in groups:
            groups[places[candidate.id]].append(candidate)
    return {key: tuple(group) for key, group in groups.items()}


def together(request: Request, places: Places) -> tuple[tuple[str, str], ...]:
    """Return the pairs that should be apart and are not: for those only who may know of them."""
    keys = {slot.key for slot in request.slots}
    return tuple(
        (one, other)
        for one, other in request.pairs
        if places.get(one, "") in keys and places[one] == places.get(other)
    )


def difference(before: Assessment, after: Assessment) -> tuple[Difference, ...]:
    """Tell rule by rule whether a grouping has become better; both are judged by the same rules."""
    found = []
    for one, other in zip(before.standings, after.standings, strict=True):
        change: Change = "same"
        if one.missed != other.missed:
            change = "better" if other.missed < one.missed else "worse"
        found.append(Difference(one.rule, change, one.missed, other.missed))
    return tuple(found)


def compare(request: Request, one: Places, other: Places) -> tuple[Difference, ...]:
    """Tell rule by rule how the second of two groupings fares against the first."""
    return difference(assess(request, one), assess(request, other))


_Groups: TypeAlias = Mapping[str, tuple[Candidate, ...]]
_Judge: TypeAlias = Callable[[Request, Rule, _Groups], Iterator[Finding]]


def _size(request: Request, rule: Rule, groups: _Groups) -> Iterator[Finding]:
    for key, group in groups.items():
        amount = points.size_points(len(group), request.rules.size)
        yield Finding(rule, key, amount, amount)


def _even(request: Request, rule: Rule, groups: _Groups) -> Iterator[Finding]:
    size = points.even_size(len(request.candidates), len(request.slots))
    for key, group in groups.items():
        amount = points.size_points(len(group), size)
        yield Finding(rule, key, amount, amount)


def _relevance(request: Request, rule: Rule, groups: _Groups) -> Iterator[Finding]:
    for slot in request.slots:
        group = groups[slot.key]
        foreign = tuple(each.id for each in group if points.is_foreign(each, slot))
        amount = sum(points.relevance_points(each, slot) for each in group)
        yield Finding(rule, slot.key, len(foreign), amount, foreign)


def _needs(_: Request, rule: Rule, groups: _Groups) -> Iterator[Finding]:
    counts = points.NEEDED[rule]
    for key, group in groups.items():
        amount = 0 if any(counts(each) for each in group) else 1
        yield Finding(rule, key, amount, amount)


def _units(_: Request, rule: Rule, groups: _Groups) -> Iterator[Finding]:
    for key, group in groups.items():
        counts = Counter(each.unit for each in group if each.unit)
        amount = sum(points.pairs_within(count) for count in counts.values())
        yield Finding(rule, key, amount, amount, tuple(each.id for each in group if counts[each.unit] > 1))


def _experience(request: Request, rule: Rule, groups: _Groups) -> Iterator[Finding]:
    far = points.deviations(request.candidates)
    sums = ((sum(far[each.id] for each in group), len(group)) for group in groups.values())
    amount = points.experience_points(sums, request.rules.years)
    yield Finding(rule, "", amount, amount)


def _wishes(request: Request, rule: Rule, groups: _Groups) -> Iterator[Finding]:
    wishing = points.wishing(request)
    for slot in request.slots:
        group = groups[slot.key]
        missed = tuple(each.id for each in group if wishing.is_missed(each, slot))
        amount = sum(wishing.points(each, slot) for each in group)
        yield Finding(rule, slot.key, len(missed), amount, missed)


def _apart(request: Request, rule: Rule, groups: _Groups) -> Iterator[Finding]:
    amount = len(together(request, _places(groups)))
    yield Finding(rule, "", amount, amount)


def _locked(request: Request, rule: Rule, groups: _Groups) -> Iterator[Finding]:
    places = _places(groups)
    moved = tuple(person for person, key in request.locks.items() if places.get(person, key) != key)
    yield Finding(rule, "", len(moved), len(moved), moved)


_JUDGES: Mapping[Rule, _Judge] = {
    Rule.SIZE: _size,
    Rule.EVEN: _even,
    Rule.RELEVANCE: _relevance,
    **dict.fromkeys(points.NEEDED, _needs),
    Rule.UNITS: _units,
    Rule.EXPERIENCE: _experience,
    Rule.WISHES: _wishes,
    Rule.APART: _apart,
    Rule.LOCKED: _locked,
}


def _standings(request: Request, findings: tuple[Finding, ...]) -> Iterator[Standing]:
    breach: Counter[Rule] = Counter()
    amount: Counter[Rule] = Counter()
    for finding in findings:
        breach[finding.rule] += finding.breach
        amount[finding.rule] += finding.amount
    rules = request.rules
    for rule in Rule:
        if rules.force(rule) is not Force.OFF:
            cost = rules.weight(rule) * amount[rule]
            yield Standing(rule, rules.force(rule), breach[rule], amount[rule], cost)


def _places(groups: _Groups) -> Places:
    return {each.id: key for key, group in groups.items() for each in group}
