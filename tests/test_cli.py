"""The command line as people meet it: what it says, in both languages, and what it leaves alone."""

import io
import json
import re
import socket
import subprocess
import sys
import zipfile
from collections import namedtuple
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import MetaData, select, text

from serving import Served, free_port
from zhixing.classroom import entry
from zhixing.classroom.people import classroom_by_code, people, units
from zhixing.cli import main
from zhixing.cli.language import terminal_locale
from zhixing.errors import MissingError, RefusedError
from zhixing.records import Store

COMMANDS = ("serve", "demo", "class", "content check", "backup", "restore", "doctor")
ROSTER = """姓名,单位,单位简称,职务,桌号,角色
林安,县中心办公室,办公室,科长,1,联络员
𠮷田㛃,县中心政务科,政务科,,2,
"""


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("ZHIXING_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("ZHIXING_DATABASE", raising=False)
    return tmp_path / "home"


@pytest.fixture(params=["zh-CN", "en"])
def language(request, monkeypatch) -> str:
    monkeypatch.setenv("ZHIXING_LANG", request.param)
    return request.param


@pytest.fixture
def english(monkeypatch) -> None:
    monkeypatch.setenv("ZHIXING_LANG", "en")


@pytest.fixture
def run(home, capsys):
    """Run a command; return its exit code and everything it said."""

    def command(*arguments: object) -> tuple[int, str]:
        capsys.readouterr()
        with ThreadPoolExecutor(1) as own:  # a browser's driver may hold the loop of this thread
            code = own.submit(main, [str(argument) for argument in arguments]).result()
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return code, said.out + said.err

    return command


@pytest.fixture
def opened(home):
    """Open the store that the commands work on."""
    stores = []

    def open_store() -> Store:
        stores.append(Store.open(f"sqlite:///{home / 'zhixing.db'}"))
        return stores[-1]

    yield open_store
    for store in stores:
        store.close()


@pytest.fixture
def roster(tmp_path):
    def write(content: bytes | str, name: str = "名单.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def facts(store: Store) -> dict[str, list]:
    """Everything in the database; changes only say what to look at again."""
    schema = MetaData()
    with store.read() as db:
        schema.reflect(db.connection())
        found = {}
        for table in schema.sorted_tables:
            if table.name not in {"change", "alembic_version"}:
                rows = [dict(row) for row in db.execute(select(table)).mappings()]
                found[table.name] = sorted(rows, key=lambda row: json.dumps(row, default=str, sort_keys=True))
    return found


# ---- help and language


def test_help_names_every_command_in_the_language_of_the_terminal(language, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert [name for name in COMMANDS if f"\n    {name.split()[0]} " not in said] == []
    assert ("行动学习" if language == "zh-CN" else "action learning") in said


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command, language, capsys):
    with pytest.raises(SystemExit) as ended:
        main([*command.split(), "--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert ("数据目录" if language == "zh-CN" else "data directory") in said


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, "zh-CN"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "zh-CN"),
        ({"LANG": "zh_CN.UTF-8", "ZHIXING_LANG": "en"}, "en"),
        ({"LANG": "C.UTF-8"}, "zh-CN"),
    ],
)
def test_the_terminal_speaks_chinese_unless_it_is_set_to_english(variables, expected, monkeypatch):
    for name in ("ZHIXING_LANG", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert terminal_locale() == expected


def test_a_terminal_that_knows_no_chinese_is_no_reason_to_fail(tmp_path):
    told = subprocess.run(
        [Path(sys.executable).with_name("zhixing"), "doctor", "--help"],
        check=True,
        capture_output=True,
        env={"PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "ascii", "ZHIXING_LANG": "zh-CN"},
        timeout=60,
    )
    assert "检查这台机器能否开班" in told.stdout.decode() or "数据目录" in told.stdout.decode()


# ---- doctor


@pytest.fixture
def forks(monkeypatch):
    """Let the doctor believe that processes can be copied: trying takes seconds."""
    monkeypatch.setattr("zhixing.cli.doctor.fork_once", lambda: "9 ms")


def test_the_doctor_really_tries_how_fast_live_cells_open(run, language):
    code, said = run("doctor", "--port", free_port())
    assert code == 0
    words = "可操作单元用最快的方式打开" if language == "zh-CN" else "live cells open the fastest way"
    assert re.search(words + r".\d+ ms|" + words + r" \(\d+ ms\)", said)


def test_the_doctor_says_why_live_cells_open_more_slowly(run, language, monkeypatch):
    monkeypatch.setattr("zhixing.kernels.linux.can_fork", lambda: False)
    code, said = run("doctor", "--port", free_port())
    assert code == 0  # slower is no reason not to begin
    assert ("只有 Linux 可以" if language == "zh-CN" else "only Linux can") in said


def test_the_doctor_finds_a_machine_well(run, language, forks):
    code, said = run("doctor", "--port", free_port())
    assert code == 0
    assert said.strip().endswith("可以开班。" if language == "zh-CN" else "a class can begin.")
    assert ("需要处理" if language == "zh-CN" else "To mend") not in said


def test_the_doctor_names_the_port_that_is_taken(run, language, forks):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        code, said = run("doctor", "--port", port)
    assert code == 1
    words = (f"端口 {port}", "有 1 处需要处理") if language == "zh-CN" else (f"Port {port}", "1 to mend")
    assert all(word in said for word in words)


def no_kernel(monkeypatch, tmp_path):
    nothing = subprocess.CompletedProcess([], 1, stdout=b"", stderr=b"")
    monkeypatch.setattr("zhixing.cli.doctor.subprocess.run", lambda *_, **__: nothing)


def no_package(monkeypatch, tmp_path):
    there = lambda name: None if name == "segno" else object()  # noqa: E731
    monkeypatch.setattr("zhixing.cli.doctor.importlib.util.find_spec", there)


def no_content(monkeypatch, tmp_path):
    monkeypatch.setattr("zhixing.cli.doctor.workbooks", lambda: tmp_path)


def no_room(monkeypatch, tmp_path):
    usage = namedtuple("usage", "total used free")(2**30, 2**30, 3 * 2**20)  # noqa: PYI024
    monkeypatch.setattr("zhixing.cli.doctor.shutil.disk_usage", lambda _: usage)


@pytest.mark.parametrize(
    ("ill", "zh", "en"),
    [
        (no_kernel, "没有找到名为 python3 的 Jupyter 内核", "no Jupyter kernel called python3"),
        (no_package, "缺少软件包：segno", "Packages are missing: segno"),
        (no_content, "没有找到工作簿", "Workbooks and course data were not found"),
        (no_room, "只剩 3 MB", "only 3 MB left"),
    ],
)
def test_the_doctor_says_what_to_mend_and_looks_at_the_rest(
    run, language, monkeypatch, tmp_path, forks, ill, zh, en
):
    ill(monkeypatch, tmp_path)
    port = free_port()
    code, said = run("doctor", "--port", port)
    assert code == 1
    assert (zh if language == "zh-CN" else en) in said
    assert (f"端口 {port} 空闲" if language == "zh-CN" else f"port {port} is free") in said


def test_the_doctor_notices_a_database_of_a_newer_version(run, opened, english, forks):
    run("class", "OLD")
    with opened().work() as db:
        db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    code, said = run("doctor", "--port", free_port())
    assert code == 1
    assert "made by a newer version" in said


def test_the_doctor_notices_a_database_address_that_is_none(run, english, forks):
    code, said = run("doctor", "--port", free_port(), "--database", "nonsense")
    assert code == 1
    assert "is not a database address" in said


# ---- classes and rosters


def excel() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for line in ROSTER.splitlines():
        book.active.append(line.split(","))
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (ROSTER.encode("utf-8-sig"), "名单.csv"),
        (ROSTER.encode("gb18030"), "名单.csv"),
        (ROSTER.replace(",", "\t").encode(), "roster.txt"),
        (excel(), "名单.xlsx"),
    ],
    ids=["utf-8", "gb18030", "tabs", "excel"],
)
def test_a_class_is_set_up_from_a_roster(run, roster, opened, language, content, name):
    code, said = run("class", "xz-01", "--name", "选题班", "--roster", roster(content, name))
    assert code == 0
    assert ("班级 XZ-01 已建立" if language == "zh-CN" else "Class XZ-01 was set up") in said
    with opened().read() as db:
        room = classroom_by_code(db, "XZ-01")
        names = {unit.id: unit.short_name for unit in units(db, room.id)}
        found = [(row.name, names[row.unit_id], row.seat, row.roles) for row in people(db, room.id)]
        assert room.name == "选题班"
    assert found == [("林安", "办公室", 1, ["liaison"]), ("𠮷田㛃", "政务科", 2, ["learner"])]


def test_a_longer_roster_adds_only_whoever_is_new(run, roster, opened, english):
    run("class", "XZ", "--roster", roster(ROSTER))
    code, said = run("class", "XZ", "--roster", roster(ROSTER + "新来,县中心政务科,,,2,\n"))
    assert code == 0
    assert "3 people; 1 of them are new" in said
    assert "was set up" not in said
    with opened().read() as db:
        assert len(people(db, classroom_by_code(db, "XZ").id)) == 3


@pytest.mark.parametrize(
    ("content", "zh", "en"),
    [
        (
            ROSTER + "李四,甲科,,,x,怪\n,乙科,,,,\n林安,县中心办公室,,,,\n",
            ("有 3 处", "第 4 行，“桌号”", "第 5 行，“姓名”", "第 6 行", "与第 2 行重复"),
            ("3 places", "row 4", "row 5", "row 6", "repeats row 2"),
        ),
        ("名字是,单位\n张三,甲科\n", ("缺少“姓名”",), ("lacks a “name”",)),
        ("姓名,单位\n=1+1,甲科\n", ("像公式", "第 2 行"), ("looks like a formula", "row 2")),
        ("姓名,单位\n张三,甲科\n张三,甲科\n", ("重复",), ("repeats",)),
        ("姓名,单位\n", ("没有人",), ("holds nobody",)),
        (b"\xff\xfe\x00\x01", ("看不懂",), ("not understood",)),
        (b"PK\x03\x04nonsense", ("打不开",), ("cannot be opened",)),
    ],
)
def test_a_faulty_roster_is_refused_with_sentences_and_nobody_is_imported(
    run, roster, opened, language, content, zh, en
):
    run("class", "OTHER")
    code, said = run("class", "NEW", "--roster", roster(content))
    assert code == 1
    assert "名单.csv" in said
    for words in zh if language == "zh-CN" else en:
        assert words in said
    with opened().read() as db:
        assert people(db, classroom_by_code(db, "OTHER").id) == []
        with pytest.raises(MissingError):
            classroom_by_code(db, "NEW")


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (("X",), "“X”不能用", "“X” cannot be used"),
        (("班",), "不能用", "cannot be used"),
        (("SOLO",), "不能用", "cannot be used"),
        (("OK", "--roster", "nowhere.csv"), "打不开文件“nowhere.csv”", "“nowhere.csv” cannot be opened"),
    ],
)
def test_what_cannot_be_set_up_gets_a_sentence(run, language, arguments, zh, en):
    code, said = run("class", *arguments)
    assert code == 1
    assert (zh if language == "zh-CN" else en) in said


