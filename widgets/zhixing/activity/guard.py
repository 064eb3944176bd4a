"""The one border of errors: whatever goes wrong becomes a sentence for the person and a line in the log."""

import logging
import secrets
from collections.abc import Callable
from typing import Any

from zhixing.actor import Locale
from zhixing.errors import FaultsError, ZhixingError
from zhixing.text import catalogue

log = logging.getLogger(__name__)


def sentences(error: ZhixingError) -> dict[str, str]:
    """Word an error in both languages."""
    words = catalogue()
    return {"zh": words.explain(error, Locale.ZH), "en": words.explain(error, Locale.EN)}


def refusal(error: ZhixingError) -> dict[str, Any]:
    """Return the form in which a page gets an error."""
    place = error.location
    found: dict[str, Any] = {"code": error.code, "sentence": sentences(error)}
    if place is not None and place.field is not None:
        found["field"] = place.field
    if isinstance(error, FaultsError):
        found["faults"] = [sentences(fault) for fault in error.faults]
    return found


def unexpected(activity: str) -> ZhixingError:
    """Log the exception being handled and return the error that names its reference number."""
    reference = secrets.token_hex(3)
    log.exception("unexpected error %s in %s", reference, activity)  # noqa: LOG004  (called while handling)
    return ZhixingError("activity.error.unexpected", {"reference": reference})


def guarded(activity: str, action_id: str, perform: Callable[[], dict[str, Any] | None]) -> dict[str, Any]:
    """Perform an action and return the message that answers it: taken, or refused with a sentence."""
    try:
        return {"type": "taken", "id": action_id, "reply": perform()}
    except ZhixingError as error:
        return {"type": "refused", "id": action_id, "error": refusal(error)}
    except Exception:  # noqa: BLE001  (the border: logged, and answered with a reference number)
        return {"type": "refused", "id": action_id, "error": refusal(unexpected(activity))}
