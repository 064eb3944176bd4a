"""Every sentence is there in both languages, is used, and stands nowhere but in the catalogue."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

import zhixing
from zhixing.actor import Locale
from zhixing.text import catalogue
from zhixing.text.catalogue import placeholders

PACKAGE = Path(zhixing.__file__).parent
PAGES = sorted(path.name for path in (PACKAGE / "text" / "catalogue" / "zh-CN").glob("*.toml"))
ROOMS = {page.removesuffix(".toml") for page in PAGES}
HAN = re.compile(r"[\u3400-\u9fff]")

# Keys put together at run time: the file that does it, and why.
BUILT = {
    "cli.help.": ("cli/main.py", "each option of the command line has one sentence"),
    "cli.said.": ("cli/manage.py", "each command ends with one sentence"),
    "cli.said.doctor-": ("cli/doctor.py", "each check has one sentence"),
    "classroom.sheet.": ("classroom/documents.py", "each column of the attendance sheet has a title"),
    "classroom.error.roster-": ("classroom/roster.py", "each fault of a row is named at one place"),
    "speaking-balance.": ("meetings/live/view.py", "the live cell says everything at one place"),
    "server.start.": ("server/start.py", "the lines printed at start are said at one place"),
}
# Chinese words in code that are not prose: what people write in their own files.
WORDS = {
    "classroom/roster.py": "titles of columns and names of roles, as rosters have them",
    "teams/rules/sheet_words.py": "titles of columns, levels and outlooks, as people sheets have them",
}


@cache
def sources():
    """Return every source file that may name a key, by its path."""
    kinds = (".py", ".js", ".html", ".j2")
    return {
        path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(PACKAGE.rglob("*"))
        if path.suffix in kinds and "vendor" not in path.parts
    }


def _flat(table, prefix=""):
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _read(locale, page):
    path = PACKAGE / "text" / "catalogue" / locale.value / page
    return dict(_flat(tomllib.loads(path.read_text(encoding="utf-8"))))


def test_both_languages_have_the_same_pages():
    assert sorted(path.name for path in (PACKAGE / "text" / "catalogue" / "en").glob("*.toml")) == PAGES


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_have_the_same_keys_and_placeholders(page):
    zh, en = _read(Locale.ZH, page), _read(Locale.EN, page)
    assert set(zh) == set(en)
    for key, sentence in zh.items():
        assert placeholders(sentence) == placeholders(en[key]), key


@pytest.mark.parametrize("page", PAGES)
def test_no_sentence_is_empty_or_in_the_wrong_language(page):
    for locale in Locale:
        for key, sentence in _read(locale, page).items():
            assert isinstance(sentence, str), key
            assert sentence.strip(), key
    wrong = [key for key, sentence in _read(Locale.EN, page).items() if HAN.search(sentence)]
    assert [key for key in wrong if not _quotes_a_term(_read(Locale.EN, page)[key])] == []


def _quotes_a_term(sentence):
    """A Chinese term may stand in an English sentence in brackets or quotes, or as the name of a language."""
    return not HAN.search(re.sub(r"（[^）]*）|\([^)]*\)|《[^》]*》|“[^”]*”|中文|知行", "", sentence))


@cache
def _named():
    """Return every word in quotes of any kind in the source."""
    quoted = re.compile("(?<=[\"'`])[\\w.-]+(?=[\"'`])")
    return {word for source in sources().values() for word in quoted.findall(source)}


def _is_named(key):
    return key in _named()


def _is_built(key):
    for prefix, (path, _) in BUILT.items():
        tail = key.removeprefix(prefix)
        if tail == key:
            continue
        spoken = {tail, prefix.rpartition(".")[2] + tail, tail.removesuffix("-file")}
        if any(f'"{each}"' in sources()[path] for each in spoken):
            return True
    return False


@pytest.mark.parametrize("page", PAGES)
def test_every_sentence_is_used(page):
    room = page.removesuffix(".toml")
    unused = [key for key in _read(Locale.ZH, page) if not _is_named(f"{room}.{key}")]
    assert [key for key in unused if not _is_built(f"{room}.{key}")] == []


def test_every_prefix_that_keys_are_built_from_is_used():
    keys = catalogue().sentences[Locale.ZH]
    for prefix, (path, reason) in BUILT.items():
        assert reason
        assert any(key.startswith(prefix) for key in keys), prefix
        assert path in sources()


def test_every_key_that_code_names_is_in_the_catalogue():
    keys = catalogue().sentences[Locale.ZH]
    asked = re.compile(r"""(?:\b(?:t|both|say|says|pair)\(|Error\(\s*)\s*["']([a-z-]+(?:\.[\w-]+)+)["']""")
    missing = [
        (path, key)
        for path, source in sources().items()
        for key in asked.findall(source)
        if key.partition(".")[0] in ROOMS and key not in keys
    ]
    assert missing == []


def test_every_error_names_a_sentence():
    keys = catalogue().sentences[Locale.ZH]
    raised = {"InputError", "RefusedError", "ConflictError", "MissingError", "SetupError", "MeasureError"}
    missing = []
    for path, source in sources().items():
        if not path.endswith(".py"):
            continue
        for node in ast.walk(ast.parse(source)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in raised | {"FaultsError", "ZhixingError"}
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and node.args[0].value not in keys
            ):
                missing.append((path, node.args[0].value))
    assert missing == []


def test_the_browser_gets_no_sentence_of_an_error():
    """Errors are worded by the server, which knows their values."""
    from zhixing.activity.asset import strings

    assert b".error." not in strings()


def _docstrings(tree):
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if not isinstance(body, list):
            continue
        for inner in body:
            if isinstance(inner, ast.Expr) and isinstance(inner.value, ast.Constant):
                yield inner.value


@pytest.mark.parametrize("path", [path for path in sources() if path.endswith(".py")])
def test_no_chinese_prose_in_python(path):
    tree = ast.parse(sources()[path])
    documented = set(map(id, _docstrings(tree)))
    found = [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and HAN.search(node.value)
        and id(node) not in documented
    ]
    if path in WORDS:
        assert found, "no longer an exception"
        assert all(len(word) <= 6 for _, word in found), "words, not prose"
    else:
        assert found == []


@pytest.mark.parametrize("path", [path for path in sources() if path.endswith(".js")])
def test_no_chinese_prose_in_javascript(path):
    assert [line for line in sources()[path].splitlines() if HAN.search(line)] == []
