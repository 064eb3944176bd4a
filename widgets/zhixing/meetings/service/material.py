"""What the room says of meetings: rules, steps, questions, elements and effects, read once per process."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from zhixing import resources
from zhixing.meetings.rules.norms import Norm
from zhixing.meetings.rules.questions import Bank
from zhixing.meetings.rules.way import GeneralStep
from zhixing.text import Text


@cache
def norms() -> tuple[Norm, ...]:
    """Return the ten rules of a meeting, in order."""
    return tuple(Norm.parse(each) for each in _page("rules")["norm"])


@cache
def steps() -> tuple[GeneralStep, ...]:
    """Return the ten general steps, in order."""
    return tuple(GeneralStep.parse(each) for each in _page("steps")["step"])


@cache
def bank() -> Bank:
    """Return the coach's questions."""
    return Bank.parse(_page("questions"))


@dataclass(frozen=True, slots=True)
class Element:
    """An element of practice, or an effect: a name and a few sentences."""

    id: str
    name: Text
    text: Text

    def json(self) -> dict[str, Any]:
        """Return the form pages show."""
        return {"id": self.id, "name": self.name.json(), "text": self.text.json()}


@cache
def elements() -> tuple[Element, ...]:
    """Return the five elements of practice (实战要素)."""
    return _elements("element")


@cache
def effects() -> tuple[Element, ...]:
    """Return the seven effects of action learning (作用)."""
    return _elements("effect")


def _elements(kind: str) -> tuple[Element, ...]:
    raw = _page("elements")[kind]
    return tuple(Element(each["id"], Text.parse(each["name"]), Text.parse(each["text"])) for each in raw)


def _page(name: str) -> dict[str, Any]:
    page = resources.data() / "meetings" / f"{name}.toml"
    return tomllib.loads(page.read_text(encoding="utf-8"))
