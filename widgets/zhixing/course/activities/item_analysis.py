"""Item analysis: what to look at first, then every number."""

from typing import Any, ClassVar, Literal

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom.rules import Door, require
from zhixing.course.activities.class_unit import unit_asked, unit_json
from zhixing.course.service.analysis import LEAST_PEOPLE, ItemReport, Reliability, Report, analyse_unit
from zhixing.course.service.cautions import CORRELATES, EASY, HARD, SEPARATES
from zhixing.course.service.chosen import Chosen, Part
from zhixing.measures.items import Alpha
from zhixing.records import Work


class Recount(Act):
    """Compute anew with the answers that have come in since."""

    kind: Literal["recount"]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Let whoever runs the class ask for it; the view that follows is the new one."""
        require(actor, Door.RUN_SESSION)


class ItemAnalysis(Activity):
    """The analysis of a unit's items; it is computed when asked for, not with every answer."""

    name: ClassVar[str] = "item-analysis"
    module: ClassVar[str] = "course/static/item-analysis.js"
    acts: ClassVar[tuple[type[Act], ...]] = (Recount,)
    keeps_drafts: ClassVar[bool] = False

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return the report; with too few people the counts alone, and why."""
        unit = unit_asked(db, actor, params)
        report = analyse_unit(db, actor.classroom, unit)
        return {
            **unit_json(unit, params),
            **_report_json(report),
            "least": LEAST_PEOPLE,
            "limits": {"hard": HARD, "easy": EASY, "separates": SEPARATES, "correlates": CORRELATES},
        }


def _report_json(report: Report) -> dict[str, Any]:
    return {
        "people": report.people,
        "table": {"people": report.table[0], "items": report.table[1]},
        "outdated": report.outdated,
        "reason": report.reason,
        "reliability": None if report.reliability is None else _reliability_json(report.reliability),
        "items": [_item_json(number, each) for number, each in enumerate(report.items, start=1)],
    }


def _reliability_json(found: Reliability) -> dict[str, Any]:
    return {
        "kr20": _alpha_json(found.kr20),
        "alpha": None if found.alpha is None else _alpha_json(found.alpha),
        "sem": round(found.sem, 2),
        "mean": round(found.mean, 2),
    }


def _alpha_json(found: Alpha) -> dict[str, float]:
    return {"value": round(found.value, 3), "low": round(found.low, 3), "high": round(found.high, 3)}


def _item_json(number: int, report: ItemReport) -> dict[str, Any]:
    numbers = report.numbers
    return {
        "id": report.item.id,
        "number": number,
        "kind": report.item.kind,
        "prompt": report.item.prompt.json(),
        "expected": report.item.difficulty,
        "answered": report.answered,
        "right": report.right,
        "facility": _rounded(report.facility),
        "score": _rounded(report.score),
        "total": None if numbers is None else _rounded(numbers.item_total),
        "rest": None if numbers is None else _rounded(numbers.item_rest),
        "discrimination": None if numbers is None else _rounded(numbers.discrimination),
        "halves": None if report.halves is None else list(report.halves),
        "parts": [_part_json(part) for part in report.parts],
        "cautions": [
            {"code": each.code, "choices": [{"key": one.key, "label": one.label} for one in each.choices]}
            for each in report.cautions
        ],
    }


def _part_json(part: Part) -> dict[str, Any]:
    return {
        "part": part.group.part,
        "label": part.group.label,
        "choices": [_chosen_json(each) for each in part.chosen],
    }


def _chosen_json(chosen: Chosen) -> dict[str, Any]:
    return {
        "key": chosen.choice.key,
        "label": chosen.choice.label,
        "right": chosen.choice.right,
        "count": chosen.count,
        "upper": _rounded(chosen.upper),
        "lower": _rounded(chosen.lower),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
