"""Borda, Condorcet, Copeland, Kemeny and Schulze."""

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from zhixing.measures.ranking import borda, condorcet_winner, copeland, kemeny, schulze

# The capital of Tennessee, the standing example of Wikipedia's articles on voting methods.
TENNESSEE = [
    (42, ("Memphis", "Nashville", "Chattanooga", "Knoxville")),
    (26, ("Nashville", "Chattanooga", "Knoxville", "Memphis")),
    (15, ("Chattanooga", "Knoxville", "Nashville", "Memphis")),
    (17, ("Knoxville", "Chattanooga", "Nashville", "Memphis")),
]
# Schulze (2011), Social Choice and Welfare 36:267–303; Wikipedia "Schulze method", 45 voters.
FORTY_FIVE = [
    (5, "ACBED"),
    (5, "ADECB"),
    (8, "BEDAC"),
    (3, "CABED"),
    (7, "CAEBD"),
    (2, "CBADE"),
    (7, "DCEBA"),
    (8, "EBADC"),
]
PARADOX = [(1, "ABC"), (1, "BCA"), (1, "CAB")]
elections = st.lists(
    st.tuples(st.integers(1, 9), st.permutations("ABCDE").map(tuple)), min_size=1, max_size=6
)


def test_borda_points_of_tennessee():
    points = {"Memphis": 126, "Nashville": 194, "Chattanooga": 173, "Knoxville": 107}
    assert borda(TENNESSEE) == points
    assert borda(TENNESSEE, base=1) == {name: value + 100 for name, value in points.items()}


def test_borda_may_pass_over_the_majority():
    # Borda (1781) himself; three of five voters put A first
    ballots = [(3, "ABC"), (2, "BCA")]
    assert borda(ballots) == {"A": 6, "B": 7, "C": 2}
    assert condorcet_winner(ballots) == "A"


def test_condorcet_winner_of_tennessee():
    assert condorcet_winner(TENNESSEE) == "Nashville"


def test_a_cycle_has_no_condorcet_winner():
    # the paradox of Condorcet, from his Essai of 1785
    assert condorcet_winner(PARADOX) is None
    assert copeland(PARADOX) == {"A": 0, "B": 0, "C": 0}


def test_an_even_split_has_no_condorcet_winner():
    assert condorcet_winner([(1, "AB"), (1, "BA")]) is None


def test_copeland_of_tennessee():
    assert copeland(TENNESSEE) == {"Nashville": 3, "Chattanooga": 1, "Knoxville": -1, "Memphis": -3}


def test_kemeny_order_of_tennessee():
    # Wikipedia "Kemeny–Young method"
    assert kemeny(TENNESSEE) == ("Nashville", "Chattanooga", "Knoxville", "Memphis")


def test_schulze_order_of_tennessee():
    assert schulze(TENNESSEE) == ("Nashville", "Chattanooga", "Knoxville", "Memphis")


def test_schulze_order_of_forty_five_voters():
    assert schulze(FORTY_FIVE) == ("E", "A", "C", "B", "D")


def test_ties_are_broken_by_name():
    assert kemeny(PARADOX) == ("A", "B", "C")
    assert schulze([(1, "BA"), (1, "AB")]) == ("A", "B")


def test_one_candidate_wins():
    only = [(3, ("A",))]
    assert condorcet_winner(only) == "A"
    assert kemeny(only) == schulze(only) == ("A",)
    assert borda(only) == {"A": 0}


def test_kemeny_takes_fifteen_candidates():
    names = tuple("ABCDEFGHIJKLMNO")
    assert kemeny([(2, names), (1, names[::-1])]) == names


def _contradicted(order, ballots):
    return sum(
        count * (list(ballot).index(late) < list(ballot).index(early))
        for count, ballot in ballots
        for place, early in enumerate(order)
        for late in order[place + 1 :]
    )


@settings(deadline=None, max_examples=40)
@given(elections)
def test_kemeny_equals_the_search_through_all_orders(ballots):
    expected = min(permutations("ABCDE"), key=lambda order: (_contradicted(order, ballots), order))
    assert kemeny(ballots) == expected


@settings(deadline=None)
@given(elections)
def test_the_condorcet_winner_leads_every_condorcet_method(ballots):
    winner = condorcet_winner(ballots)
    if winner is not None:
        assert kemeny(ballots)[0] == schulze(ballots)[0] == winner
        assert copeland(ballots)[winner] == 4


@settings(deadline=None)
@given(elections, st.randoms())
def test_the_order_of_ballots_does_not_matter(ballots, random):
    shuffled = list(ballots)
    random.shuffle(shuffled)
    for method in (borda, condorcet_winner, copeland, kemeny, schulze):
        assert method(shuffled) == method(ballots)


@settings(deadline=None)
@given(elections)
def test_points_are_conserved(ballots):
    voters = sum(count for count, _ in ballots)
    assert sum(borda(ballots).values()) == voters * 10
    assert sum(copeland(ballots).values()) == 0
