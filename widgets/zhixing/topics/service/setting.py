"""What a class's choice of a topic is set up with: its criteria and its policy."""

import tomllib
from functools import cache
from typing import Any

from zhixing import resources
from zhixing.classroom.tables import ClassroomRow, WindowRow
from zhixing.policy import Policy, policy
from zhixing.records import Work
from zhixing.text import Text
from zhixing.topics.rules import Criteria, Criterion, Level, Limits, Stage, Verdict

_VERDICTS = {"suitable": Verdict.OK, "revise": Verdict.REVISE, "unsuitable": Verdict.NO}


@cache
def criteria() -> Criteria:
    """Read the criteria once per process."""
    page = resources.data() / "course" / "choose-topic" / "criteria.toml"
    raw = tomllib.loads(page.read_text(encoding="utf-8"))
    return Criteria.of([_criterion(entry) for entry in raw["criterion"]])


def _criterion(raw: dict[str, Any]) -> Criterion:
    stage = Stage(raw["stage"])
    return Criterion(
        id=raw["id"],
        stage=stage,
        name=Text.parse(raw["name"]),
        question=Text.parse(raw["question"]),
        levels=_meanings(raw["meaning"]) if stage is Stage.CONDITION else _anchors(raw["anchor"]),
    )


def _meanings(raw: dict[str, Any]) -> tuple[Level, ...]:
    return tuple(Level(_VERDICTS[name].value, Text.parse(text)) for name, text in raw.items())


def _anchors(raw: dict[str, Any]) -> tuple[Level, ...]:
    return tuple(Level(int(score), Text.parse(text)) for score, text in sorted(raw.items()))


def class_policy(db: Work, classroom_id: str) -> Policy:
    """Return the policy in force in a class."""
    return policy().with_values(db.get_one(ClassroomRow, classroom_id).policy or {})


def limits(values: Policy) -> Limits:
    """Return the policy values a result depends on."""
    return Limits(
        min_cell=values.int("survey.min-cell"),
        close_call=values.float("result.close-call"),
        severity_from=values.float("result.severity-from"),
        disputed_from=values.float("result.disputed-from"),
    )


def weights(values: Policy) -> dict[str, float]:
    """Return the weight of each rating criterion, summing to one."""
    given = {criterion.id: values.float(f"topic.weight.{criterion.id}") for criterion in criteria().ratings}
    total = sum(given.values())
    if total == 0:
        return dict.fromkeys(given, 1 / len(given))
    return {criterion: weight / total for criterion, weight in given.items()}


def round_weights(values: Policy, window: WindowRow | None) -> dict[str, float]:
    """Return the weights of a round as they were when it was opened; without a round those in force."""
    kept = {} if window is None else window.subject.get("weights", {})
    return {**weights(values), **kept}
