"""Times of a session: of the day where its beginning is known, else counted in minutes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from zhixing.actor import Locale
from zhixing.errors import InputError
from zhixing.text import catalogue

_TIME = re.compile(r"([01]?\d|2[0-3])[:：.]([0-5]\d)")
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Clock:
    """When the session's first minute is, in minutes since midnight; None where nobody has said."""

    start: int | None

    def at(self, minute: int, locale: Locale) -> str:
        """Return a minute of the session as a time."""
        if self.start is None:
            return catalogue().say("prints.at-minute", locale, minute=str(minute).replace("-", "−"))
        hours, minutes = divmod((self.start + minute) % _DAY, 60)
        return f"{hours}:{minutes:02}"


def starting(wishes: Mapping[str, str]) -> Clock:
    """Read when a session begins.

    Raises:
        InputError: not a time of day.
    """
    said = wishes.get("start", "").strip()
    if not said:
        return Clock(None)
    found = _TIME.fullmatch(said)
    if found is None:
        raise InputError("prints.error.start", {"found": said[:20]})
    return Clock(60 * int(found[1]) + int(found[2]))
