"""Requests for groupings, by chance and by hand."""

import random
from itertools import product

from zhixing.teams.rules.assessment import assess
from zhixing.teams.rules.candidate import Candidate
from zhixing.teams.rules.request import Force, Request, Rule, Rules, Slot

PACE = {Rule.SIZE: 20, Rule.EVEN: 2, Rule.RELEVANCE: 3, Rule.UNITS: 4, Rule.EXPERIENCE: 3, Rule.WISHES: 2}


def make_rules(size, musts=(), wishes=(), years=3):
    """Return rules of which only the named ones count."""
    forces = dict.fromkeys(musts, Force.MUST) | dict.fromkeys(wishes, Force.WISH)
    return Rules(size, forces, PACE, years)


def make_slots(count, topics=()):
    return tuple(
        Slot(f"s{number}", number, topics[number - 1] if topics else "") for number in range(1, count + 1)
    )


def people(count, **same):
    return tuple(Candidate(f"p{number:03}", **same) for number in range(count))


def request_by_chance(seed, count=7, groups=3, size=(2, 3)):
    """Return a small request with blanks, pairs apart, locks, and rules of any force."""
    chance = random.Random(seed)
    topics = [f"t{number}" for number in range(1, groups + 1)]
    candidates = tuple(
        Candidate(
            f"p{number:03}",
            chance.choice(["", "a", "b", "c"]),
            chance.choice(["", "leader", "front-line"]),
            chance.choice(["", "theory", "practice", "both"]),
            "",
            chance.choice([None, *range(0, 30, 3)]),
            {topic: chance.randrange(4) for topic in topics if chance.random() < 0.8},
            tuple(chance.sample(topics, chance.randrange(groups + 1))),
        )
        for number in range(count)
    )
    ids = [each.id for each in candidates]
    must, wish = [chance.choice([1, 2]), chance.choice([3, 6])]
    forces = {rule: chance.choices(list(Force), (must, wish, 1))[0] for rule in Rule}
    weights = {rule: chance.randrange(1, 9) for rule in Rule}
    return Request(
        candidates,
        make_slots(groups, topics),
        Rules(size, forces, weights, chance.randrange(0, 5)),
        tuple(tuple(chance.sample(ids, 2)) for _ in range(chance.randrange(3))),
        {chance.choice(ids): chance.choice(topics).replace("t", "s") for _ in range(chance.randrange(3))},
    )


def cheapest_by_trying(request):
    """Return the least cost of all groupings that break nothing, None if every one breaks something."""
    keys = [slot.key for slot in request.slots]
    ids = [each.id for each in request.candidates]
    costs = []
    for choice in product(keys, repeat=len(ids)):
        found = assess(request, dict(zip(ids, choice, strict=True)))
        if not found.broken:
            costs.append(found.cost)
    return min(costs, default=None)


def class_by_chance(count, groups, seed, units=None):
    """Return a class as it might be: a leader and front line for every group, some blanks, usual rules."""
    chance = random.Random(seed)
    units = units or max(4, count // 4)
    topics = [f"t{number}" for number in range(1, groups + 1)]
    levels = ["leader"] * (groups + groups // 4 + 1) + ["front-line"] * (2 * groups)
    levels += chance.choices(["", "leader", "front-line"], k=count)
    candidates = [
        Candidate(
            f"p{number:03}",
            f"u{chance.randrange(units)}",
            levels[number],
            chance.choice(["theory", "practice", "practice", "both", ""]),
            "",
            None if chance.random() < 0.1 else chance.randrange(30),
            {topic: chance.choice([0, 1, 1, 2, 2, 3]) for topic in topics if chance.random() < 0.8},
            tuple(chance.sample(topics, 3)) if chance.random() < 0.9 else (),
        )
        for number in range(count)
    ]
    chance.shuffle(candidates)
    ids = [each.id for each in candidates]
    free = [each.id for each in candidates if not each.unit.endswith("0")]
    rules = Rules.usual((count // groups - 1, -(-count // groups) + 1))
    locked = {person: f"s{number}" for number, person in enumerate(chance.sample(free, 2), start=1)}
    apart = tuple(tuple(chance.sample(ids, 2)) for _ in range(3))
    return Request(tuple(candidates), make_slots(groups, topics), rules, apart, locked)
