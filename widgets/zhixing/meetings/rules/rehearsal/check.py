"""Whether a scenario hangs together: everything in it can be reached, and every moment can be met well."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations

from zhixing.errors import InputError, Location
from zhixing.meetings.rules.rehearsal.condition import Condition, Stated
from zhixing.meetings.rules.rehearsal.move import Do
from zhixing.meetings.rules.rehearsal.scenario import (
    LEAST_MOMENTS,
    MOST_MOMENTS,
    Moment,
    Reply,
    Scenario,
    Worth,
)
from zhixing.meetings.rules.rehearsal.wording import EVERYBODY, Form

_QUESTIONS = (3, 4)


class Check:
    """Looks through a scenario; the first fault is raised."""

    def __init__(self, file: str, scenario: Scenario, norms: AbstractSet[str]) -> None:
        self._file = file
        self._scenario = scenario
        self._norms = norms
        self._begun = _begun(scenario.moments)

    def run(self) -> None:
        """Look through everything.

        Raises:
            InputError: naming file and entry.
        """
        self._ids()
        self._ways()
        self._length()
        for moment in self._scenario.moments:
            self._moment(moment)
        self._planted()
        everything = frozenset(planted.id for planted in self._scenario.planted)
        for number, line in enumerate(self._scenario.closing, start=1):
            self._can_hold(line.when, f"closing {number}", everything)

    def _fault(self, code: str, place: str, **params: object) -> InputError:
        return InputError(code, params, Location(file=self._file, field=place))

    def _ids(self) -> None:
        scenario = self._scenario
        named = [
            ("member", [member.id for member in scenario.members]),
            ("planted", [planted.id for planted in scenario.planted]),
            ("moment", [moment.id for moment in scenario.moments]),
        ]
        named += [
            (f"moment {moment.id} question", [question.id for question in moment.questions])
            for moment in scenario.moments
        ]
        for kind, names in named:
            if doubled := _doubled(names):
                raise self._fault("rehearsal.error.doubled", f"{kind} {doubled}")

    def _ways(self) -> None:
        order = {moment.id: number for number, moment in enumerate(self._scenario.moments)}
        reached = {self._scenario.moments[0].id}
        for moment in self._scenario.moments:
            place = f"moment {moment.id}"
            if moment.id not in reached:
                raise self._fault("rehearsal.error.unreachable", place)
            for way in moment.ways:
                if order.get(way.to, -1) <= order[moment.id]:
                    raise self._fault("rehearsal.error.way-back", place, found=way.to[:40])
                reached.add(way.to)
            always = [number for number, way in enumerate(moment.ways, start=1) if not way.when]
            if moment.ways and always != [len(moment.ways)]:
                raise self._fault("rehearsal.error.no-way-on", place)

    def _length(self) -> None:
        shortest: dict[str, int] = {}
        longest: dict[str, int] = {}
        for moment in reversed(self._scenario.moments):
            after = [way.to for way in moment.ways]
            shortest[moment.id] = 1 + min((shortest[name] for name in after), default=0)
            longest[moment.id] = 1 + max((longest[name] for name in after), default=0)
        first = self._scenario.moments[0].id
        if shortest[first] < LEAST_MOMENTS or longest[first] > MOST_MOMENTS:
            found = f"{shortest[first]}–{longest[first]}"
            raise self._fault(
                "rehearsal.error.length", "moment", found=found, least=LEAST_MOMENTS, most=MOST_MOMENTS
            )

    def _moment(self, moment: Moment) -> None:
        place = f"moment {moment.id}"
        if not _QUESTIONS[0] <= len(moment.questions) <= _QUESTIONS[1]:
            least, most = _QUESTIONS
            raise self._fault(
                "rehearsal.error.questions", place, found=len(moment.questions), least=least, most=most
            )
        if not _always_says_something([line.when for line in moment.lines]):
            raise self._fault("rehearsal.error.no-line", place)
        begun = self._begun[moment.id]
        for number, line in enumerate(moment.lines, start=1):
            self._can_hold(line.when, f"{place} line {number}", begun)
        for way in moment.ways:
            self._can_hold(way.when, f"{place} way {way.to}", begun)
        self._replies(moment, place, begun)

    def _replies(self, moment: Moment, place: str, begun: AbstractSet[str]) -> None:
        possible = self._tokens(moment)
        taken: set[str] = set()
        for number, reply in enumerate(moment.replies, start=1):
            where = f"{place} reply {number}"
            for token in reply.on:
                if token not in possible:
                    raise self._fault("rehearsal.error.no-such-move", where, found=token[:60])
            if set(reply.on) <= taken:
                raise self._fault("rehearsal.error.reply-dead", where)
            self._reply(reply, where, begun)
            taken |= set() if reply.when else set(reply.on)
        for question in moment.questions:
            if f"ask:{question.id}" not in taken:
                raise self._fault("rehearsal.error.question-unanswered", f"{place} question {question.id}")
        if not any(reply.worth is Worth.RIGHT for reply in moment.replies):
            raise self._fault("rehearsal.error.no-right", place)

    def _reply(self, reply: Reply, where: str, begun: AbstractSet[str]) -> None:
        self._can_hold(reply.when, where, begun)
        for name in reply.answers:
            if name not in begun:
                raise self._fault("rehearsal.error.not-begun", where, found=name)
        for line in reply.lines:
            self._can_hold((*reply.when, *line.when), f"{where} line", begun)

    def _tokens(self, moment: Moment) -> frozenset[str]:
        whom = [EVERYBODY, *self._scenario.names]
        worded = [form for form in Form if form is not Form.TELLING]
        return frozenset(
            (
                *(do.value for do in Do),
                *(f"{Do.ASK}:{question.id}" for question in moment.questions),
                *(f"{Do.ASK}:{form}" for form in worded),
                *(f"{Do.OWN}:{form}" for form in Form),
                *(f"{Do.OWN}:{form}:{to}" for form in Form for to in whom),
                *(f"{Do.RULE}:{norm}" for norm in self._norms),
                *(f"{Do.WORD}:{member}" for member in self._scenario.names),
            )
        )

    def _can_hold(self, when: Sequence[Condition], place: str, begun: AbstractSet[str]) -> None:
        for condition in when:
            stated = condition.stated in {Stated.OPEN, Stated.ANSWERED} and condition.wanted
            if stated and condition.name not in begun:
                raise self._fault("rehearsal.error.not-begun", place, found=condition.name)
        if any(one.excludes(other) for one, other in combinations(when, 2)):
            raise self._fault("rehearsal.error.never", place)

    def _planted(self) -> None:
        moments = self._scenario.moments
        for planted in self._scenario.planted:
            if not any(planted.id in moment.plants for moment in moments):
                raise self._fault("rehearsal.error.not-planted", f"planted {planted.id}")
            if not any(
                planted.id in reply.answers and reply.worth is Worth.RIGHT
                for moment in moments
                for reply in moment.replies
            ):
                raise self._fault("rehearsal.error.no-answer", f"planted {planted.id}")


def _always_says_something(whens: Sequence[Sequence[Condition]]) -> bool:
    """Tell whether a line is said in any case: one without conditions, or two of which one always holds."""
    single = [when[0] for when in whens if len(when) == 1]
    return not all(whens) or any(one.opposes(other) for one, other in combinations(single, 2))


def _begun(moments: Sequence[Moment]) -> Mapping[str, frozenset[str]]:
    """Return what may have begun by each moment, on one way or another."""
    found: dict[str, set[str]] = {moment.id: set() for moment in moments}
    for moment in moments:
        found[moment.id] |= set(moment.plants)
        for way in moment.ways:
            if way.to in found:
                found[way.to] |= found[moment.id]
    return {name: frozenset(begun) for name, begun in found.items()}


def _doubled(names: Iterable[str]) -> str:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return ""
