"""What all handlers of live cells share: where sessions come from, who has one, whether there is room."""

from typing import Any

from zhixing.actor import Actor, Locale
from zhixing.kernels import Forked, Variant
from zhixing.server.hub import Hub
from zhixing.server.live.edition import Edition
from zhixing.server.live.guard import Guard
from zhixing.server.live.kernel import Kernels
from zhixing.server.live.owned import Owned, Owners
from zhixing.server.live.preparation import Preparation
from zhixing.server.live.session import Session, Sessions
from zhixing.server.live.text import Texts
from zhixing.server.setting import House


class Room:
    """The live cells of one server.

    Args:
        house: the store behind them.
        hub: tells sessions of changes.
        preparation: the nursery, started early.
        manager: Jupyter's kernel manager.
    """

    def __init__(self, house: House, hub: Hub, preparation: Preparation, manager: Any) -> None:
        self.house = house
        self.preparation = preparation
        self.guard = Guard()
        self.owners = Owners()
        self.texts = Texts()
        self.kernels = Kernels(manager, self.owners, preparation, house.setting.grace)
        self.sessions = Sessions(house, hub, preparation, self.guard)
        preparation.on_edition = lambda edition: self.texts.add(edition.template.texts)

    @property
    def speaks_comms(self) -> bool:
        """Whether sessions speak comm messages only; Voila's own front end needs a whole kernel."""
        return self.house.setting.kernels is Variant.COMMS and self.house.setting.live_page == "lean"

    def session(self, edition: Edition, page: str, actor: Actor, locale: Locale) -> Session:
        """Return the session of a page; one that is not there yet is being started.

        Raises:
            BusyError: there is no room now.
        """
        if self.speaks_comms:
            return self.sessions.open(edition, page, actor, locale, _fork)
        session = self.sessions.open(edition, page, actor, locale, self.kernels.start_session)
        if not self.owners.is_known(session.kernel_id):
            self.owners.claim(session.kernel_id, Owned(session.hold, session.started))
        return session

    def report(self) -> dict[str, object]:
        """Return what whoever watches the server wants to know."""
        variant = self.preparation.variant
        if variant is Variant.COMMS and not self.speaks_comms:
            variant = Variant.TEMPLATE
        return {
            "kernels": variant.value,
            "trouble": self.preparation.trouble,
            "sessions": len(self.sessions) + len(self.kernels.alone),
        }


async def _fork(session: Session, edition: Edition) -> Forked:
    """Start a session that speaks comm messages only."""

    def heard(frame: bytes) -> None:
        for socket in tuple(session.hold.sockets):
            socket.hear(frame)

    return await edition.template.fork(heard, lambda _: session.hold.end())
