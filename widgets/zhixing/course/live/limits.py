"""Limits to growth: a good practice spreads through an office as far as its coaches have hours."""

from collections.abc import Sequence

import pandas as pd

from zhixing.actor import Locale
from zhixing.course.live.archetype import Archetype, Dial, Settings
from zhixing.course.live.chart import Chart, Line
from zhixing.course.systems import MONTHS, Spread

_SMALL = 0.05
"""A gain is small when it is less than this share of what there is without it."""
_NEARLY = 0.9
"""Share of the limit at which growth is nearly over."""


class LimitsToGrowth(Archetype):
    """Push harder or raise the limit, and see which of them helps."""

    dials = (
        Dial("people", "archetypes.limits.people", 1, 15, 1, 3),
        Dial("rate", "archetypes.limits.rate", 0.1, 1.0, 0.1, 0.5),
        Dial("hours", "archetypes.limits.hours", 20, 100, 5, 40),
        Dial("push", "archetypes.limits.push", 0, 100, 10, 50),
        Dial("month", "archetypes.limits.month", 1, 36, 1, 12),
        Dial("more", "archetypes.limits.more", 0, 60, 5, 0),
    )
    name = "archetypes.limits.name"
    lead = "archetypes.limits.lead"
    method = "archetypes.limits.method"

    def chart(self, settings: Settings, locale: Locale) -> Chart:
        """Return the people who practise, the same without push and added hours, and the limit."""
        own = _spread(settings)
        lines = (
            Line(self.say("archetypes.limits.own", locale), own.run(), 0),
            Line(
                self.say("archetypes.limits.calm", locale), _spread(settings, push=0, more=0).run(), 1, "dash"
            ),
            Line(self.say("archetypes.limits.limit", locale), _limits(own), 2, "dot", is_step=True),
        )
        units = (self.say("archetypes.limits.unit", locale),)
        return Chart(lines, self.say("archetypes.months", locale), units)

    def sentences(self, settings: Settings, locale: Locale) -> list[str]:
        """Say how far the practice has spread, what pushing has brought, and what raising the limit has."""
        own = _spread(settings)
        end = own.run()[-1]
        said = [
            self.say(
                "archetypes.limits.end",
                locale,
                month=MONTHS,
                people=round(end),
                limit=round(own.limit(MONTHS)),
            )
        ]
        return [*said, self._of_push(settings, end, locale), self._of_limit(settings, end, locale)]

    def table(self, settings: Settings, locale: Locale) -> pd.DataFrame:
        """Return people and limit by quarters."""
        own = _spread(settings)
        months = range(0, MONTHS + 1, 3)
        columns: dict[str, list[float]] = {
            "archetypes.month": list(months),
            "archetypes.limits.own": own.run()[::3],
            "archetypes.limits.calm": _spread(settings, push=0, more=0).run()[::3],
            "archetypes.limits.limit": _limits(own)[::3],
        }
        return pd.DataFrame({self.say(key, locale): values for key, values in columns.items()})

    def _of_push(self, settings: Settings, end: float, locale: Locale) -> str:
        if settings["push"] == 0:
            return self.say("archetypes.limits.no-push", locale)
        calm = _spread(settings, push=0)
        gain = end - calm.run()[-1]
        params = {"push": round(settings["push"]), "gain": round(gain), "month": MONTHS}
        if abs(gain) >= max(1.0, _SMALL * calm.run()[-1]):
            return self.say("archetypes.limits.push-gains", locale, **params)
        sooner = _nearly(calm) - _nearly(_spread(settings))
        key = "archetypes.limits.push-sooner" if sooner > 0 else "archetypes.limits.push-nothing"
        return self.say(key, locale, **params, sooner=sooner)

    def _of_limit(self, settings: Settings, end: float, locale: Locale) -> str:
        if settings["more"] == 0:
            return self.say("archetypes.limits.no-more", locale)
        gain = end - _spread(settings, more=0).run()[-1]
        params = {"month": round(settings["month"]), "more": round(settings["more"]), "gain": round(gain)}
        key = "archetypes.limits.more-gains" if gain >= 1 else "archetypes.limits.more-late"
        return self.say(key, locale, **params, end=MONTHS)


def _spread(settings: Settings, **changes: float) -> Spread:
    now = {**settings, **changes}
    return Spread(
        people=now["people"],
        rate=now["rate"],
        hours=now["hours"],
        push=now["push"] / 100,
        raise_month=round(now["month"]),
        more_hours=now["more"],
    )


def _limits(spread: Spread) -> list[float]:
    return [spread.limit(month) for month in range(MONTHS + 1)]


def _nearly(spread: Spread) -> int:
    """Return the first month in which most of what there is at the end is there."""
    people: Sequence[float] = spread.run()
    return next(month for month, each in enumerate(people) if each >= _NEARLY * people[-1])
