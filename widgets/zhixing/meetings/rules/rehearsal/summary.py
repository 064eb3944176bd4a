"""The few numbers of a finished run that a trend over runs needs."""

from zhixing.meetings.rules.rehearsal.feedback import Feedback
from zhixing.meetings.rules.rehearsal.scenario import Worth
from zhixing.meetings.rules.rehearsal.wording import Form


def summary(feedback: Feedback) -> dict[str, int]:
    """Return what is kept of a run beside its moves: counts, no mark."""
    kept, chances = feedback.silences
    return {
        "planted": len(feedback.seen),
        "at_once": sum(seen.well and seen.late == 0 for seen in feedback.seen),
        "answered": sum(seen.well for seen in feedback.seen),
        "interventions": feedback.interventions,
        "needless": feedback.worths.get(Worth.NEEDLESS, 0),
        "silences": kept,
        "chances": chances,
        "open": feedback.forms.get(Form.OPEN, 0),
        "asks": feedback.asks,
        "tells": feedback.tells,
    }
