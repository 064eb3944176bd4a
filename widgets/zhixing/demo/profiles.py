"""Profiles and commitments of the demo organisation's people, as they are written."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import select

from zhixing import resources
from zhixing.actor import Locale, Role
from zhixing.classroom.tables import PersonRow
from zhixing.demo import organisation
from zhixing.demo.organisation import DemoPerson
from zhixing.records import Work
from zhixing.teams.rules.profile import NUMBERED, Commitment, Profile, Relevance
from zhixing.teams.rules.sample import SamplePerson
from zhixing.teams.service.samples import write_profile
from zhixing.teams.tables import KeepApartRow
from zhixing.text import Text

_IN_GROUPS = frozenset({Role.LIAISON, Role.GROUP_LEADER})
"""What people become only once there are groups."""


@cache
def read() -> dict[str, Any]:
    """Return ``data/demo/profiles.toml`` as it stands."""
    page = resources.data() / "demo" / "profiles.toml"
    return tomllib.loads(page.read_text(encoding="utf-8"))


def profile(person: str, locale: Locale) -> Profile:
    """Return what is known of a person; blank for those who are in no group."""
    raw: Mapping[str, Any] = read()["profile"].get(person, {})
    languages = read()["language"]
    relevance = enumerate(raw.get("relevance", ()), start=1)
    return Profile(
        level=raw.get("level", ""),
        outlook=raw.get("outlook", ""),
        specialty=_said(raw, "specialty", locale),
        experience=raw.get("years"),
        languages=tuple(Text.parse(languages[name]).to(locale) for name in raw.get("languages", ())),
        wishes=tuple(f"{NUMBERED}{number}" for number in raw.get("wishes", ())),
        relevance={f"{NUMBERED}{number}": Relevance(level) for number, level in relevance},
    )


def commitment(person: str, locale: Locale) -> Commitment:
    """Return what a person has answered; blank where they have not."""
    raw: Mapping[str, Any] = read()["profile"].get(person, {})
    return Commitment(
        raw.get("answer", ""), raw.get("hours"), _said(raw, "brings", locale), _said(raw, "needs", locale)
    )


def _said(raw: Mapping[str, Any], name: str, locale: Locale) -> str:
    return Text.parse(raw[name]).to(locale) if name in raw else ""


def example_people(locale: Locale) -> tuple[SamplePerson, ...]:
    """Return everybody of the demo organisation, for somebody who learns alone."""
    raw = organisation.read()
    units = {entry["id"]: organisation.unit(place, entry) for place, entry in enumerate(raw["unit"], start=1)}
    return tuple(
        _sample(each, units[each.unit].name.to(locale), units[each.unit].short.to(locale), locale)
        for each in map(organisation.person, raw["person"])
    )


def _sample(each: DemoPerson, unit: str, short: str, locale: Locale) -> SamplePerson:
    return SamplePerson(
        name=each.name,
        unit=unit,
        short=short,
        post=each.post.to(locale),
        rank=each.rank,
        strokes=each.strokes,
        role=Role.LEARNER if each.role in _IN_GROUPS else each.role,
        profile=profile(each.id, locale),
        commitment=commitment(each.id, locale),
    )


def fill_profiles(db: Work, classroom_id: str, locale: Locale) -> None:
    """Give the demo class's learners their profiles and answers, and the pair that is kept apart."""
    people = organisation.read()["person"]
    rows = {row.name: row for row in db.scalars(_people(classroom_id))}
    samples = {each.name: each for each in example_people(locale)}
    for raw in people:
        if raw["id"] in read()["profile"]:
            write_profile(db, rows[raw["name"]], samples[raw["name"]], is_sample=False)
    names = {raw["id"]: raw["name"] for raw in people}
    one, other = sorted(rows[names[person]].id for person in read()["planted"]["apart"])
    db.add(KeepApartRow(one=one, other=other, classroom_id=classroom_id))
    db.flush()


def _people(classroom_id: str) -> Any:
    return select(PersonRow).where(PersonRow.classroom_id == classroom_id)