def test_a_password_lets_the_facilitator_in_and_a_short_one_is_refused(run, opened, language, monkeypatch):
    monkeypatch.setattr("zhixing.cli.manage.getpass.getpass", lambda _: "short")
    code, said = run("class", "PW", "--password")
    assert code == 1
    assert ("至少 8 个字符" if language == "zh-CN" else "at least 8 characters") in said
    with opened().read() as db, pytest.raises(MissingError):
        classroom_by_code(db, "PW")
    monkeypatch.setattr("zhixing.cli.manage.getpass.getpass", lambda _: "三个和尚没水喝呀")
    assert run("class", "PW", "--password")[0] == 0
    with opened().work() as db:
        room = classroom_by_code(db, "PW")
        assert entry.sign_in(db, room, "三个和尚没水喝呀").roles == ["facilitator"]
        with pytest.raises(RefusedError):
            entry.sign_in(db, room, "short")


def test_a_link_works_once(run, opened, english):
    _, said = run("class", "LK", "--link")
    token = said.strip().rpartition("link/")[2]
    store = opened()
    with store.work() as db:
        assert entry.use_link(db, classroom_by_code(db, "LK"), token).roles == ["facilitator"]
    with store.work() as db, pytest.raises(RefusedError):
        entry.use_link(db, classroom_by_code(db, "LK"), token)


