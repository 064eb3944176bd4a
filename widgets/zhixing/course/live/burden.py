"""Shifting the burden: overtime relieves a backlog at once, redesign removes it for good."""

from collections.abc import Sequence

import pandas as pd

from zhixing.actor import Locale
from zhixing.course.live.archetype import Archetype, Dial, Settings
from zhixing.course.live.chart import Chart, Line
from zhixing.course.systems import CAPABILITY, INFLOW, MONTHS, Burden, BurdenMonth

_SEEN = 1.0
"""Cases by which two backlogs differ so that somebody sees it."""
_WORN = 5.0
"""Cases a month that are lost when a capability is called worn."""


class ShiftingTheBurden(Archetype):
    """Give more to the quick fix or more to the root, and see what becomes of symptom and capability."""

    dials = (
        Dial("quick", "archetypes.burden.quick", 0, 100, 5, 70),
        Dial("delay", "archetypes.burden.delay", 1, 12, 1, 6),
        Dial("side", "archetypes.burden.side", 0, 100, 10, 50),
    )
    name = "archetypes.burden.name"
    lead = "archetypes.burden.lead"
    method = "archetypes.burden.method"

    def chart(self, settings: Settings, locale: Locale) -> Chart:
        """Return backlog and capability, each beside the same without a quick fix."""
        own, root = _burden(settings).run(), _burden(settings, quick=0).run()
        say = self.say
        lines = (
            Line(say("archetypes.burden.backlog", locale), [month.backlog for month in own], 0),
            Line(say("archetypes.burden.backlog-root", locale), [month.backlog for month in root], 1, "dash"),
            Line(say("archetypes.burden.able", locale), [month.capability for month in own], 0, panel=1),
            Line(
                say("archetypes.burden.able-root", locale), [month.capability for month in root], 1, "dash", 1
            ),
            Line(say("archetypes.burden.inflow", locale), [INFLOW] * len(own), 2, "dot", 1),
        )
        units = (say("archetypes.burden.unit-backlog", locale), say("archetypes.burden.unit-able", locale))
        return Chart(lines, say("archetypes.months", locale), units)

    def sentences(self, settings: Settings, locale: Locale) -> list[str]:
        """Say what the symptom did soon and late, and what became of the capability."""
        own, root = _burden(settings).run(), _burden(settings, quick=0).run()
        end = own[-1]
        params = {"month": MONTHS, "backlog": round(end.backlog), "able": round(end.capability)}
        said = [self.say("archetypes.burden.end", locale, **params, inflow=round(INFLOW))]
        if settings["quick"] == 0:
            peak = max(range(len(own)), key=lambda month: own[month].backlog)
            most = round(own[peak].backlog)
            return [*said, self.say("archetypes.burden.root-only", locale, peak=peak, backlog=most)]
        return [*said, self._of_backlog(own, root, locale), self._of_capability(end, locale)]

    def table(self, settings: Settings, locale: Locale) -> pd.DataFrame:
        """Return backlog, capability and overtime by quarters."""
        own, root = _burden(settings).run()[::3], _burden(settings, quick=0).run()[::3]
        columns: dict[str, list[float]] = {
            "archetypes.month": list(range(0, MONTHS + 1, 3)),
            "archetypes.burden.backlog": [month.backlog for month in own],
            "archetypes.burden.column-root": [month.backlog for month in root],
            "archetypes.burden.able": [month.capability for month in own],
            "archetypes.burden.overtime": [month.quick for month in own],
        }
        return pd.DataFrame({self.say(key, locale): values for key, values in columns.items()})

    def _of_backlog(self, own: Sequence[BurdenMonth], root: Sequence[BurdenMonth], locale: Locale) -> str:
        less = [other.backlog - mine.backlog for mine, other in zip(own, root, strict=True)]
        best = max(range(len(less)), key=less.__getitem__)
        turn = next((month for month in range(best, len(less)) if less[month] < -_SEEN), None)
        params = {"best": best, "less": round(less[best])}
        if turn is None:
            return self.say("archetypes.burden.no-turn", locale, **params, month=MONTHS)
        return self.say(
            "archetypes.burden.turn", locale, **params, turn=turn, month=MONTHS, more=round(-less[-1])
        )

    def _of_capability(self, end: BurdenMonth, locale: Locale) -> str:
        params = {"start": round(CAPABILITY), "able": round(end.capability), "quick": round(end.quick)}
        if end.capability >= INFLOW:
            return self.say("archetypes.burden.freed", locale, **params, inflow=round(INFLOW))
        worn = end.capability < CAPABILITY - _WORN
        key = "archetypes.burden.worn" if worn else "archetypes.burden.dependent"
        return self.say(key, locale, **params, inflow=round(INFLOW), month=MONTHS)


def _burden(settings: Settings, **changes: float) -> Burden:
    now = {**settings, **changes}
    return Burden(quick=now["quick"] / 100, delay=now["delay"], side_effect=now["side"] / 100)
