"""Reads the command line; each command is one function; errors come out as sentences."""

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from zhixing import __version__
from zhixing.actor import Locale
from zhixing.cli import manage
from zhixing.cli.content import add_content
from zhixing.cli.language import terminal_locale
from zhixing.errors import ZhixingError
from zhixing.home import Home
from zhixing.text import catalogue

_KERNELS = ("auto", "comms", "template", "forked", "plain")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 1 when it could not be done."""
    locale = terminal_locale()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = _parser(locale).parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    try:
        return int(options.run(options, locale) or 0)
    except ZhixingError as error:
        sys.stderr.write(catalogue().explain(error, locale) + "\n")
        return 1
    except KeyboardInterrupt:
        return 130


def _serve(options: argparse.Namespace, locale: Locale) -> int:
    from zhixing.server.start import serve  # noqa: PLC0415  (the other commands need no server)

    return serve(options, locale)


def _doctor(options: argparse.Namespace, locale: Locale) -> int:
    from zhixing.cli.doctor import doctor  # noqa: PLC0415

    return doctor(options, locale)


def _parser(locale: Locale) -> argparse.ArgumentParser:
    words = catalogue()

    def says(key: str) -> str:
        return words.say(f"cli.help.{key}", locale)

    parser = argparse.ArgumentParser(prog="zhixing", description=says("program"))
    parser.add_argument("--version", action="version", version=f"zhixing {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    where = argparse.ArgumentParser(add_help=False)
    where.add_argument("--home", type=Path, help=says("home"))
    where.add_argument("--database", metavar="URL", help=says("database"))

    serve = commands.add_parser("serve", parents=[where], help=says("serve"))
    serve.add_argument("--class", dest="classroom", metavar="CODE", help=says("class"))
    serve.add_argument("--host", default="127.0.0.1", help=says("host"))
    serve.add_argument("--port", type=int, default=8866, help=says("port"))
    serve.add_argument("--base-url", default="/", help=says("base-url"))
    serve.add_argument("--address", help=says("address"))
    serve.add_argument("--wifi", metavar="NAME", help=says("wifi"))
    serve.add_argument("--wifi-password", metavar="PASSWORD", help=says("wifi-password"))
    serve.add_argument("--kernels", choices=_KERNELS, default="auto", help=says("kernels"))
    serve.add_argument("--live-page", choices=["lean", "stock"], default="lean", help=says("live-page"))
    serve.add_argument("--grace", type=float, metavar="SECONDS", help=says("grace"))
    serve.add_argument("--no-browser", action="store_true", help=says("no-browser"))
    serve.set_defaults(run=_serve)

    demo = commands.add_parser("demo", parents=[where], help=says("demo"))
    demo.add_argument("--language", choices=[each.value for each in Locale], default=locale.value)
    demo.set_defaults(run=manage.demo)

    room = commands.add_parser("class", parents=[where], help=says("class-command"))
    room.add_argument("code", help=says("code"))
    room.add_argument("--name", help=says("class-name"))
    room.add_argument("--roster", type=Path, help=says("roster"))
    room.add_argument("--password", action="store_true", help=says("password"))
    room.add_argument("--link", action="store_true", help=says("link"))
    room.set_defaults(run=manage.classroom)

    for name in ("backup", "restore"):
        command = commands.add_parser(name, parents=[where], help=says(name))
        command.add_argument("file", type=Path, help=says(f"{name}-file"))
        command.set_defaults(run=getattr(manage, name))

    add_content(commands, where, locale)

    doctor = commands.add_parser("doctor", parents=[where], help=says("doctor"))
    doctor.add_argument("--port", type=int, default=8866, help=says("port"))
    doctor.set_defaults(run=_doctor)
    return parser


def home_of(options: argparse.Namespace) -> tuple[Home, str]:
    """Return the data directory and the database that a command works on."""
    home = Home.find(options.home)
    return home, options.database or home.database
