"""The ten rules of a meeting: pledged before, looked at during, rated in a minute after."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints

from zhixing.activity import Act, Activity, Params
from zhixing.actor import Actor
from zhixing.classroom import ballots
from zhixing.classroom.activities import PaperForms
from zhixing.classroom.rules import Door, WindowState, may
from zhixing.classroom.tables import WindowRow
from zhixing.errors import MissingError
from zhixing.meetings.rules.plan import Form
from zhixing.meetings.service import pledges, ratings
from zhixing.meetings.service.material import norms
from zhixing.meetings.service.meetings import State, people_in
from zhixing.meetings.service.places import Place, place_of
from zhixing.meetings.service.ratings import Standing
from zhixing.meetings.tables import MeetingRow
from zhixing.records import Work
from zhixing.teams.service.membership import may_in

Name = Annotated[str, StringConstraints(max_length=40)]


def here(db: Work, actor: Actor, params: Params) -> Place | None:
    """Return the place a cell's parameters name, else where the person is."""
    return place_of(db, actor, params.get("meeting", ""), params.get("lane"))


def must_be_here(db: Work, actor: Actor, params: Params) -> Place:
    """Return the same, where there has to be one.

    Raises:
        MissingError: ``meetings.error.no-meeting``.
    """
    found = here(db, actor, params)
    if found is None:
        raise MissingError("meetings.error.no-meeting")
    return found


class Pledge(Act):
    """Pledge oneself to the rules, and choose privately which one to watch for."""

    kind: Literal["pledge"]
    watch: Name = ""

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Store it."""
        at = must_be_here(db, actor, params)
        pledges.pledge(db, actor, at.meeting.id, at.lane, self.watch)


class PledgeTogether(Act):
    """Say that the table has pledged itself aloud."""

    kind: Literal["pledge-together"]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Store it."""
        at = must_be_here(db, actor, params)
        pledges.pledge_together(db, actor, at.meeting.id, at.lane)


class OpenRating(Act):
    """Let people rate."""

    kind: Literal["open"]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Open the lane's window."""
        at = must_be_here(db, actor, params)
        ratings.open_rating(db, actor, at.meeting.id, at.lane)


class MoveRating(Act):
    """Close a rating, open it again or show what it says."""

    kind: Literal["close", "reopen", "reveal"]
    window: Name

    def perform(self, db: Work, actor: Actor, params: Params) -> None:  # noqa: ARG002
        """Move the window on."""
        match self.kind:
            case "close":
                ratings.close_rating(db, actor, self.window)
            case "reopen":
                ratings.reopen_rating(db, actor, self.window)
            case "reveal":
                ratings.reveal_rating(db, actor, self.window)


class Rate(Act):
    """Rate every rule."""

    kind: Literal["rate"]
    window: Name
    key: Annotated[str, StringConstraints(max_length=64)]
    marks: Annotated[dict[str, str], Field(max_length=40)]

    def perform(self, db: Work, actor: Actor, params: Params) -> None:
        """Store the ballot."""
        at = must_be_here(db, actor, params)
        ratings.rate(db, actor, at, window_id=self.window, key=self.key, raw=self.marks)


class MeetingRules(Activity):
    """The rules of a meeting; who pledged and who rated how is told to nobody."""

    name: ClassVar[str] = "meeting-rules"
    module: ClassVar[str] = "meetings/static/meeting-rules.js"
    subjects: ClassVar[frozenset[str]] = frozenset({"meetings", "windows", "teams"})
    acts: ClassVar[tuple[type[Act], ...]] = (Pledge, PledgeTogether, OpenRating, MoveRating, Rate)
    keeps_drafts: ClassVar[bool] = False

    def subjects_for(self, actor: Actor) -> frozenset[str]:
        """Only whoever leads sees the number of ratings grow."""
        return self.subjects | {"ballots"} if may(actor, Door.LEAD_MEETING) else self.subjects

    def view(self, db: Work, actor: Actor, params: Params) -> dict[str, Any]:
        """Return the rules, the pledge, one's own rating and what ratings say."""
        at = here(db, actor, params)
        shown = {"norms": [norm.json() for norm in norms()], "levels": ratings.levels()}
        if at is None:
            return {**shown, "meeting": None}
        people = people_in(db, at.meeting, at.lane)
        standing = ratings.rating_of(db, at.meeting, at.lane)
        leads = may_in(db, actor, Door.LEAD_MEETING, at.lane or None)
        takes_part = actor.solo or any(member.id == actor.person for member in people)
        return {
            **shown,
            "meeting": {"id": at.meeting.id, "title": at.meeting.title, "date": at.meeting.date},
            "phase": _phase(at, standing),
            "over": at.meeting.state in {State.ENDED, State.CONFIRMED},
            "leads": leads,
            "takes_part": takes_part,
            "people": len(people),
            "pledge": pledges.pledges(db, actor, at.meeting, at.lane).json(),
            **_rating(db, actor, standing, here=len(people), leads=leads, takes_part=takes_part),
            "shown": [rated.json() for rated in standing.shown],
            "least": ratings.least_told(db, actor.classroom),
        }


def _phase(at: Place, standing: Standing) -> str:
    is_rated = standing.window is not None and standing.window.state != WindowState.REVEALED
    if is_rated or at.form is Form.REVIEW or at.meeting.state in {State.ENDED, State.CONFIRMED}:
        return "after"
    return "before" if at.meeting.state == State.PLANNED or at.form is Form.PLEDGE else "during"


def _rating(
    db: Work, actor: Actor, standing: Standing, *, here: int, leads: bool, takes_part: bool
) -> dict[str, Any]:
    window = standing.window
    return {
        "window": None if window is None else ballots.window_json(window),
        "may_rate": takes_part and ballots.may_vote(actor, window),
        "rated": window is not None and takes_part and ballots.has_voted(db, actor, window),
        "turnout": None
        if window is None or not leads or actor.solo
        else ballots.turnout(db, window, here).json(),
    }


class RulesPaper(PaperForms):
    """Ratings of the rules on paper, lane by lane."""

    def covers(self, window: WindowRow) -> bool:
        """Tell whether a window is one of these."""
        return window.purpose.startswith(ratings.PURPOSE)

    def waiting(self, db: Work, classroom_id: str) -> list[WindowRow]:
        """Return the ratings that have not been shown."""
        windows = ratings.rating_windows(db, classroom_id)
        return [window for window in windows if window.state != WindowState.REVEALED]

    def names(self, db: Work, windows: Sequence[WindowRow]) -> Mapping[str, Mapping[str, str]]:
        """Return by window the group and its meeting."""
        return {window: text.json() for window, text in ratings.names_of(db, windows).items()}

    def expected(self, db: Work, window: WindowRow) -> int | None:
        """Return how many take part in the lane."""
        row = db.get(MeetingRow, str(window.subject["meeting"]))
        return 0 if row is None else len(people_in(db, row, str(window.subject["lane"])))

    def form(self, db: Work, window: WindowRow) -> dict[str, Any]:  # noqa: ARG002
        """Return the rules and how far each may be kept."""
        return {
            "criteria": [{"id": norm.id, "name": norm.name.json()} for norm in norms()],
            "levels": ratings.levels(),
        }

    def check(self, db: Work, window: WindowRow, content: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002
        """Return one sheet as it is stored, or refuse it with a sentence."""
        return ratings.check_paper(content)
