"""Activities: an action is taken once, what is none is refused, what nobody foresaw gets a number."""

import json
import logging
import re
import secrets
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, ClassVar, Literal

import pytest
from sqlalchemy import select

import zhixing
from factories import make_actor, make_class, worded
from zhixing.activity import Act, Activity, Registry, asset
from zhixing.activity.base import is_storable
from zhixing.activity.guard import guarded, refusal
from zhixing.activity.receipt import forget_old, take
from zhixing.classroom.people import person
from zhixing.classroom.tables import PersonRow
from zhixing.errors import FaultsError, InputError, Location, MissingError, RefusedError
from zhixing.records.tables import ReceiptRow


class Count(Act):
    kind: Literal["count"]
    by: int = 1
    say: str = ""

    def perform(self, db, actor, params):
        row = person(db, actor)
        row.position += self.by
        return {"now": row.position}


class Refuse(Act):
    kind: Literal["refuse"]

    def perform(self, db, actor, params):
        person(db, actor).position = 99
        raise RefusedError("classroom.error.not-allowed")


class Counter(Activity):
    name: ClassVar[str] = "counter"
    module: ClassVar[str] = "nowhere.js"
    acts: ClassVar[tuple[type[Act], ...]] = (Count, Refuse)

    def view(self, db, actor, params) -> dict[str, Any]:
        return {"now": person(db, actor).position}


class Single(Counter):
    name: ClassVar[str] = "single"
    acts: ClassVar[tuple[type[Act], ...]] = (Count,)


class Silent(Counter):
    name: ClassVar[str] = "silent"
    acts: ClassVar[tuple[type[Act], ...]] = ()


@pytest.fixture
def actor(store):
    with store.work() as db:
        return make_actor(db, make_class(db))


def number():
    return secrets.token_hex(12)


def position(store, actor):
    with store.read() as db:
        return db.get_one(PersonRow, actor.person).position


def test_the_same_action_sent_again_changes_nothing(store, actor):
    counter, one = Counter(), number()
    assert counter.act(store, actor, {}, one, {"kind": "count"}) == {"now": 1}
    assert counter.act(store, actor, {}, one, {"kind": "count"}) is None
    assert counter.act(store, actor, {}, one, {"kind": "count", "by": 7}) is None
    assert counter.act(store, actor, {}, number(), {"kind": "count"}) == {"now": 2}
    assert position(store, actor) == 2


def test_an_action_sent_by_many_at_once_is_performed_once(store, actor):
    counter, one = Counter(), number()
    gate, failed = threading.Barrier(8), []

    def send():
        gate.wait()
        try:
            counter.act(store, actor, {}, one, {"kind": "count"})
        except Exception as error:  # noqa: BLE001  (whatever it is, the test shows it)
            failed.append(error)

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failed == []
    assert position(store, actor) == 1


def test_a_refused_action_leaves_nothing_and_may_be_sent_again(store, actor):
    one = number()
    with pytest.raises(RefusedError):
        Counter().act(store, actor, {}, one, {"kind": "refuse"})
    assert position(store, actor) == 0
    assert Counter().act(store, actor, {}, one, {"kind": "count"}) == {"now": 1}


BAD = [
    None,
    7,
    "count",
    [],
    {},
    {"kind": None},
    {"kind": "nothing"},
    {"kind": "count", "by": "many"},
    {"kind": "count", "more": 1},
    {"kind": "count", "say": "\0"},
    {"kind": "count", "say": "\udc00"},
    {"kind": "count", "\0": 1},
]


@pytest.mark.parametrize("action", BAD, ids=repr)
@pytest.mark.parametrize("activity", [Counter(), Single(), Silent()], ids=lambda one: one.name)
def test_what_is_no_action_is_refused(store, actor, activity, action):
    with pytest.raises(InputError) as found:
        activity.act(store, actor, {}, number(), action)
    assert found.value.code == "activity.error.bad-action"
    assert all(worded(found.value))
    with store.read() as db:
        assert db.scalars(select(ReceiptRow)).all() == []


def test_the_field_that_is_wrong_is_named(store, actor):
    with pytest.raises(InputError) as found:
        Counter().act(store, actor, {}, number(), {"kind": "count", "by": "many"})
    assert found.value.location.field == "by"
    assert refusal(found.value)["field"] == "by"


@pytest.mark.parametrize(
    "given", ["", "short", "x" * 15, "x" * 65, "0123456789abcdef\0", "0123456789abcdef\n", "ａ" * 16]
)
def test_an_id_that_no_page_makes_is_refused(store, actor, given):
    with pytest.raises(InputError) as found:
        Counter().act(store, actor, {}, given, {"kind": "count"})
    assert found.value.code == "activity.error.bad-id"
    assert position(store, actor) == 0


