"""The problem statement: six parts that make a sentence, and whether it is a puzzle or a problem."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self

from zhixing.errors import InputError

PART_AT_MOST = 300
_ENDS = " \t\n.,;:!。．，；：！、"


@dataclass(frozen=True, slots=True)
class Parts:
    """What a problem statement is made of; any part may still be empty.

    Args:
        whose: whose problem it is and what they meet.
        since: since when.
        often: how often, or how much.
        for_whom: who bears it.
        different: what would be different, and how that is seen.
        unknown: what is not known yet.
        checks: answers of the checks, by id.
    """

    whose: str = ""
    since: str = ""
    often: str = ""
    for_whom: str = ""
    different: str = ""
    unknown: str = ""
    checks: Mapping[str, bool] = field(default_factory=dict)

    @classmethod
    def parse(cls, raw: Mapping[str, Any] | None) -> Self:
        """Read what is stored of a topic; what does not belong to a statement is left alone."""
        known = raw or {}
        texts = {name: known[name] for name in PARTS if isinstance(known.get(name), str)}
        given = known.get("checks")
        return cls(**texts, checks=dict(given) if isinstance(given, Mapping) else {})

    def texts(self) -> dict[str, str]:
        """Return the parts that are given, in their order."""
        return {name: text for name in PARTS if (text := str(getattr(self, name)).strip())}

    def checked(self) -> Self:
        """Return the parts trimmed, with the answers of known checks only.

        Raises:
            InputError: a part is too long; the sentence names it.
        """
        texts = {name: " ".join(str(getattr(self, name)).split()) for name in PARTS}
        for name, text in texts.items():
            if len(text) > PART_AT_MOST:
                raise InputError(_LONG[name], {"most": PART_AT_MOST, "found": len(text)})
        ids = {check.id for check in CHECKS}
        checks = {name: bool(said) for name, said in self.checks.items() if name in ids}
        return type(self)(**texts, checks=checks)

    def json(self) -> dict[str, Any]:
        """Return the form that is stored and shown: only what is given."""
        return {**self.texts(), **({"checks": dict(self.checks)} if self.checks else {})}

    def filled_from(self, other: Self) -> Self:
        """Return these parts, the empty ones taken from another topic that says the same."""
        return type(self)(**{**other.texts(), **self.texts()}, checks=self.checks)


PARTS = tuple(entry.name for entry in fields(Parts) if entry.name != "checks")
_LONG = {
    "whose": "proposal.error.whose-long",
    "since": "proposal.error.since-long",
    "often": "proposal.error.often-long",
    "for_whom": "proposal.error.for-whom-long",
    "different": "proposal.error.different-long",
    "unknown": "proposal.error.unknown-long",
}


def compose(parts: Parts, templates: Mapping[str, str]) -> str:
    """Return one readable statement of the parts that are given.

    Args:
        parts: the six parts.
        templates: for each part the sentence it fills, with its own space at the end; ``since-often`` for
            those two together; ``since-lead``, ``since-tail``: what people put around a date, between bars.
    """
    given = {name: text.strip(_ENDS) for name, text in parts.texts().items()}
    given = {name: text for name, text in given.items() if text}
    if "since" in given:
        given["since"] = _bare(given["since"], templates)
    clauses = []
    for name in given:
        if name == "since" and "often" in given:
            clauses.append(templates["since-often"].format(since=given["since"], often=given["often"]))
        elif name != "often" or "since" not in given:
            clauses.append(templates[name].format(text=given[name]))
    return "".join(clause[:1].upper() + clause[1:] for clause in clauses).strip()


def _bare(text: str, templates: Mapping[str, str]) -> str:
    """Return a date without the words around it that the clause says itself."""
    for lead in templates["since-lead"].split("|"):
        if text.lower().startswith(lead.lower()) and len(text) > len(lead):
            text = text[len(lead) :]
            break
    for tail in templates["since-tail"].split("|"):
        if tail and text.endswith(tail) and len(text) > len(tail):
            return text[: -len(tail)]
    return text


@dataclass(frozen=True, slots=True)
class Check:
    """A question about a topic, answered yes or no.

    Revans tells puzzles from problems: a puzzle has an answer that some expert could give; a problem has
    none, and reasonable people would act differently on it. Action learning is for problems (Revans, R. W.,
    *ABC of Action Learning*, 1998).

    Args:
        id: what the answer is stored under.
        kinds: the kinds of topic it is asked of.
        ask: key of the question.
        telling: the answer that gives the advice.
        advice: key of one sentence of advice; advice never refuses a topic.
    """

    id: str
    kinds: tuple[str, ...]
    ask: str
    telling: bool
    advice: str

    def json(self) -> dict[str, Any]:
        """Return the form pages show."""
        return asdict(self)


_TASK, _PROJECT, _PROBLEM = "task", "project", "problem"
_EVERY = (_TASK, _PROJECT, _PROBLEM)

CHECKS = (
    Check("answered", _EVERY, "proposal.check.answered", True, "proposal.advice.answered"),
    Check("settled", (_TASK,), "proposal.check.settled", True, "proposal.advice.settled"),
    Check("differ", (_PROBLEM, _TASK), "proposal.check.differ", False, "proposal.advice.differ"),
    Check("cause", (_PROBLEM,), "proposal.check.cause", True, "proposal.advice.cause"),
    Check("remedy", (_PROBLEM,), "proposal.check.remedy", True, "proposal.advice.remedy"),
    Check("without", (_PROJECT,), "proposal.check.without", True, "proposal.advice.without"),
    Check("after", (_PROJECT,), "proposal.check.after", False, "proposal.advice.after"),
    Check("ours", _EVERY, "proposal.check.ours", False, "proposal.advice.ours"),
)
"""The checks, the most telling first: the first answer that tells something gives the advice."""

SOUND = "proposal.advice.sound"


def checks_of(kind: str) -> tuple[Check, ...]:
    """Return the questions asked of a kind of topic."""
    return tuple(check for check in CHECKS if kind in check.kinds)


def advice(kind: str, answers: Mapping[str, bool]) -> str | None:
    """Return the key of the one sentence that the answers give; None while they tell nothing yet."""
    asked = checks_of(kind)
    for check in asked:
        if answers.get(check.id) is check.telling:
            return check.advice
    return SOUND if asked and all(check.id in answers for check in asked) else None
