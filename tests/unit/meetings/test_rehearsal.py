"""The rehearsal room: every move is kept, nothing planted is told before the end, and nobody else sees it."""

import json
import tomllib

import pytest

from factories import CountedQueries, make_actor, make_class, make_key, worded
from rehearsing import best
from secrecy import below
from zhixing import resources
from zhixing.actor import Role
from zhixing.errors import ConflictError, InputError, MissingError
from zhixing.meetings.activities.rehearsal import Rehearsal
from zhixing.meetings.rules.rehearsal.move import Do
from zhixing.meetings.service import rehearsals
from zhixing.meetings.service.rehearsals import scenarios
from zhixing.meetings.tables import RehearsalRow
from zhixing.records import Store

ALL = sorted(scenarios())
HIDDEN = {
    "worth",
    "why",
    "form",
    "answers",
    "change",
    "plants",
    "norm_of",
    "levels",
    "safety",
    "kind",
    "judged",
}


@pytest.fixture
def room(store):
    with store.work() as db:
        classroom = make_class(db)
        actors = make_actor(db, classroom), make_actor(db, classroom, Role.FACILITATOR, name="促进师")
    return store, *actors


def view(store, actor):
    with store.read() as db:
        return Rehearsal().view(db, actor, {})


def act(store, actor, kind, key=None, **data):
    return Rehearsal().act(store, actor, {}, key or make_key(), {"kind": kind, **data})


def begin(store, actor, name="one-voice"):
    return act(store, actor, "start", scenario=name)["run"]


def move(store, actor, run, at, do="silent", **data):
    return act(store, actor, "move", run=run, at=at, do=do, **data)


def to_the_end(store, actor, run, pick=best):
    """Play on as a page does, with moves as the page names them, and return how many were made."""
    at = view(store, actor)["run"]["at"]
    while not view(store, actor)["run"]["over"]:
        with store.read() as db:
            played = next(each for each in rehearsals.runs(db, actor) if each.id == run).played
        chosen = pick(played)
        offered = [question.id for question in played.turns[-1].moment.offered(played.scenario.id)]
        which = str(offered.index(chosen.which)) if chosen.do is Do.ASK else chosen.which
        if chosen.do is Do.OWN:
            chosen, which = type(chosen)(Do.SILENT), ""
        move(store, actor, run, at, chosen.do.value, which=which)
        at += 1
    return at


def test_a_run_begins_and_every_move_is_kept_at_once(room):
    store, me, _ = room
    run = begin(store, me)
    assert view(store, me)["run"]["at"] == 0
    move(store, me, run, 0)
    move(store, me, run, 1, "rule", which="equal")
    shown = view(store, me)["run"]
    assert (shown["id"], shown["at"], shown["over"], len(shown["turns"])) == (run, 2, False, 3)
    assert [turn["move"] and turn["move"]["do"] for turn in shown["turns"]] == ["silent", "rule", None]
    assert shown["turns"][0]["reply"]


def test_after_a_power_cut_the_meeting_stands_where_it_stood(tmp_path):
    from factories import make_store

    store = make_store(tmp_path)
    with store.work() as db:
        me = make_actor(db, make_class(db))
    run = begin(store, me, "too-soon")
    for at in range(4):
        move(store, me, run, at)
    before = view(store, me)["run"]
    store.close()
    again = Store.open(f"sqlite:///{tmp_path / 'zhixing.db'}")
    assert view(again, me)["run"] == before
    again.close()


def test_starting_a_scenario_under_way_goes_on_with_it(room):
    store, me, _ = room
    run = begin(store, me)
    move(store, me, run, 0)
    assert begin(store, me) == run
    assert begin(store, me, "too-soon") != run
    assert view(store, me)["run"]["scenario"] == "too-soon"
    assert begin(store, me) == run
    assert view(store, me)["run"]["at"] == 1


def test_the_same_sending_twice_makes_one_move(room):
    store, me, _ = room
    run, key = begin(store, me), make_key()
    for _ in range(2):
        act(store, me, "move", key, run=run, at=0, do="silent")
    assert view(store, me)["run"]["at"] == 1


def test_a_move_for_a_moment_that_is_past_is_not_counted_again(room):
    store, me, _ = room
    run = begin(store, me)
    move(store, me, run, 0)
    with pytest.raises(ConflictError) as refusal:
        move(store, me, run, 0, "break")
    assert refusal.value.code == "rehearsal.error.moved"
    assert all(worded(refusal.value))
    assert view(store, me)["run"]["at"] == 1


