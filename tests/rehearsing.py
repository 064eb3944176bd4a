"""Plays rehearsals for tests: every move there is, the best one, the worst one."""

from zhixing.meetings.rules.rehearsal.move import Do, Move
from zhixing.meetings.rules.rehearsal.play import begin, go_on
from zhixing.meetings.rules.rehearsal.scenario import Worth
from zhixing.meetings.rules.rehearsal.wording import EVERYBODY, Form, Judged
from zhixing.meetings.service.material import norms
from zhixing.meetings.service.rehearsals import usual

RANK = tuple(Worth)


def own(form, to, *, double=False, addressed=True):
    """Return a typed question of a form; what it says does not matter."""
    return Move(Do.OWN, to=to, text="？", judged=Judged(Form(form), to, addressed, double))


def worded(played):
    """Return the moves that ask a worded question."""
    return [Move(Do.ASK, question.id) for question in played.turns[-1].moment.questions]


def moves(played):
    """Return every move there is at the moment that has come."""
    members = list(played.scenario.names)
    plain = [Move(do) for do in (Do.SILENT, Do.SUMMARISE, Do.BREAK, Do.WALL)]
    rules = [Move(Do.RULE, norm.id) for norm in norms()]
    word = [Move(Do.WORD, name) for name in members]
    typed = [own(form, to) for form in Form for to in (EVERYBODY, *members)]
    return [*plain, *worded(played), *rules, *word, *typed]


def done(played, move):
    """Return what a move would do here."""
    return go_on(played, usual(), move).turns[len(played.turns) - 1].done


def best(played):
    """Return a move that is worth most here and meets most, a worded question first."""
    return min(moves(played), key=lambda move: _weight(played, move))


def worst(played):
    """Return the worded question that is worth least here."""
    return max(worded(played), key=lambda move: RANK.index(done(played, move).worth))


def silent(_played):
    """Return the move of somebody who never says a word."""
    return Move(Do.SILENT)


def run(scenario, pick):
    """Play a scenario to its end."""
    played = begin(scenario)
    while not played.over:
        played = go_on(played, usual(), pick(played))
    return played


def _weight(played, move):
    found = done(played, move)
    return RANK.index(found.worth), -len(found.answered), move.do is not Do.ASK
