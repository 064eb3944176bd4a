"""Every act and every view of a group's work, and for whom it opens: person by person."""

import pytest

from factories import make_store
from group_doors import acts, make_working_room, papers_of, views
from zhixing.errors import MissingError, RefusedError, ZhixingError
from zhixing.server.files import Wished
from zhixing.server.paper import papers
from zhixing.workbook.assembly import registry

SHUT = {
    "classroom.error.not-allowed",
    "teams.error.other-team",
    "meetings.error.other-group",
    "rules.error.not-in-lane",
    "room.error.leader-only",
    "record.error.leader-confirms",
}


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    store = make_store(tmp_path_factory.mktemp("rights"))
    yield make_working_room(store)
    store.close()


def attempt(room, name, actor, params, action=None):
    """Act, or look; whatever it did is taken back."""
    activity = registry().by_name[name]
    parsed = None if action is None else activity._parse(action)
    with room.store.work() as db:
        if parsed is None:
            activity.view(db, actor, params)
        else:
            parsed.perform(db, actor, params)
        db.rollback()


def opens(room, name, actor, params, action=None):
    """Tell whether somebody may; that something else stands in the way of an act does not matter."""
    try:
        attempt(room, name, actor, params, action)
    except RefusedError as error:
        return error.code not in SHUT
    except ZhixingError:
        return action is not None
    return True


def who(room, name, params, action=None):
    return {person for person, actor in room.people.items() if opens(room, name, actor, params, action)}


def test_every_act_opens_for_whom_it_shall(room):
    wrong = [
        (name, action["kind"], sorted(who(room, name, params, action) ^ set(expected)))
        for name, params, action, expected in acts(room)
    ]
    assert [each for each in wrong if each[2]] == []


def test_the_table_of_acts_is_complete(room):
    known = {(name, action["kind"]) for name, _, action, _ in acts(room)}
    told = {("grouping-draft", "set-rules"), ("grouping-draft", "solve"), ("members", "discard")}
    told |= {("members", "put-samples"), ("members", "take-samples")}
    for name in {name for name, *_ in acts(room)}:
        for act in registry().by_name[name].acts:
            for kind in act.model_fields["kind"].annotation.__args__:
                assert (name, kind) in known | told


def test_every_view_opens_for_whom_it_shall(room):
    wrong = [
        (name, params, sorted(who(room, name, params) ^ set(expected)))
        for name, params, expected in views(room)
    ]
    assert [each for each in wrong if each[2]] == []


def test_every_paper_goes_to_whom_it_shall(room):
    everybody = room.people.items()
    given = {
        name: {person for person, actor in everybody if takes(room, name, actor, params)}
        for name, params, _ in papers_of(room)
    }
    wrong = {name: sorted(given[name] ^ expected) for name, _, expected in papers_of(room)}
    assert {name: people for name, people in wrong.items() if people} == {}


def takes(room, name, actor, params):
    """Tell whether somebody is given a paper."""
    made = papers()[name]
    with room.store.read() as db:
        try:
            _, content = made.make(db, actor, params) if isinstance(made, Wished) else made(db, actor)
        except (RefusedError, MissingError):
            return False
    return bool(content)


def test_somebody_of_another_class_finds_nothing_of_this_one(room):
    for name, params, action, _ in acts(room):
        if name not in {"members", "grouping"} and action["kind"] not in {"preview-series", "make-series"}:
            with pytest.raises((MissingError, RefusedError)):
                attempt(room, name, room.stranger, params, action)
    for name, params, _ in views(room):
        if params.get("meeting") or params.get("team") or params.get("lane"):
            with pytest.raises(MissingError):
                attempt(room, name, room.stranger, params)