@pytest.mark.parametrize(
    ("data", "code", "error"),
    [
        ({"do": "ask", "which": "9"}, "no-move", MissingError),
        ({"do": "ask", "which": "step"}, "no-move", MissingError),
        ({"do": "ask"}, "no-move", MissingError),
        ({"do": "rule", "which": "smile"}, "no-move", MissingError),
        ({"do": "word", "which": "nobody"}, "no-move", MissingError),
        ({"do": "own", "text": "谁？", "to": "nobody"}, "no-move", MissingError),
        ({"do": "own", "text": "  "}, "no-question", InputError),
        ({"do": "own", "text": "问" * 201}, "question-long", InputError),
    ],
)
def test_what_cannot_be_done_gets_a_sentence_and_changes_nothing(room, data, code, error):
    store, me, _ = room
    run = begin(store, me)
    with pytest.raises(error) as refusal:
        move(store, me, run, 0, **data)
    assert refusal.value.code == f"rehearsal.error.{code}"
    assert all(worded(refusal.value))
    assert view(store, me)["run"]["at"] == 0


def test_a_typed_question_is_kept_as_typed_and_judged_only_in_the_feedback(room):
    store, me, _ = room
    run = begin(store, me)
    text = "<script>月明，您看到了什么？</script>"
    move(store, me, run, 0, "own", text=text, to="jiang")
    shown = view(store, me)["run"]["turns"][0]["move"]
    assert (shown["text"], shown["to"]) == (text, "jiang")
    assert "judged" not in json.dumps(view(store, me))
    to_the_end(store, me, run)
    told = view(store, me)["run"]["feedback"]["own"]
    assert told == [{"text": text, "form": "open", "to": "jiang", "addressed": True, "double": False}]


@pytest.mark.parametrize("name", ALL)
def test_nothing_planted_and_no_line_to_come_is_told_before_the_end(room, name):
    store, me, _ = room
    page = resources.data() / "meetings" / "rehearsals" / f"{name}.toml"
    raw = tomllib.loads(page.read_text(encoding="utf-8"))
    secrets = below(raw, {"why", "sign", "answer"})
    later = {
        text for moment in raw["moment"][1:] for line in moment["line"] for text in (line["zh"], line["en"])
    }
    run, said = begin(store, me, name), set()
    while not view(store, me)["run"]["over"]:
        shown = view(store, me)
        told = json.dumps(shown, ensure_ascii=False)
        assert [
            text for text in secrets if len(text) > 4 and json.dumps(text, ensure_ascii=False) in told
        ] == []
        assert not HIDDEN & set(_keys(shown))
        assert shown["run"]["feedback"] is None
        assert all(planted["id"] not in _words(shown) for planted in raw["planted"])
        said |= {
            text for turn in shown["run"]["turns"] for line in turn["lines"] for text in line["text"].values()
        }
        unheard = {text for text in later - said if len(text) > 4}
        assert [text for text in unheard if json.dumps(text, ensure_ascii=False) in told] == []
        move(store, me, run, shown["run"]["at"])
    assert view(store, me)["run"]["feedback"]["planted"]


def _quoted(text):
    return json.dumps(text, ensure_ascii=False)


def _keys(value):
    if isinstance(value, dict):
        return [*value, *(key for each in value.values() for key in _keys(each))]
    return [key for each in value for key in _keys(each)] if isinstance(value, list) else []


def _words(value):
    if isinstance(value, dict):
        return [word for each in value.values() for word in _words(each)]
    if isinstance(value, list):
        return [word for each in value for word in _words(each)]
    return [value]


def test_questions_are_known_by_their_place_alone(room):
    store, me, _ = room
    begin(store, me)
    questions = view(store, me)["run"]["now"]["questions"]
    assert [each["which"] for each in questions] == ["0", "1", "2"]
    assert all(set(each) == {"which", "to", "text"} for each in questions)


