"""Clashes that counting shows, told in the plainest words; for all others the solver looks."""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain

from zhixing.teams.rules import points
from zhixing.teams.rules.clash import Clash
from zhixing.teams.rules.request import Force, Request, Rule
from zhixing.teams.rules.saying import Saying, Value

_TOO_FEW = {
    Rule.LEADER: "grouping.because.leader",
    Rule.FRONT_LINE: "grouping.because.front-line",
    Rule.THEORY: "grouping.because.theory",
    Rule.PRACTICE: "grouping.because.practice",
}


def obvious(request: Request) -> Clash | None:
    """Return the plainest clash of rules that must hold, without ways out; None if none shows."""
    musts = set(request.rules.having(Force.MUST))
    found = chain.from_iterable(check(request) for check in _CHECKS)
    return next((clash for clash in found if musts.issuperset(clash.rules)), None)


def _locked_nowhere(request: Request) -> Iterator[Clash]:
    keys = {slot.key for slot in request.slots}
    people = tuple(person for person, key in request.locks.items() if key not in keys)
    if people:
        yield _clash([Rule.LOCKED], "grouping.because.locked-nowhere", count=len(people))


def _sizes(request: Request) -> Iterator[Clash]:
    people, groups = len(request.candidates), len(request.slots)
    low, high = request.rules.size
    if groups * low > people:
        yield _clash(
            [Rule.SIZE],
            "grouping.because.people-few",
            people=people,
            groups=groups,
            low=low,
            need=groups * low,
            fits=people // low,
        )
    if groups * high < people:
        yield _clash(
            [Rule.SIZE],
            "grouping.because.people-many",
            people=people,
            groups=groups,
            high=high,
            room=groups * high,
            fits=-(-people // high),
        )


def _locked_too_many(request: Request) -> Iterator[Clash]:
    locked = Counter(request.locks.values())
    high = request.rules.size[1]
    for slot in request.slots:
        if locked[slot.key] > high:
            yield _clash(
                [Rule.SIZE, Rule.LOCKED],
                "grouping.because.locked-many",
                (slot.key,),
                slot=slot.key,
                count=locked[slot.key],
                high=high,
            )


def _locked_together(request: Request) -> Iterator[Clash]:
    locks = request.locks
    count = sum(one in locks and locks[one] == locks.get(other) for one, other in request.pairs)
    if count:
        yield _clash([Rule.APART, Rule.LOCKED], "grouping.because.apart-locked", count=count)


def _too_few(request: Request) -> Iterator[Clash]:
    people, groups = request.candidates, len(request.slots)
    high = request.rules.size[1]
    for rule, code in _TOO_FEW.items():
        have = sum(points.NEEDED[rule](each) for each in people)
        if have >= groups:
            continue
        unknown = sum(
            not (each.level if rule in (Rule.LEADER, Rule.FRONT_LINE) else each.outlook) for each in people
        )
        because = [Saying(code, {"have": have, "groups": groups})]
        if unknown:
            because.append(Saying("grouping.because.unknown", {"count": unknown}))
        if have * high >= len(people):
            because.append(Saying("grouping.because.fewer-groups", {"groups": have}))
        elif have and request.rules.force(Rule.SIZE) is Force.MUST:
            room: dict[str, Value] = {
                "groups": have,
                "high": high,
                "room": have * high,
                "people": len(people),
            }
            because.append(Saying("grouping.because.fewer-do-not-fit", room))
        yield Clash((rule,), because=tuple(because))


def _large_units(request: Request) -> Iterator[Clash]:
    for unit, count in Counter(each.unit for each in request.candidates if each.unit).items():
        if count > len(request.slots):
            yield _clash(
                [Rule.UNITS], "grouping.because.unit", unit=unit, count=count, groups=len(request.slots)
            )


def _foreign_everywhere(request: Request) -> Iterator[Clash]:
    for each in request.candidates:
        if all(points.is_foreign(each, slot) for slot in request.slots):
            yield _clash([Rule.RELEVANCE], "grouping.because.relevance", person=each.id)


def _needed_but_locked(request: Request) -> Iterator[Clash]:
    locks = request.locks
    for rule, counts in points.NEEDED.items():
        free = sum(counts(each) and each.id not in locks for each in request.candidates)
        served = {locks[each.id] for each in request.candidates if each.id in locks and counts(each)}
        lacking = tuple(slot.key for slot in request.slots if slot.key not in served)
        if free < len(lacking):
            yield _clash(
                [rule, Rule.LOCKED],
                "grouping.because.needed-locked",
                free=free,
                slots=lacking,
                rules=(rule.value,),
            )


def _clash(clashing: list[Rule], code: str, about: tuple[str, ...] = (), **params: Value) -> Clash:
    return Clash(tuple(clashing), because=(Saying(code, params),), slots=about)


_CHECKS: tuple[Callable[[Request], Iterator[Clash]], ...] = (
    _locked_nowhere,
    _sizes,
    _locked_too_many,
    _locked_together,
    _too_few,
    _large_units,
    _foreign_everywhere,
    _needed_but_locked,
)
