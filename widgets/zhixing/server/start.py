"""Starts the server: store, demo class, one-time link, addresses and QR codes on the terminal."""

import argparse
import io
import os
import sys
import threading
import webbrowser

import segno

from zhixing.activity.receipt import forget_old
from zhixing.actor import Locale
from zhixing.classroom import entry
from zhixing.classroom.people import classroom_by_code
from zhixing.demo.install import CODE as DEMO
from zhixing.demo.install import has_demo, install_demo
from zhixing.errors import SetupError
from zhixing.home import VARIABLE, Home
from zhixing.kernels import Variant
from zhixing.records import Store
from zhixing.records.schema import upgrade
from zhixing.resources import workbooks
from zhixing.server.live.preparation import Preparation
from zhixing.server.place import public_address, wifi_content
from zhixing.server.setting import GRACE, House, Setting
from zhixing.text import catalogue
from zhixing.workbook.assembly import registry
from zhixing.workbook.local import local_person


def serve(options: argparse.Namespace, locale: Locale) -> int:
    """Serve until told to stop."""
    home = Home.find(options.home)
    os.environ[VARIABLE] = str(home.path)  # own units are read from there
    setting = Setting(
        home=home,
        database=options.database or home.database,
        classroom=options.classroom.strip().upper() if options.classroom else None,
        host=options.host,
        port=options.port,
        base_url=_slashed(options.base_url),
        wifi=options.wifi,
        wifi_password=options.wifi_password,
        address=options.address,
        kernels=Variant.COMMS if options.kernels == "auto" else Variant(options.kernels),
        live_page=options.live_page,
        grace=GRACE if options.grace is None else max(0.0, options.grace),
    )
    if not workbooks().is_dir():
        raise SetupError("server.error.no-workbooks", {"path": workbooks()})
    # From the main thread, and first of all: it imports while the server gets ready.
    preparation = Preparation(setting.kernels)
    preparation.begin()
    try:
        return _serve(setting, options, locale, preparation)
    finally:
        preparation.close()


def _serve(setting: Setting, options: argparse.Namespace, locale: Locale, preparation: Preparation) -> int:
    house, token = open_house(setting, locale)
    from zhixing.server.application import ZhixingApplication  # noqa: PLC0415  (loads Voila: say something first)

    def announce() -> None:
        _announce(setting, locale, token)
        if setting.solo and not options.no_browser:
            threading.Thread(target=webbrowser.open, args=(public_address(setting),), daemon=True).start()

    raise_limits()
    application = ZhixingApplication.instance(house=house, announce=announce, preparation=preparation)
    application.initialize([])
    application.start()
    return 0


def raise_limits() -> None:
    """Allow as many connections as the system lets us: a page is one, a kernel several."""
    try:
        import resource  # noqa: PLC0415  (Windows has none, and no such limit)
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65_536 if hard == resource.RLIM_INFINITY else min(hard, 65_536)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def open_house(setting: Setting, locale: Locale) -> tuple[House, str | None]:
    """Open the store and everything over it; return it with a fresh one-time link of the class.

    Raises:
        MissingError: there is no class of this code.
    """
    store = Store.open(setting.database)
    upgrade(store)
    with store.work() as db:
        forget_old(db)
    if not has_demo(store):
        _say("demo", locale)
        install_demo(store, locale)
    token = person = None
    if setting.solo:
        person = local_person(store, locale).person
    else:
        with store.work() as db:
            room = classroom_by_code(db, setting.classroom or DEMO)
            room.address = public_address(setting) + "join"
            token = entry.make_link(db, room)
    return House(setting=setting, store=store, registry=registry(), solo_person=person), token


def _announce(setting: Setting, locale: Locale, token: str | None) -> None:
    address = public_address(setting)
    if setting.solo:
        _say("solo", locale, address=address)
        return
    if setting.wifi:
        _say("wifi", locale, name=setting.wifi)
        _print_code(wifi_content(setting))
    else:
        _say("no-wifi", locale)
    _say("class", locale, address=f"{address}join", code=setting.classroom)
    _print_code(f"{address}join")
    local = address if setting.address else f"http://127.0.0.1:{setting.port}{setting.base_url}"
    _say("facilitator", locale, address=f"{local}link/{token}")


def _print_code(content: str) -> None:
    out = io.StringIO()
    segno.make(content, error="m", micro=False).terminal(out, border=2, compact=True)
    sys.stdout.write(out.getvalue() + "\n")
    sys.stdout.flush()


def _say(key: str, locale: Locale, **params: object) -> None:
    sys.stdout.write(catalogue().say(f"server.start.{key}", locale, **params) + "\n")
    sys.stdout.flush()


def _slashed(path: str) -> str:
    inner = path.strip("/")
    return f"/{inner}/" if inner else "/"