def test_nobody_else_sees_a_run_or_touches_it(room):
    store, me, facilitator = room
    run = begin(store, me)
    move(store, me, run, 0, "own", text="月明，您看到了什么？")
    assert view(store, facilitator)["run"] is None
    assert "月明，您看到了什么" not in json.dumps(view(store, facilitator), ensure_ascii=False)
    for kind, data in (
        ("move", {"at": 1, "do": "silent"}),
        ("again", {"at": 0}),
        ("open", {}),
    ):
        with pytest.raises(MissingError) as refusal:
            act(store, facilitator, kind, run=run, **data)
        assert refusal.value.code == "rehearsal.error.no-run"
        assert all(worded(refusal.value))
    assert Rehearsal().subjects_for(me) & Rehearsal().subjects_for(facilitator) == frozenset()


def test_a_finished_run_tells_everything_and_goes_into_the_history(room):
    store, me, _ = room
    run = begin(store, me, "to-the-person")
    to_the_end(store, me, run)
    shown = view(store, me)
    assert shown["run"]["feedback"]["strengths"]
    assert len(shown["run"]["feedback"]["tries"]) == 2
    assert shown["run"]["closing"]
    (past,) = shown["history"]
    assert (past["id"], past["began_at"], past["is_current"]) == (run, 0, True)
    assert past["planted"] == len(shown["run"]["feedback"]["planted"])
    with pytest.raises(ConflictError):
        move(store, me, run, shown["run"]["at"])


def test_from_a_moment_on_it_can_be_tried_again_and_the_first_run_stays(room):
    store, me, _ = room
    first = begin(store, me)
    to_the_end(store, me, first)
    before = view(store, me)["run"]["turns"]
    second = act(store, me, "again", run=first, at=3)["run"]
    shown = view(store, me)["run"]
    assert (shown["id"], shown["at"], shown["began_at"], shown["over"]) == (second, 3, 3, False)
    assert shown["turns"][:3] == before[:3]
    assert shown["turns"][3]["lines"] == before[3]["lines"]
    third = act(store, me, "again", run=second, at=0)["run"]
    assert view(store, me)["run"]["at"] == 0
    with store.read() as db:
        assert {row.id for row in db.query(RehearsalRow)} == {first, third}
    act(store, me, "open", run=first)
    assert view(store, me)["run"]["feedback"]


@pytest.mark.parametrize("at", [7, 99])
def test_a_moment_never_come_to_cannot_be_begun_from(room, at):
    store, me, _ = room
    run = begin(store, me)
    with pytest.raises(MissingError) as refusal:
        act(store, me, "again", run=run, at=at)
    assert refusal.value.code == "rehearsal.error.no-moment"
    assert all(worded(refusal.value))


def test_a_scenario_that_was_rewritten_keeps_the_history_and_says_so(room):
    store, me, _ = room
    run = begin(store, me)
    to_the_end(store, me, run)
    with store.work() as db:
        row = db.get(RehearsalRow, run)
        row.content = {**row.content, "fingerprint": "another"}
    shown = view(store, me)
    assert shown["run"]["feedback"] is None
    assert shown["history"][0]["is_current"] is False
    assert shown["history"][0]["planted"] > 0


def test_moves_that_a_rewritten_scenario_no_longer_knows_are_left_out(room):
    store, me, _ = room
    run = begin(store, me)
    with store.work() as db:
        row = db.get(RehearsalRow, run)
        row.content = {**row.content, "moves": [{"do": "silent"}, {"do": "ask", "which": "gone"}]}
    assert view(store, me)["run"]["at"] == 1
    move(store, me, run, 1)
    assert view(store, me)["run"]["at"] == 2


def test_an_unknown_scenario_gets_a_sentence(room):
    store, me, _ = room
    with pytest.raises(MissingError) as refusal:
        act(store, me, "start", scenario="nothing")
    assert all(worded(refusal.value))


def test_the_view_takes_the_same_queries_however_many_runs(room):
    store, me, _ = room
    begin(store, me)
    with CountedQueries(store) as few:
        view(store, me)
    for name in ALL:
        to_the_end(store, me, begin(store, me, name))
    with CountedQueries(store) as many:
        view(store, me)
    assert many.count == few.count


def test_only_so_many_runs_are_kept(room, monkeypatch):
    store, me, _ = room
    monkeypatch.setattr(rehearsals, "MOST_RUNS", 2)
    for name in ALL:
        begin(store, me, name)
    with store.read() as db:
        assert db.query(RehearsalRow).count() == 2
    assert view(store, me)["run"]["scenario"] == ALL[-1]