# ---- the demo class


def test_the_demo_class_is_made_anew_and_no_other_class_is_touched(run, roster, opened, language):
    run("class", "MINE", "--roster", roster(ROSTER), "--link")
    store = opened()
    before = facts(store)
    (mine,) = (row["id"] for row in before["classroom"])
    for _ in range(2):
        code, said = run("demo")
        assert code == 0
        assert "DEMO" in said
        after = facts(store)
        for table, rows in before.items():
            assert [row for row in rows if row not in after[table]] == []
        for table in ("unit", "person", "topic", "window", "link"):
            assert [row for row in after[table] if row["classroom_id"] == mine] == before[table]
        assert sorted(row["code"] for row in after["classroom"]) == ["DEMO", "MINE"]
        assert len(after["person"]) >= 40
        assert len(after["topic"]) >= 8


def test_the_demo_class_speaks_the_language_asked_for(run, opened, english):
    run("demo", "--language", "en")
    with opened().read() as db:
        assert classroom_by_code(db, "DEMO").name == "Chenghe County Service Centre"


# ---- backup and restore


def test_a_backup_brings_everything_back(run, roster, opened, tmp_path, language):
    run("demo")
    run("class", "KEPT", "--roster", roster(ROSTER))
    store = opened()
    before = facts(store)
    code, said = run("backup", tmp_path / "all.zhixing")
    assert code == 0
    assert "all.zhixing" in said
    run("class", "LATER", "--roster", roster(ROSTER))
    assert facts(store) != before
    code, said = run("restore", tmp_path / "all.zhixing")
    assert code == 0
    assert facts(store) == before


