"""A scenario's file with a fault is refused with a sentence that names the file and the entry."""

import tomllib

import pytest

from factories import worded
from zhixing import resources
from zhixing.errors import InputError
from zhixing.meetings.rules.rehearsal.scenario import LEAST_MOMENTS
from zhixing.meetings.service.rehearsals import load, scenarios

CASE_CHANGE = "moment case reply 1 change"
FOLDER = resources.data() / "meetings" / "rehearsals"
WRITTEN = (FOLDER / "one-voice.toml").read_text(encoding="utf-8")


def fault(tmp_path, before, after, count=1):
    assert WRITTEN.count(before) >= 1, "the file no longer says so"
    page = tmp_path / "mine.toml"
    page.write_text(WRITTEN.replace(before, after, count), encoding="utf-8")
    with pytest.raises(InputError) as refusal:
        load(page)
    zh, en = worded(refusal.value)
    assert "mine.toml" in zh
    assert "mine.toml" in en
    return refusal.value


@pytest.mark.parametrize(
    ("before", "after", "code", "place"),
    [
        ('who = "gao"\nzh = "我说说', 'who = "nobody"\nzh = "我说说', "not-one-of", "moment case line 1"),
        ('to = "gao"\nform = "open"', 'to = "gao"\nform = "wide"', "not-one-of", "moment case question step"),
        ("safety = 60", "safety = 160", "out-of-range", "start"),
        ("level = 1", "level = 4", "out-of-range", ""),
        ("minutes = 75", "minutes = 7.5", "out-of-range", ""),
        ("takes = 4", "takes = 0", "out-of-range", "moment case"),
        ("change = { clarity = 3, gao = 5 }", "change = { clarity = 300 }", "out-of-range", CASE_CHANGE),
        ("change = { clarity = 3, gao = 5 }", "change = { mood = 3 }", "no-level", CASE_CHANGE),
        ('when = ["open long-talk"]', 'when = ["open other-talk"]', "bad-condition", "moment chief way 1"),
        ('when = ["huang >= 35"]', 'when = ["huang > 35"]', "bad-condition", "moment again line 2"),
        ('plants = ["parking"]', 'plants = ["car-park"]', "no-planted", "moment queue"),
        ('answers = ["long-talk"]', 'answers = ["talk"]', "no-planted", "moment chief reply 1"),
        ('[[moment.way]]\nto = "chief"\n', "", "unreachable", "moment chief"),
        ('to = "fire"\n', 'to = "case"\n', "way-back", "moment screens"),
        ('to = "fire"\n', 'to = "ice"\n', "way-back", "moment screens"),
        ('[[moment.way]]\nto = "screens"\n', "", "no-way-on", "moment chief"),
        ('id = "often"', 'id = "step"', "doubled", "moment case question step"),
        ('on = ["ask:often"]', 'on = ["ask:seldom"]', "no-such-move", "moment case reply 3"),
        ('on = ["ask:often"]', 'on = ["silent"]', "reply-dead", "moment case reply 3"),
        ('on = ["ask:window"]', 'on = ["wall"]', "question-unanswered", "moment case question window"),
        ('on = ["silent"]\nworth = "right"', 'on = ["silent"]\nworth = "fine"', "no-right", "moment case"),
        ('when = ["calm"]', 'when = ["calm", "not calm"]', "never", "moment fire reply 2"),
        ('when = ["calm"]', 'when = ["open parking"]', "not-begun", "moment fire reply 2"),
        ('plants = ["no-word"]\n', "", "not-begun", "moment screens reply 1"),
        ('norm = "equal"', 'norm = "polite"', "not-one-of", "planted long-talk"),
        ('question = "act-16"', 'question = "act-99"', "not-one-of", "planted long-talk"),
        ('kind = "domination"', 'kind = "blame"', "not-one-of", "planted long-talk"),
        ('id = "gao"', 'id = "Gao"', "bad-id", "member Gao"),
        ("ready = 60\n", "", "key-missing", "member gao"),
        ("ready = 60\n", 'ready = 60\nmood = "good"\n', "key-unknown", "member gao"),
        ('calls = ["高其琛"', 'calls = [5, "高其琛"', "not-a-list", "member gao"),
        ("[start]\nsafety", "start = 5\n[begin]\nsafety", "key-unknown", ""),
    ],
)  # fmt: skip
def test_a_fault_names_file_and_entry(tmp_path, before, after, code, place):
    error = fault(tmp_path, before, after)
    assert error.code == f"rehearsal.error.{code}"
    assert error.location.field == place


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (', en = "Gao Qichen" }', " }", "text.error.not-a-pair"),
        (', en = "Gao Qichen" }', ', en = " " }', "text.error.one-sided"),
    ],
)
def test_a_missing_language_names_the_entry(tmp_path, before, after, code):
    error = fault(tmp_path, before, after)
    assert (error.code, error.location.field) == (code, "member gao name")


def test_a_line_without_its_english_is_named(tmp_path):
    error = fault(tmp_path, 'en = "Quite often."\n', "")
    assert (error.code, error.location.field) == ("rehearsal.error.key-missing", "moment case reply 3 line 1")


def test_a_moment_with_two_questions_is_refused(tmp_path):
    start = WRITTEN.index('[[moment.question]]\nid = "often"')
    end = WRITTEN.index("[[moment.question]]", start + 5)
    error = fault(tmp_path, WRITTEN[start:end], "")
    assert (error.code, error.location.field) == ("rehearsal.error.questions", "moment case")


def test_a_run_that_may_be_too_short_is_refused(tmp_path):
    error = fault(
        tmp_path,
        '[[moment.way]]\nto = "lot"',
        '[[moment.way]]\nto = "phone"\nwhen = ["clarity < 20"]\n\n[[moment.way]]\nto = "lot"',
    )
    assert (error.code, error.params["least"]) == ("rehearsal.error.length", LEAST_MOMENTS)


def test_a_moment_at_which_nobody_may_speak_is_refused(tmp_path):
    said = 'zh = "还有十来分钟，散会？"\n'
    page = WRITTEN.replace('when = ["clarity < 60"]', 'when = ["clarity < 50"]', 1)
    error = fault(tmp_path, WRITTEN, page.replace(said, said + 'when = ["bai >= 50"]\n'))
    assert (error.code, error.location.field) == ("rehearsal.error.no-line", "moment look-back")


def test_a_file_that_is_no_toml_is_refused(tmp_path):
    error = fault(tmp_path, "[start]", "[start")
    assert error.code == "rehearsal.error.unreadable"


def test_every_scenario_of_the_product_is_read():
    pages = {page.stem for page in FOLDER.glob("*.toml")} - {"usual", "words"}
    assert set(scenarios()) == pages
    for page in pages:
        assert tomllib.loads((FOLDER / f"{page}.toml").read_text(encoding="utf-8"))["id"] == page
