"""Why somebody is in a group: what speaks for it there, for the person and for the group."""

from collections.abc import Iterator
from dataclasses import dataclass

from zhixing.teams.rules import points
from zhixing.teams.rules.assessment import members
from zhixing.teams.rules.candidate import STRONGEST, Candidate
from zhixing.teams.rules.request import Force, Places, Request, Rule, Slot
from zhixing.teams.rules.saying import Saying

_ONLY = {
    Rule.LEADER: "grouping.reason.only-leader",
    Rule.FRONT_LINE: "grouping.reason.only-front-line",
    Rule.THEORY: "grouping.reason.only-theory",
    Rule.PRACTICE: "grouping.reason.only-practice",
}
_WISH = ("grouping.reason.first-wish", "grouping.reason.second-wish", "grouping.reason.third-wish")


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason.

    Args:
        rule: which it comes from.
        saying: the sentence.
    """

    rule: Rule
    saying: Saying

    @property
    def kind(self) -> str:
        """Key of the sentence in the catalogue."""
        return self.saying.code


def reasons(request: Request, places: Places, person: str) -> tuple[Reason, ...]:
    """Return why somebody is where they are, the strongest first; nothing for those who are in no group.

    Who is kept apart from whom is never a reason that is told.
    """
    candidate = next((each for each in request.candidates if each.id == person), None)
    slot = next((slot for slot in request.slots if slot.key == places.get(person)), None)
    if candidate is None or slot is None:
        return ()
    others = [each for each in members(request, places)[slot.key] if each.id != person]
    is_on = {rule for rule in Rule if request.rules.force(rule) is not Force.OFF}
    told = (*_own(request, candidate, slot), *_for_group(request, candidate, others))
    found = tuple(reason for reason in told if reason.rule in is_on)
    return found or (Reason(Rule.SIZE, Saying("grouping.reason.size", {"slot": slot.key})),)


def _own(request: Request, candidate: Candidate, slot: Slot) -> Iterator[Reason]:
    if request.locks.get(candidate.id) == slot.key:
        yield Reason(Rule.LOCKED, Saying("grouping.reason.locked", {"slot": slot.key}))
    stated = candidate.relevance.get(slot.sub_topic, 0) if slot.sub_topic else 0
    if stated >= STRONGEST:
        yield Reason(Rule.RELEVANCE, Saying("grouping.reason.own-duty", {"topic": slot.sub_topic}))
    elif stated == STRONGEST - 1:
        yield Reason(Rule.RELEVANCE, Saying("grouping.reason.relevant", {"topic": slot.sub_topic}))
    wishing = points.wishing(request)
    rank = wishing.rank(candidate, slot)
    if rank is not None:
        yield Reason(Rule.WISHES, Saying(_WISH[min(rank, len(_WISH) - 1)], {"topic": slot.sub_topic}))
    elif wishing.is_missed(candidate, slot):
        yield Reason(Rule.WISHES, Saying("grouping.reason.wish-missed"))


def _for_group(request: Request, candidate: Candidate, others: list[Candidate]) -> Iterator[Reason]:
    for rule, code in _ONLY.items():
        counts = points.NEEDED[rule]
        if counts(candidate) and not any(counts(each) for each in others):
            yield Reason(rule, Saying(code))
    if candidate.unit and candidate.unit not in {each.unit for each in others}:
        yield Reason(Rule.UNITS, Saying("grouping.reason.only-unit", {"unit": candidate.unit}))
    far = points.deviations(request.candidates)
    without, own = sum(far[each.id] for each in others), far[candidate.id]
    size = len(others)
    if size and own and abs(without + own) * size < abs(without) * (size + 1):
        yield Reason(Rule.EXPERIENCE, Saying("grouping.reason.experience"))
