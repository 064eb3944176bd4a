"""Random indices: how inconsistent judgements made at random are on average."""

from types import MappingProxyType
from typing import Literal

from zhixing.errors import MeasureError
from zhixing.measures import intake

RandomIndex = Literal["saaty1980", "saaty2005", "donegan-dodd"]

# Mean consistency index of random matrices, from size three on; printed tables differ: a report names
# its own.
_RANDOM_INDICES = MappingProxyType(
    {
        # Saaty (1980), The Analytic Hierarchy Process, McGraw-Hill.
        "saaty1980": (0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59),
        # Saaty (2005), Theory and Applications of the Analytic Network Process, RWS, p. 31.
        "saaty2005": (0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59),
        # Donegan & Dodd (1991), Mathematical and Computer Modelling 15:135–137.
        "donegan-dodd": (
            *(0.4914, 0.8286, 1.0591, 1.1797, 1.2519, 1.3171, 1.3733, 1.4055, 1.4213),
            *(1.4497, 1.4643, 1.4822, 1.4969, 1.5078, 1.5153, 1.5262, 1.5313, 1.5371),
        ),
    }
)


def random_index(size: int, ri: RandomIndex = "saaty1980") -> float:
    """Return the mean consistency index of random matrices of a size; 0 below three.

    Args:
        size: how many things are compared.
        ri: table of random indices; sizes to 15, "donegan-dodd" to 20.

    Raises:
        MeasureError: too large for the table, or no such table.
    """
    intake.choose(ri, tuple(_RANDOM_INDICES))
    largest = len(_RANDOM_INDICES[ri]) + 2
    if size > largest:
        raise MeasureError("measures.error.no-random-index", {"size": size, "largest": largest})
    return _RANDOM_INDICES[ri][size - 3] if size > 2 else 0.0
