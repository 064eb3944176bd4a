"""The remote: what the facilitator holds in the hand."""

from typing import Any, ClassVar

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom import ballots, session
from zhixing.classroom.activities.remote_acts import RUNNING, moving_acts
from zhixing.classroom.moves import Effect, Move
from zhixing.classroom.people import Voter, voters
from zhixing.classroom.rules import BallotMode, Door, Turnout, WindowState, require, voting_roles
from zhixing.classroom.runsheet import RunSheet, Step, position, run_sheet, run_sheets
from zhixing.classroom.tables import RunRow, WindowRow
from zhixing.records import Work
from zhixing.records.clock import utc_now


class Remote(Activity):
    """One big button, the clock, the windows, who is missing by table, what undo would do."""

    name: ClassVar[str] = "remote"
    module: ClassVar[str] = "classroom/static/remote.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"run", "windows", "ballots", "people", "topics"})

    def __init__(
        self,
        purposes: session.Purposes,
        advise: session.Adviser | None = None,
        notice: session.Noticer | None = None,
    ) -> None:
        self._purposes = purposes
        self._advise = advise
        self._notice = notice
        self.acts: tuple[type[Act], ...] = (*moving_acts(purposes), *RUNNING)  # type: ignore[misc]

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:  # noqa: ARG002
        """Return the state of the session."""
        require(actor, Door.RUN_SESSION)
        run = session.run_of(db, actor.classroom)
        sheet = run_sheet(run.sheet)
        found = ballots.current_windows(db, actor.classroom)
        windows = [found[purpose] for purpose in self._purposes if purpose in found]
        everybody = voters(db, actor.classroom)
        here = sum(1 for voter in everybody if voter.joined)
        taken = self._turnouts(db, windows, here)
        return {
            **self._where(db, run, sheet, everybody),
            **self._sheets(db, actor, run),
            "undo": _undo(run, sheet, windows, taken),
            "ends": run.ends,
            "now": utc_now(),
            "hidden": run.hidden,
            "version": run.version,
            "picture": _picture(run, sheet),
            "windows": [
                {**ballots.window_json(window), "turnout": taken[window.id].json()} for window in windows
            ],
            "present": here,
            "expected": len(everybody),
            "late": max(0, here - (run.detail or {}).get("here", here)),
            "tables": _tables(everybody),
            "missing": self._missing(db, everybody, windows),
        }

    def _where(self, db: Work, run: RunRow, sheet: RunSheet, everybody: list[Voter]) -> dict[str, Any]:
        """Say which step this is, what to say in it, what comes next and whose turn it is."""
        values = session.values_of(db, run.classroom_id)
        at = position(sheet.steps, run.step)
        step = sheet.steps[at] if at >= 0 else None
        seats = sorted({row.seat for row in everybody if row.seat is not None})
        spoken = session.minutes_of(step, values, len(seats)) if step else {}
        following = sheet.steps[at + 1] if at + 1 < len(sheet.steps) else None
        return {
            "step": step and {**_brief(step), "say": step.said(**spoken).json()},
            "next": following and {**_brief(following), "optional": following.optional},
            "steps": [
                {**_brief(each), "start": start}
                for each, start in zip(sheet.steps, sheet.starts(), strict=True)
            ],
            "extend": values.int("session.extend-minutes"),
            "notice": self._notice(db, run.classroom_id, step) if self._notice and step else None,
            "seats": seats if step is not None and step.turns is not None else [],
            "turn": (run.detail or {}).get("turn"),
        }

    def _sheets(self, db: Work, actor: Actor, run: RunRow) -> dict[str, Any]:
        """List the run sheets, and the one that is advised."""
        advice = self._advise(db, actor.classroom) if self._advise is not None else None
        return {
            "sheet": run.sheet,
            "sheets": [
                {
                    "id": sheet.id,
                    "title": sheet.title.json(),
                    "note": sheet.note.json(),
                    "minutes": sheet.minutes,
                    "steps": [step.id for step in sheet.steps],
                }
                for sheet in run_sheets().values()
            ],
            "advice": advice and {"sheet": advice.sheet, "reason": advice.reason},
        }

    def _turnouts(self, db: Work, windows: list[WindowRow], here: int) -> dict[str, Turnout]:
        counted = ballots.turnouts(db, windows, here)
        for window in windows:
            who = self._purposes[window.purpose].voters
            if _is_for_others(window):
                counted[window.id] = ballots.turnout(db, window)
            if who is not None:
                counted[window.id] = Turnout(len(who(db, window)), counted[window.id].paper, here)
        return counted

    def _missing(self, db: Work, everybody: list[Voter], windows: list[WindowRow]) -> list[dict[str, Any]]:
        """List by table who has not voted in the open window, or has not joined while none is open."""
        window = next((each for each in windows if each.state == WindowState.OPEN), None)
        if window is not None and (window.mode == BallotMode.ANONYMOUS or _is_for_others(window)):
            return []
        if window is None:
            absent = [row for row in everybody if not row.joined]
        else:
            who = self._purposes[window.purpose].voters or ballots.voters
            voted = who(db, window)
            absent = [row for row in everybody if row.joined and row.id not in voted]
        tables: dict[int, list[str]] = {}
        for row in absent:
            tables.setdefault(row.seat or 0, []).append(row.name)
        return [{"seat": seat or None, "missing": names} for seat, names in sorted(tables.items())]


def _is_for_others(window: WindowRow) -> bool:
    """Tell whether others than the class vote in a window, as experts do."""
    return voting_roles(window.subject) != voting_roles({})


def _tables(everybody: list[Voter]) -> list[dict[str, Any]]:
    """Count by table who is here, of how many."""
    found: dict[int, list[bool]] = {}
    for row in everybody:
        found.setdefault(row.seat or 0, []).append(row.joined)
    return [
        {"seat": seat or None, "here": sum(joined), "expected": len(joined)}
        for seat, joined in sorted(found.items())
    ]


def _undo(
    run: RunRow, sheet: RunSheet, windows: list[WindowRow], taken: dict[str, Turnout]
) -> dict[str, Any] | None:
    """Say what undoing the last move would do; None where there is nothing to undo."""
    if not run.past:
        at = position(sheet.steps, run.step)
        return {"to": _brief(sheet.steps[at - 1]), "same": False, "does": []} if at > 0 else None
    last = Move.parse(run.past[-1])
    known = {window.id: window for window in windows}
    does = []
    for change in last.changes:
        window = known.get(change.window)
        if window is None:
            continue
        count = taken[window.id].voted + taken[window.id].paper
        effect = change.undone(window.state, window.mode, count)
        if effect is not None:
            does.append({"purpose": change.purpose, "effect": Effect(effect).value, "count": count})
    at = position(sheet.steps, last.step)
    return {
        "to": _brief(sheet.steps[at]) if at >= 0 else None,
        "same": last.step == last.to,
        "does": does,
    }


def _picture(run: RunRow, sheet: RunSheet) -> str | None:
    """Return the picture on the wall where the step shows a result, else None."""
    at = position(sheet.steps, run.step)
    if at < 0 or sheet.steps[at].projector != "result":
        return None
    return str((run.detail or {}).get("picture", "none"))


def _brief(step: Step) -> dict[str, Any]:
    return {"id": step.id, "title": step.title.json(), "minutes": step.minutes}
