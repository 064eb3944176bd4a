"""The language of the terminal."""

import os

from zhixing.actor import Locale


def terminal_locale() -> Locale:
    """Return the language the terminal is set to; Chinese unless it clearly is English."""
    chosen = os.environ.get("ZHIXING_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return Locale.EN if chosen.lower().startswith("en") else Locale.ZH
