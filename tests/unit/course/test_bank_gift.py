"""The bank as Moodle's GIFT: an independent reader agrees with what leaves; a real export comes in."""

import io
import re
import warnings
from html import unescape
from pathlib import Path

import pytest

from authored import items, write_unit
from factories import worded
from zhixing import resources
from zhixing.course.bank.gift_in import read_drafts
from zhixing.course.bank.gift_out import gift
from zhixing.course.bank.gift_text import read_gift
from zhixing.course.bank.moodle_text import read_text
from zhixing.course.bank.source import read_sources
from zhixing.course.kinds import KINDS

BANKS = Path(__file__).with_name("banks")
ASKED = {
    "single",
    "multiple",
    "true-false",
    "order",
    "sort",
    "fill",
    "numeric",
    "worked",
    "short",
    "reflection",
}


@pytest.fixture(scope="module")
def parse():
    """Return the independent reader; importing it warns of its own regular expressions."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pygiftparser.parser import parseFile
        from pygiftparser.utils import transformSpecials

    def read(text):
        # Moodle's feedback to any other number is the one form that this reader does not know.
        text = "\n".join(line for line in text.splitlines() if not line.startswith("\t~#")) + "\n"
        return {transformSpecials(question.title): question for question in parseFile(io.StringIO(text))}

    return read


@pytest.fixture
def left(tmp_path):
    write_unit(tmp_path / "t01")
    return gift(read_sources((tmp_path,)))


def plain(text):
    """Return a text of GIFT as both sides, without our own code."""
    bare = re.sub(r"\\([#=~:{}])", r"\1", text)
    sides = {
        lang: unescape(re.sub("<[^>]*>", "\n", body)).strip()
        for lang, body in re.findall(r'<span lang="(\w+)" class="multilang">(.*?)</span>', bare, re.DOTALL)
    }
    return (sides["zh_cn"], sides["en"]) if sides else (bare, bare)


def pair(text):
    return (text["zh"], text["en"])


# ---- out


def test_what_moodle_has_no_question_for_stays_out_and_is_named(left):
    assert set(left.out) == {items()[kind]["id"] for kind in set(KINDS) - ASKED}


def test_an_independent_reader_finds_every_question_and_its_type(left, parse):
    found = parse(left.text)
    types = {name: type(question.answers).__name__ for name, question in found.items()}
    assert types == {
        "t01-q01": "SelectSet",
        "t01-q02": "MultipleChoicesSet",
        "t01-q03": "TrueFalseSet",
        "t01-q03/reason": "SelectSet",
        "t01-q04": "MatchingSet",
        "t01-q05": "MatchingSet",
        "t01-q06": "MatchingSet",
        "t01-q07": "NumericAnswerSet",
        "t01-q08": "SelectSet",  # its near answers have a weight of their own
        "t01-q09/visits": "NumericAnswerSet",
        "t01-q09/share": "NumericAnswerSet",
        "t01-q11": "Essay",
    }
    assert all(question.valid and question.cat == "$course$/top/t01" for question in found.values())


def test_an_independent_reader_agrees_on_answers_weights_and_feedback(left, parse):
    found = parse(left.text)
    for kind, name in (("single", "t01-q01"), ("multiple", "t01-q02")):
        raw = items()[kind]
        assert plain(found[name].text) == pair(raw["prompt"])
        answers = found[name].answers.answers
        assert [plain(each.answer) for each in answers] == [pair(option["text"]) for option in raw["option"]]
        assert [plain(each.feedback) for each in answers] == [
            pair(option["feedback"]) for option in raw["option"]
        ]
    assert [each.fraction for each in found["t01-q01"].answers.answers] == [0, 100, 0]
    assert [each.fraction for each in found["t01-q02"].answers.answers] == [50, 50, -50]
    statement = items()["true-false"]
    verdict = found["t01-q03"].answers
    assert verdict.answer is statement["verdict"]
    assert plain(verdict.feedbackCorrect) == pair(statement["verdicts"]["false"])
    assert plain(verdict.feedbackWrong) == pair(statement["verdicts"]["true"])
    number = found["t01-q07"].answers.answers
    assert [(each.value, each.tolerance, each.fraction) for each in number[:3]] == [
        (5, 0.1, 100),
        (0.05, 0.001, 0),
        (20, 0, 0),
    ]
    words = found["t01-q08"].answers.answers
    assert [(each.answer, each.fraction) for each in words] == [
        ("一次告知", 100),
        ("一次性告知", 100),
        ("complete notice", 100),
        ("one complete notice", 100),
        ("首问负责", 0),
        ("first contact", 0),
    ]
    cards = [(plain(each.question), plain(each.answer.strip())) for each in found["t01-q05"].answers.answers]
    bins = {each["id"]: pair(each["text"]) for each in items()["sort"]["bin"]}
    assert cards == [(pair(card["text"]), bins[card["bin"]]) for card in items()["sort"]["card"]]


def test_the_shipped_course_is_read_by_the_independent_reader(parse):
    sources = read_sources((resources.data() / "course",))
    left = gift(sources)
    found = parse(left.text)
    asked = [raw for source in sources for raw in source.items if raw["kind"] in ASKED]
    assert {name.partition("/")[0] for name in found} == {raw["id"] for raw in asked}
    assert all(question.valid for question in found.values())
    for raw in asked:
        if raw["kind"] in {"single", "multiple"}:
            answers = found[raw["id"]].answers.answers
            assert [each.fraction > 0 for each in answers] == [one["correct"] for one in raw["option"]]
            assert [plain(each.answer) for each in answers] == [pair(one["text"]) for one in raw["option"]]


# ---- there and back


@pytest.mark.parametrize("kind", sorted(ASKED))
def test_what_moodle_has_a_question_for_comes_back(left, kind):
    found = read_drafts([("t.gift", left.text.encode())], "t01")
    assert [worded(fault) for fault in found.faults] == []
    raw = next(draft.raw for draft in found.items if draft.raw["id"] == items()[kind]["id"])
    was = items()[kind]
    assert raw["kind"] == kind
    assert raw["objective"] == was["objective"]
    assert raw["difficulty"] == was["difficulty"]
    same = {
        "single": ["prompt", "option"],
        "multiple": ["prompt", "option"],
        "true-false": ["prompt", "verdict", "verdicts"],
        "order": ["prompt"],
        "sort": ["prompt"],
        "fill": ["prompt"],
        "numeric": ["answer", "tolerance", "why", "hint"],
        "worked": ["prompt"],
        "short": ["prompt", "accepted", "near", "why", "hint"],
        "reflection": ["prompt"],
    }[kind]
    for key in same:
        assert raw[key] == was[key], key
    texts = {"order": "entry", "sort": "card", "fill": "word", "true-false": "reason"}
    if kind in texts:
        assert [each["text"] for each in raw[texts[kind]]] == [each["text"] for each in was[texts[kind]]]
    if kind == "worked":
        assert [line["answer"] for line in raw["line"]] == [line["answer"] for line in was["line"]]
    if kind == "fill":
        words = [{each["id"]: each["text"] for each in one["word"]} for one in (raw, was)]
        gaps = [[by[gap["word"]] for gap in one["gap"]] for by, one in zip(words, (raw, was), strict=True)]
        assert gaps[0] == gaps[1]


# ---- a real export


@pytest.fixture(scope="module")
def export():
    found = read_drafts([("export.gift", (BANKS / "moodle-export.gift").read_bytes())], "t05")
    assert [worded(fault) for fault in found.faults] == []
    return found


def test_a_moodle_export_is_read_question_by_question(export):
    assert [(draft.raw["id"], draft.raw["kind"]) for draft in export.items] == [
        ("t05-q01", "single"),
        ("t05-look-up", "multiple"),
        ("t05-q02", "single"),
        ("t05-q03", "sort"),
        ("t05-q04", "numeric"),
        ("t05-q05", "numeric"),
        ("t05-q06", "short"),
        ("t05-q07", "reflection"),
    ]
    assert export.items[0].remark == "Returned cases"


def test_markup_entities_and_escapes_are_off_and_general_feedback_fills_in(export):
    options = export.items[0].raw["option"]
    assert options[1]["text"] == {"zh": "满意度: 比例 < 90%", "en": "Satisfaction: share < 90%"}
    assert options[2]["text"]["zh"] == "大括号 {A} 与 ~ 和 #"
    assert options[2]["feedback"] == {"zh": "先看事实，再问人。", "en": "Facts first, then people."}
    assert [option["correct"] for option in options] == [True, False, False]


def test_weights_ranges_tolerances_and_near_answers_are_kept(export):
    by_name = {draft.remark: draft.raw for draft in export.items}
    assert [option["correct"] for option in by_name["What the counter can look up"]["option"]] == [
        True,
        True,
        False,
    ]
    assert by_name["What the counter can look up"]["difficulty"] == 0.4
    assert (by_name["Share"]["answer"], by_name["Share"]["tolerance"]) == (5, 0.1)
    assert by_name["Share"]["hint"]["en"] == "Divide the returned by the received."
    assert [slip["value"] for slip in by_name["Share"]["slip"]] == [0.05]
    assert (by_name["Between"]["answer"], by_name["Between"]["tolerance"]) == (5, 10)
    assert by_name["Term"]["accepted"] == {"zh": ["一次告知"], "en": ["complete notice"]}
    assert by_name["Term"]["near"][0]["feedback"]["en"] == "“Complete” is lacking."
    assert by_name["Fewer returns"]["option"][0]["feedback"]["en"].startswith("Returns by word")


def test_categories_become_objectives_and_what_was_decided_is_told(export):
    assert [each["text"] for each in export.objectives] == [
        {"zh": "窗口技能", "en": "Counter skills"},
        {"zh": "Figures", "en": "Figures"},
    ]
    assert [draft.raw["objective"] for draft in export.items] == ["t05-o1"] * 4 + ["t05-o2"] * 4
    told = {code for code, _ in export.notes}
    assert told == {
        "bank.note.difficulty",
        "bank.note.weights",
        "bank.note.no-reasons",
        "bank.note.alone",
        "bank.note.hint",
        "bank.note.partial",
        "bank.note.objectives",
    }


def test_two_files_of_one_language_each_are_paired_by_name():
    files = [(name, (BANKS / name).read_bytes()) for name in ("zh.gift", "en.gift")]
    found = read_drafts(files, "t06")
    assert [worded(fault) for fault in found.faults] == []
    single, term, pairs = (draft.raw for draft in found.items)
    assert single["option"][0]["text"] == {"zh": "退件理由", "en": "The reasons given"}
    assert term["accepted"] == {"zh": ["一次告知", "一次性告知"], "en": ["complete notice"]}
    assert pairs["card"][0]["text"]["en"] == "41 returns in March"
    assert found.objectives == [{"id": "t06-o1", "text": {"zh": "窗口技能", "en": "Counter skills"}}]
    other_way = read_drafts(files[::-1], "t06")
    assert other_way.faults == []
    assert other_way.items[1].raw["option"][0]["text"] == single["option"][0]["text"]


# ---- what cannot be taken

ZH = '<span lang\\="zh_cn" class\\="multilang">甲</span><span lang\\="en" class\\="multilang">A</span>'
GOOD = f"::n::{ZH}{{={ZH}#{ZH}\n~{ZH}#{ZH}}}\n"


@pytest.mark.parametrize(
    ("text", "line", "zh"),
    [
        (f"{GOOD}\n\n::d::[html]{ZH}\n", 5, "说明"),
        (f"{GOOD}\n::c::{ZH} {{1:MC:=a~b}}\n", 4, "完形填空"),
        (f"{GOOD}\n::c::{ZH} {{={ZH}}} {ZH} {{={ZH}}}\n", 4, "完形填空"),
        (f"{GOOD}\n::o::{ZH}{{>{ZH}}}\n", 4, "排序"),
        (f"{GOOD}\n// a remark\n::b::{ZH}{{=a\n", 5, "花括号"),
        (f"{GOOD}\n::k::{ZH}{{={ZH}#{ZH}\n={ZH}#{ZH}\n~{ZH}#{ZH}}}\n", 4, "现在有 2 个"),
        (f"{GOOD}\n::s::{ZH}{{~%50%{ZH}#{ZH}\n~%20%{ZH}#{ZH}\n~{ZH}#{ZH}}}\n", 4, "现在是 70%"),
        (f"{GOOD}\n::f::{ZH}{{={ZH}\n~{ZH}#{ZH}}}\n", 4, "没有说明"),
        (f"{GOOD}\n::x::{ZH}{{#five#{ZH}}}\n", 4, "“five”不是数"),
        (f"{GOOD}\n::m::{ZH}{{={ZH}->{ZH} ={ZH}}}\n", 4, "->"),
        (f'{GOOD}\n::i::<img src\\="@@PLUGINFILE@@/a.png">{ZH}{{}}\n', 4, "图片"),
        (f"{GOOD}\n::l::{ZH}{{=只有中文的答案#{ZH}\n~{ZH}#{ZH}}}\n", 4, "缺少 en 一侧"),
        (f"{GOOD}\n::t::{ZH}{{=只有中文#{ZH}}}\n", 4, "en 的可接受答案"),
        (f"{GOOD}\n::a::{ZH}{{whatever}}\n", 4, "认不出来"),
        ("::n::只有中文{=对#因为\n~错#因为}\n", None, "只有一种语言"),
        ("// nothing\n", None, "没有读到题目"),
    ],
)
def test_what_cannot_be_taken_is_named_with_its_line(text, line, zh):
    found = read_drafts([("a.gift", text.encode())], "t07")
    matching = [fault for fault in found.faults if zh in worded(fault)[0]]
    assert matching, [worded(fault) for fault in found.faults]
    assert matching[0].location.file == "a.gift"
    assert matching[0].location.row == line
    assert worded(matching[0])[1]


@pytest.mark.parametrize(
    ("find", "put", "zh"),
    [
        ("::term::", "::word::", "没有名为“term”的题目"),
        ("::term::", "", "没有名称"),
        ("::term::", "::returned::", "用了两次"),
        ("~Satisfaction#", "~%50%Satisfaction#", "不一致"),
        ("complete notice", "完整告知", "en 的可接受答案"),
        ("Satisfaction", "满意度评分", "没有 en 一侧"),
    ],
)
def test_files_that_do_not_fit_are_told_question_by_question(find, put, zh):
    other = (BANKS / "en.gift").read_text(encoding="utf-8").replace(find, put)
    found = read_drafts([("zh.gift", (BANKS / "zh.gift").read_bytes()), ("en.gift", other.encode())], "t06")
    assert any(zh in worded(fault)[0] for fault in found.faults), [worded(fault) for fault in found.faults]


def test_pairs_that_somebody_tagged_as_an_order_without_places_are_pairs():
    pairs = "\n".join(f"={ZH}{number} -> {ZH}{number}" for number in range(4))
    found = read_drafts([("a.gift", f"// [tag:order]\n::o::{ZH}{{{pairs}\n####{ZH}}}\n".encode())], "t07")
    assert not found.faults
    assert [draft.raw["kind"] for draft in found.items] == ["sort"]


def test_a_file_in_another_encoding_is_refused():
    from zhixing.errors import InputError

    with pytest.raises(InputError, match="not-utf-8"):
        read_gift("a.gift", "题{}".encode("gb18030"))


# ---- texts


@pytest.mark.parametrize(
    ("written", "zh", "en"),
    [
        (
            '前 <span lang="zh_cn" class="multilang">中</span><span lang="en" class="multilang">mid</span> 1',
            "前 中 1",
            "前 mid 1",
        ),
        (
            '<span class="multilang" lang="en">one</span><span class="multilang" lang="zh">一</span>',
            "一",
            "one",
        ),
        ('<lang lang="zh_cn">一</lang><lang lang="en">one</lang>', "一", "one"),
        ("{mlang zh_cn}一{mlang}{mlang en}one{mlang}", "一", "one"),
        ('<span style="color:red">只有中文</span>', "只有中文", None),
        ("only English", None, "only English"),
        ("ISO 9001", "ISO 9001", "ISO 9001"),
        ("<p>一行</p><p>两行&nbsp;&amp;</p>", "一行\n两行 &", None),
        (
            '<span lang="fr" class="multilang">un</span><span lang="en" class="multilang">one</span>',
            None,
            "one",
        ),
        ("", "", ""),
    ],
)
def test_a_text_of_moodle_is_read_in_each_language(written, zh, en):
    found = read_text(written)
    assert (found.zh, found.en) == (zh, en)
