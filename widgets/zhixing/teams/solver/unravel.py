"""Why there is no grouping: the fewest rules that cannot hold together, and what relaxing each would cost."""

import time
from collections.abc import Collection
from dataclasses import replace

from zhixing.teams.rules.clash import Clash, Way
from zhixing.teams.rules.obvious import obvious
from zhixing.teams.rules.request import Force, Request, Rule
from zhixing.teams.rules.saying import Saying, Value
from zhixing.teams.solver.answer import Status
from zhixing.teams.solver.model import Model
from zhixing.teams.solver.search import cheapest, modelled, run, solver

_MANY_SLOTS = 12

_DETAILS = {
    Rule.SIZE: "grouping.way.size",
    Rule.EVEN: "grouping.way.even",
    Rule.RELEVANCE: "grouping.way.relevance",
    Rule.LEADER: "grouping.way.leader",
    Rule.FRONT_LINE: "grouping.way.front-line",
    Rule.THEORY: "grouping.way.theory",
    Rule.PRACTICE: "grouping.way.practice",
    Rule.UNITS: "grouping.way.units",
    Rule.EXPERIENCE: "grouping.way.experience",
    Rule.WISHES: "grouping.way.wishes",
    Rule.APART: "grouping.way.apart",
    Rule.LOCKED: "grouping.way.locked",
}


def unravel(request: Request, seconds: float) -> Clash:
    """Return a clash of rules that must hold, with ways out; no rules when they can hold together.

    Half of the time at most goes into finding the clash, the rest into the ways.
    """
    began = time.monotonic()
    clash = obvious(request) or _searched(request, began + seconds / 2)
    share = (began + seconds - time.monotonic()) / max(1, len(clash.rules))
    return replace(clash, ways=tuple(_way(request, rule, share) for rule in clash.rules))


def _searched(request: Request, until: float) -> Clash:
    """Return the clash that remains when one rule after the other is left out that is not needed for it."""
    rules = list(request.rules.having(Force.MUST))
    can_hold = _can_hold(request, rules, until)
    if can_hold != "impossible":
        return Clash((), is_least=can_hold == "feasible")
    is_least = True
    for rule in tuple(rules):
        fewer = [other for other in rules if other is not rule]
        can_hold = _can_hold(request, fewer, until)
        if can_hold == "impossible":
            rules = fewer
        is_least = is_least and can_hold != "unknown"
    slots = _slots(request, rules, until)
    return Clash(tuple(rules), because=(_because(rules, slots),), slots=slots, is_least=is_least)


def _because(rules: Collection[Rule], slots: tuple[str, ...]) -> Saying:
    names = tuple(rule.value for rule in rules)
    if len(names) == 1:
        return Saying("grouping.because.alone", {"rules": names})
    if slots:
        return Saying("grouping.because.searched-in", {"rules": names, "slots": slots})
    return Saying("grouping.because.searched", {"rules": names})


def _slots(request: Request, rules: Collection[Rule], until: float) -> tuple[str, ...]:
    """Return the groups in which the rules suffice for the clash; none when it needs all, or is not known."""
    keys = [slot.key for slot in request.slots]
    if len(keys) > _MANY_SLOTS:
        return ()
    for key in tuple(keys):
        fewer = [other for other in keys if other != key]
        if _can_hold(request, rules, until, fewer) == "impossible":
            keys = fewer
    return tuple(keys) if len(keys) < len(request.slots) else ()


def _can_hold(
    request: Request, rules: Collection[Rule], until: float, slots: Collection[str] | None = None
) -> Status:
    """Return ``feasible``, ``impossible``, or ``unknown`` once time is over."""
    left = until - time.monotonic()
    if left <= 0:
        return "unknown"
    model = Model(request, rules, {}, is_sized=Rule.SIZE in rules and slots is None)
    for rule in rules:
        for slot in model.slots_of(rule):
            if slots is None or not slot or slot in slots:
                model.hold(rule, slot)
    status = run(solver(left), model)
    return "feasible" if status == "optimal" else status


def _way(request: Request, rule: Rule, seconds: float) -> Way:
    """Return by how much a rule has to give at least, and the best grouping then."""
    until = time.monotonic() + seconds
    relaxed = request.under(request.rules.but(rule, Force.WISH))
    musts = relaxed.rules.having(Force.MUST)
    model = modelled(relaxed, musts, {})
    model.cp.minimize(model.breach(rule))
    found = solver(seconds / 2)
    status = run(found, model)
    if status == "impossible":
        return Way(rule, None, None, Saying("grouping.way.not-enough", {"rules": (rule.value,)}))
    if status == "unknown":
        return Way(rule, None, None, Saying("grouping.way.unknown", {"rules": (rule.value,)}))
    amount = round(found.objective_value)
    solved = cheapest(relaxed, musts, model.places(found), until, (rule, amount))
    params: dict[str, Value] = {
        "amount": amount,
        "rules": (rule.value,),
        "years": request.rules.years + amount,
    }
    return Way(rule, amount, solved.cost, Saying(_DETAILS[rule], params), solved.places)