def test_receipts_are_kept_two_weeks_and_name_nobody(store, actor):
    with store.work() as db:
        take(db, "a" * 16)
        db.add(ReceiptRow(action_id="b" * 16, day="2020-01-01"))
        db.flush()
        forget_old(db)
    with store.read() as db:
        (row,) = db.scalars(select(ReceiptRow))
        assert row.action_id == "a" * 16
        assert actor.person not in str(vars(row))


def test_a_deep_message_is_looked_through_without_recursion():
    deep: Any = "\0"
    for _ in range(50_000):
        deep = [deep]
    assert not is_storable(deep)
    assert is_storable({"a": [1, None, True, "text", {"b": 2.5}]})


def test_an_activity_is_registered_once_and_an_unknown_one_is_told():
    registry = Registry.of([Counter(), Single()])
    assert registry.get("counter").name == "counter"
    with pytest.raises(MissingError) as found:
        registry.get("nothing")
    assert found.value.code == "activity.error.unknown"
    assert all("nothing" in sentence for sentence in worded(found.value))
    with pytest.raises(ValueError, match="counter"):
        Registry.of([Counter(), Counter()])


# ---- the border


def test_a_taken_action_brings_its_reply():
    assert guarded("x", "n", lambda: {"a": 1}) == {"type": "taken", "id": "n", "reply": {"a": 1}}


def test_an_error_for_people_comes_in_both_languages():
    def fail():
        raise InputError("classroom.error.roster-no-name", {}, Location(row=3, field="姓名"))

    answer = guarded("x", "n", fail)
    assert (answer["type"], answer["id"]) == ("refused", "n")
    assert answer["error"]["code"] == "classroom.error.roster-no-name"
    assert answer["error"]["field"] == "姓名"
    assert all("3" in sentence for sentence in answer["error"]["sentence"].values())


def test_several_faults_come_one_by_one():
    faults = [InputError("classroom.error.roster-no-name", {}, Location(row=row)) for row in (2, 5)]
    told = refusal(FaultsError("classroom.error.roster-faults", faults))
    assert [("2" in one["zh"], "5" in one["en"]) for one in told["faults"]] == [(True, False), (False, True)]


def test_what_nobody_foresaw_gets_a_number_and_the_log_gets_the_rest(caplog):
    def fail():
        return {"secret": 1 / 0}

    with caplog.at_level(logging.ERROR):
        answer = guarded("rate-topics", "n", fail)
    error = answer["error"]
    assert error["code"] == "activity.error.unexpected"
    (reference,) = set(re.findall(r"[0-9a-f]{6}", error["sentence"]["zh"] + error["sentence"]["en"]))
    assert reference in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "rate-topics" in caplog.text
    assert "Zero" not in json.dumps(answer)


# ---- front-end files


def test_every_front_end_file_has_a_type_and_every_module_is_there():
    from zhixing.workbook.assembly import registry

    files = asset.static_files()
    assert all(asset.assets()[name].media_type for name in files)
    for activity in registry().by_name.values():
        assert activity.module in files


def test_the_strings_are_json_by_language():
    found = json.loads(asset.strings())
    assert set(found) == {"zh-CN", "en"}
    assert set(found["zh-CN"]) == set(found["en"])


def test_the_version_changes_with_the_content_and_only_with_it(tmp_path):
    package = tmp_path / "zhixing"
    shutil.copytree(Path(zhixing.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    program = (
        "import sys, types; sys.path.insert(0, sys.argv[1])\n"
        "import zhixing; assert zhixing.__file__.startswith(sys.argv[1])\n"
        "from zhixing.activity import asset; print(asset.version())"
    )

    def version():
        done = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path)],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return done.stdout.strip()

    first = version()
    assert re.fullmatch(r"[0-9a-f]{12}", first)
    assert first == version() == asset.version()
    style = package / "activity" / "static" / "kit.css"
    style.write_text(style.read_text(encoding="utf-8") + "/* more */", encoding="utf-8")
    second = version()
    page = package / "text" / "catalogue" / "en" / "kit.toml"
    page.write_text(page.read_text(encoding="utf-8") + '\n[more]\nsentence = "More."\n', encoding="utf-8")
    third = version()
    (package / "activity" / "static" / "more.txt").write_text("not served", encoding="utf-8")
    assert len({first, second, third}) == 3
    assert version() == third
