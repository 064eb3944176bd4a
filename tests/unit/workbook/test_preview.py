"""A file of items tried out by its author: shown as learners see it, nothing kept, read anew when saved."""

import asyncio
import os

import pytest

from authored import items, write_unit
from zhixing import preview
from zhixing.actor import Actor, Role
from zhixing.course.tables import AnswerRow
from zhixing.errors import MissingError
from zhixing.records import Store
from zhixing.records.schema import upgrade
from zhixing.workbook import preview as watching
from zhixing.workbook.book import Book
from zhixing.workbook.preview import Preview, read_page

ACTOR = Actor("me", "mine", frozenset(Role), solo=True)


@pytest.fixture
def unit(tmp_path):
    return write_unit(tmp_path / "course" / "t01")


@pytest.fixture
def store(tmp_path):
    found = Store.open(f"sqlite:///{tmp_path / 'zhixing.db'}")
    upgrade(found)
    yield found
    found.close()


@pytest.fixture
def shown(unit, store):
    found = Preview(unit / "items.toml", store, lambda: ACTOR)
    yield found
    found.close()


def save(page, text):
    """Write a file so that it is seen to be newer, however fast this is."""
    later = page.stat().st_mtime + 5
    page.write_text(text, encoding="utf-8")
    os.utime(page, (later, later))


def save_new(page, text):
    page.write_text(text, encoding="utf-8")
    later = page.stat().st_mtime + 5
    os.utime(page, (later, later))


def widget(shown, kind):
    return shown._widgets[items()[kind]["id"]]


def send(widget, **action):
    widget._on_message(widget, {"type": "act", "id": "a" * 24, "action": action}, [])


def test_every_item_is_shown_without_its_key(shown):
    assert [each.view["item"]["kind"] for each in shown.box.children] == list(items())
    single = widget(shown, "single").view
    assert single["may_answer"]
    assert single["feedback"] == []
    assert "correct" not in str(single["item"])


def test_a_try_is_marked_and_kept_nowhere(shown, store):
    send(widget(shown, "single"), kind="answer", option="a")
    view = widget(shown, "single").view
    assert (view["tries"], view["correct"], view["may_answer"]) == (1, False, True)
    send(widget(shown, "single"), kind="answer", option="b")
    assert widget(shown, "single").view["correct"]
    with store.read() as db:
        assert db.query(AnswerRow).count() == 0


def test_a_case_is_walked_and_begun_anew(shown):
    send(widget(shown, "branch"), kind="step", at=0, choice="look")
    send(widget(shown, "branch"), kind="step", at=1, choice="fix")
    view = widget(shown, "branch").view
    assert view["walk"]["ending"]["quality"] == "good"
    assert view["correct"]
    send(widget(shown, "branch"), kind="restart")
    assert widget(shown, "branch").view["walk"]["now"]["state"] == "slip"


def test_a_saved_file_is_read_anew_and_items_that_did_not_change_keep_their_tries(shown, unit):
    send(widget(shown, "single"), kind="answer", option="a")
    page = unit / "items.toml"
    assert not shown.look()
    save(page, page.read_text(encoding="utf-8").replace("Which of these can", "Which of those can"))
    assert shown.look()
    assert widget(shown, "multiple").view["item"]["prompt"]["en"].startswith("Which of those")
    assert widget(shown, "single").view["tries"] == 1


def test_faults_are_sentences_and_hide_no_other_item(shown, unit):
    page = unit / "items.toml"
    good = page.read_text(encoding="utf-8")
    save(page, good.replace("difficulty = 0.6", "difficulty = 6", 1))
    assert shown.look()
    told, *others = shown.box.children
    assert "t01/items.toml" in told.value
    assert "不能大于 1" in told.value
    assert len(others) == len(items()) - 1
    save(page, "[[item")
    shown.look()
    assert len(shown.box.children) == 1
    save(page, good)
    shown.look()
    assert len(shown.box.children) == len(items())


def test_what_is_no_file_is_named(tmp_path, unit):
    with pytest.raises(MissingError):
        read_page(tmp_path / "nothing.toml")


def test_an_author_needs_one_line(unit, tmp_path, monkeypatch):
    monkeypatch.setenv("ZHIXING_HOME", str(tmp_path / "home"))
    first = preview(unit / "items.toml")
    assert len(first.children) == len(items())
    again = preview(str(unit / "items.toml"))
    assert again is not first
    assert first.comm is None


def test_a_file_that_is_away_while_it_is_saved_is_read_when_it_is_back(unit, store, monkeypatch):
    monkeypatch.setattr(watching, "_LOOK_SECONDS", 0.01)
    page = unit / "items.toml"
    text = page.read_text(encoding="utf-8")

    async def save_as_some_editors_do():
        found = Preview(page, store, lambda: ACTOR)
        page.unlink()
        await asyncio.sleep(0.05)
        save_new(page, text.replace("Which of these can", "Which of those can"))
        for _ in range(100):
            await asyncio.sleep(0.02)
            if "Which of those" in str(widget(found, "multiple").view["item"]["prompt"]):
                break
        found.close()
        return widget(found, "multiple").view["item"]["prompt"]["en"]

    assert asyncio.run(save_as_some_editors_do()).startswith("Which of those")


@pytest.mark.parametrize(
    ("hosting", "served_by", "shows"),
    [
        ("", "", True),
        ("page", "", False),
        ("live", "", False),
        ("template", "", False),
        ("", "voila/0.5", False),
    ],
)
def test_nothing_is_shown_on_a_served_page(unit, tmp_path, monkeypatch, hosting, served_by, shows):
    monkeypatch.setenv("ZHIXING_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SERVER_SOFTWARE", served_by)
    found = Book("preview", hosting).preview(unit / "items.toml")
    assert (found is not None) is shows
    assert (tmp_path / "home").exists() is shows
