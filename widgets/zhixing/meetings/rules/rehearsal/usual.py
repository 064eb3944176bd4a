"""What usually follows on a move, and what goes on while a planted behaviour is not answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from zhixing.meetings.rules.rehearsal.move import Do, Move
from zhixing.meetings.rules.rehearsal.scenario import Line, Planted, Scenario, Worth
from zhixing.meetings.rules.rehearsal.wording import Form
from zhixing.text import Text

THEM = "them"
"""In a usual change: whoever is addressed."""
WHO = "who"
"""In a pressure: the member who shows the behaviour."""
OTHERS = "others"
"""In a pressure: everybody else."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What usually follows on a kind of move.

    Args:
        on: names of moves (see ``Move.tokens``); forms of questions without an addressee.
        troubled: whether a planted behaviour goes on that the move does not answer.
        worth: what it is worth.
        change: what it does to the hidden levels; ``them`` stands for whoever is addressed.
        lines: what is seen or said; ``{name}`` stands for whoever is addressed.
        why: why it is worth that.
    """

    on: tuple[str, ...]
    troubled: bool
    worth: Worth
    change: Mapping[str, int]
    lines: tuple[Line, ...]
    why: Text


@dataclass(frozen=True, slots=True)
class Pressure:
    """What a planted behaviour does at every moment it goes on.

    Args:
        change: to the climate, ``who`` and ``others``.
        minutes: of the meeting that it costs.
    """

    change: Mapping[str, int]
    minutes: int


@dataclass(frozen=True, slots=True)
class Rescue:
    """What still meets a kind of planted behaviour where the moment itself has no reply for it.

    Args:
        kind: the kind.
        on: names of moves; ``{norm}`` stands for the rule it breaks, ``{who}`` for the member who shows it,
            ``{other}`` for any other.
        not_while: kinds of planted behaviour that have to be met first.
        change: to the climate, ``who`` and ``others``.
        lines: what is seen; ``{name}`` stands for the member who shows it.
        why: why it is worth something.
    """

    kind: str
    on: tuple[str, ...]
    not_while: frozenset[str]
    change: Mapping[str, int]
    lines: tuple[Line, ...]
    why: Text

    def meets(self, planted: Planted, token: str, members: Sequence[str]) -> bool:
        """Tell whether a move meets a planted behaviour."""
        return planted.kind == self.kind and any(
            token == name.format(norm=planted.norm, who=planted.who, other=other)
            for name in self.on
            for other in members
            if other != planted.who
        )


@dataclass(frozen=True, slots=True)
class Usual:
    """The table of what usually follows.

    Args:
        outcomes: in the order they are looked up.
        own: what is seen after a typed question, by its form and whether one person was asked.
        worths: the usual reason for a worth where a scenario gives none.
        pressures: by kind of planted behaviour.
        rescues: by kind of planted behaviour.
        minutes: what each kind of move costs.
    """

    outcomes: tuple[Outcome, ...]
    own: Mapping[tuple[Form, bool], tuple[Line, ...]]
    worths: Mapping[Worth, Text]
    pressures: Mapping[str, Pressure]
    rescues: Mapping[str, Rescue]
    minutes: Mapping[Do, int]

    def outcome(self, tokens: Sequence[str], *, troubled: bool) -> Outcome:
        """Return what usually follows on a move."""
        return next(
            each
            for token in tokens
            for each in self.outcomes
            if token in each.on and each.troubled is troubled
        )

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> Self:
        """Read the data file."""
        return cls(
            outcomes=tuple(
                Outcome(
                    tuple(each["on"]),
                    each["troubled"],
                    Worth(each["worth"]),
                    each.get("change", {}),
                    _lines(each),
                    Text.parse(each["why"]),
                )
                for each in raw["outcome"]
            ),
            own={(Form(each["form"]), each["one"]): _lines(each) for each in raw["own"]},
            worths={Worth(name): Text.parse(text) for name, text in raw["worth"].items()},
            pressures={each["kind"]: Pressure(each["change"], each["minutes"]) for each in raw["pressure"]},
            rescues={each["kind"]: _rescue(each) for each in raw["rescue"]},
            minutes={Do(name): minutes for name, minutes in raw["minutes"].items()},
        )


def _rescue(raw: Mapping[str, Any]) -> Rescue:
    return Rescue(
        kind=raw["kind"],
        on=tuple(raw["on"]),
        not_while=frozenset(raw.get("not_while", ())),
        change=raw["change"],
        lines=_lines(raw),
        why=Text.parse(raw["why"]),
    )


def _lines(raw: Mapping[str, Any]) -> tuple[Line, ...]:
    return tuple(Line("", Text.parse(text)) for text in raw.get("lines", []))


def usual_tokens(move: Move, form: Form | None) -> tuple[str, ...]:
    """Return the names under which the usual outcome of a move is found."""
    if move.do in {Do.ASK, Do.OWN}:
        return (f"ask:{form}",)
    return (move.do.value,)


def spread(change: Mapping[str, int], who: str, scenario: Scenario) -> dict[str, int]:
    """Return a change in which ``who`` and ``others`` are replaced by members."""
    spread_out = {name: by for name, by in change.items() if name not in {WHO, OTHERS}}
    if who and WHO in change:
        spread_out[who] = change[WHO]
    if OTHERS in change:
        spread_out |= {name: change[OTHERS] for name in scenario.names if name != who}
    return spread_out
