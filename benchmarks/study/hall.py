"""The study page's matter, the same for every subject: a year of a service hall and 25 controls."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

TITLE = "服务大厅的一年"
PROSE = "八个科室、八十个窗口，一年里每天办了多少件、群众等了多久，都在下面。先改一项，看哪个科室变得最多。"
PRESS = "按一下"
SECTIONS = ("商事", "不动产", "公安", "社保", "医保", "税务", "民政", "建设")
HALLS = ("全部", "东厅", "西厅")
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五")
_DAYS, _WINDOWS = 365, 80


@dataclass(frozen=True)
class Control:
    """One control: its name, its kind, what it says and what it starts with."""

    name: str
    kind: str
    label: str
    value: Any
    low: float = 0
    high: float = 100
    options: tuple[str, ...] = ()


CONTROLS: tuple[Control, ...] = (
    Control("days", "slider", "截至第几天", _DAYS, 1, _DAYS),
    *(Control(f"weight{number}", "slider", f"{section}权重", 50) for number, section in enumerate(SECTIONS)),
    Control("first", "slider", "从第几个窗口", 1, 1, _WINDOWS),
    Control("fewest", "slider", "每天至少几件", 0, 0, 60),
    Control("target", "decimal", "目标等候（分）", 15.0, 1, 40),
    *(Control(f"weekday{number}", "tick", name, True) for number, name in enumerate(WEEKDAYS)),
    Control("line", "tick", "只看超过目标的", False),
    Control("measure", "choice", "看什么", "等候", options=("等候", "件数")),
    Control("hall", "choice", "大厅", "全部", options=HALLS),
    Control("order", "choice", "排列", "按科室", options=("按科室", "从高到低")),
    Control("step", "number", "隔几天取一天", 1, 1, 30),
    Control("title", "text", "图的标题", "各科室平均与九成位"),
    Control("remark", "text", "备注", ""),
)
"""24 of the 25; the last one is the button."""

START: dict[str, Any] = {control.name: control.value for control in CONTROLS}


@dataclass(frozen=True)
class Picture:
    """What the controls give: a bar and a point for each section, a title, a sentence."""

    names: list[str]
    bars: list[float]
    points: list[float]
    title: str
    said: str


def year() -> pd.DataFrame:
    """Return 29,200 rows: each day of each window."""
    chance = np.random.default_rng(7)
    day, window = (part.ravel() for part in np.meshgrid(range(1, _DAYS + 1), range(1, _WINDOWS + 1)))
    section = (window - 1) % len(SECTIONS)
    cases = chance.poisson(24 + 3 * section)
    wait = chance.gamma(4, 3 + section / 3) * (1 + 0.3 * np.sin(day / 58))
    return pd.DataFrame(
        {
            "日": day,
            "窗口": window,
            "科室": pd.Categorical.from_codes(section, SECTIONS),
            "大厅": np.where(window % 2, "东厅", "西厅"),
            "星期": day % 7,
            "件数": cases,
            "等候": wait.round(1),
        }
    )


def picture(frame: pd.DataFrame, values: Mapping[str, Any]) -> Picture:
    """Return what a reader's choices show."""
    weekdays = [number for number in range(len(WEEKDAYS)) if values[f"weekday{number}"]]
    keep = (frame["日"] <= values["days"]) & (frame["窗口"] >= values["first"])
    keep &= frame["日"] % values["step"] == 0
    keep &= (frame["件数"] >= values["fewest"]) & frame["星期"].isin(weekdays)
    if values["hall"] != HALLS[0]:
        keep &= frame["大厅"] == values["hall"]
    groups = frame[keep].groupby("科室", observed=False)[values["measure"]]
    found = pd.DataFrame({"mean": groups.mean(), "most": groups.quantile(0.9)}).fillna(0.0)
    weights = [values[f"weight{number}"] for number in range(len(SECTIONS))]
    middle = float(np.average(found["mean"], weights=weights)) if sum(weights) else 0.0
    above = int((found["mean"] > values["target"]).sum())
    if values["line"]:
        found = found[found["mean"] > values["target"]]
    if values["order"] != "按科室":
        found = found.sort_values("mean", ascending=False)
    return Picture(
        [str(name) for name in found.index],
        found["mean"].round(2).tolist(),
        found["most"].round(2).tolist(),
        values["title"],
        f"{int(keep.sum())} 行，加权平均 {middle:.2f}，{above} 个科室超过目标。{values['remark']}",
    )


def pressed(times: int) -> str:
    """Return what the label under the button says."""
    return f"已按 {times} 次" if times else "还没有按"
