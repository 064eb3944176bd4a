"""Who sends a request: a signed, http-only cookie names the person; everything else is looked up."""

from typing import Any

import tornado.web
from jupyter_server.auth.identity import IdentityProvider, User

from zhixing.actor import Actor
from zhixing.classroom.people import actor_of, classroom
from zhixing.records import Work
from zhixing.server.setting import House

COOKIE = "zhixing"
_DAYS = 30


def sign_in(handler: tornado.web.RequestHandler, person_id: str) -> None:
    """Give the browser its cookie."""
    handler.set_signed_cookie(
        COOKIE,
        person_id,
        expires_days=_DAYS,
        httponly=True,
        samesite="Lax",
        secure=handler.request.protocol == "https",
        path=handler.settings["base_url"],
    )


def sign_out(handler: tornado.web.RequestHandler) -> None:
    """Take the cookie back."""
    handler.clear_cookie(COOKIE, path=handler.settings["base_url"])


def person_of(handler: tornado.web.RequestHandler) -> str | None:
    """Return the id the cookie vouches for; None when it is missing, forged or expired."""
    house: House = handler.settings["zhixing"]
    if house.solo_person is not None:
        return house.solo_person
    signed = handler.get_signed_cookie(COOKIE, max_age_days=_DAYS)
    return signed.decode() if signed else None


def actor_of_request(handler: tornado.web.RequestHandler) -> Actor | None:
    """Return who sends the request, or None."""
    person = person_of(handler)
    if person is None:
        return None
    house: House = handler.settings["zhixing"]
    with house.store.read() as db:
        return actor_here(db, house, person)


def actor_here(db: Work, house: House, person: str) -> Actor | None:
    """Return who a person is in the class served; None for somebody of another class, or nobody."""
    actor = actor_of(db, person)
    if actor is None or house.setting.solo:
        return actor
    return actor if classroom(db, actor).code == house.setting.classroom else None


class ClassIdentity(IdentityProvider):
    """The identity that Voila's own handlers see: the same cookie, nothing else."""

    @property
    def auth_enabled(self) -> bool:
        """A request without a person is refused."""
        return True

    def get_user(self, handler: Any) -> User | None:
        """Return the signed-in person for Jupyter's handlers."""
        actor = actor_of_request(handler)
        return None if actor is None else User(username=actor.person)