def test_a_backup_never_overwrites(run, tmp_path, language):
    path = tmp_path / "all.zhixing"
    path.write_text("somebody's")
    code, said = run("backup", path)
    assert code == 1
    assert ("已经存在" if language == "zh-CN" else "already exists") in said
    assert path.read_text() == "somebody's"


@pytest.mark.parametrize("damage", ["missing", "text", "empty zip"])
def test_what_is_no_backup_is_refused_and_nothing_changes(run, opened, tmp_path, language, damage):
    run("class", "KEPT")
    store = opened()
    before = facts(store)
    path = tmp_path / "broken.zhixing"
    if damage == "text":
        path.write_text("not a backup")
    elif damage == "empty zip":
        zipfile.ZipFile(path, "w").close()
    code, said = run("restore", path)
    assert code == 1
    assert "broken.zhixing" in said
    assert any("\u3400" <= sign <= "\u9fff" for sign in said) == (language == "zh-CN")
    assert facts(store) == before


# ---- serving


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::"])
def test_one_person_alone_is_served_on_this_machine_only(run, home, language, host):
    code, said = run("serve", "--host", host, "--no-browser")
    assert code == 1
    assert host in said
    assert ("--class 班级代码" if language == "zh-CN" else "--class CODE") in said
    assert not (home / "zhixing.db").exists()


def test_a_class_that_does_not_exist_is_not_served(run, language):
    code, said = run("serve", "--class", "NOPE", "--no-browser", "--port", free_port())
    assert code == 1
    assert ("没有班级代码为“NOPE”的班级" if language == "zh-CN" else "no class with the code “NOPE”") in said


def test_a_taken_port_is_named(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        told = subprocess.run(
            [Path(sys.executable).with_name("zhixing"), "serve", "--no-browser", "--port", str(port)],
            check=False,
            capture_output=True,
            encoding="utf-8",
            env={"PATH": "/usr/bin:/bin", "ZHIXING_HOME": str(tmp_path), "ZHIXING_LANG": "en"},
            timeout=60,
        )
    assert told.returncode == 1
    assert f"Port {port} (127.0.0.1) is taken" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_class_is_told_how_to_come_in_and_ends_quietly(tmp_path, roster, monkeypatch):
    made = tmp_path / "home"
    monkeypatch.setenv("ZHIXING_HOME", str(made))
    assert main(["class", "XZ", "--roster", str(roster(ROSTER))]) == 0
    served = Served.start(made, "xz", options=("--wifi", "ROOM", "--address", "http://class.test/zx"))
    try:
        said = served.log()
        assert "join the wireless network “ROOM”" in said
        assert "http://class.test/zx/join" in said
        assert "class code XZ" in said
        assert served.link.startswith("http://class.test/zx/link/")
    finally:
        code = served.stop()
    assert code == 0
    assert "Traceback" not in served.log()
