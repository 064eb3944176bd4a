"""The F distribution: tail and quantile, for whole and fractional degrees of freedom."""

import math

_SMALL = 1e-300
_STEPS = 300
_CLOSE = 1e-12


def f_tail(statistic: float, df1: float, df2: float) -> float:
    """Return the probability that an F variable exceeds the statistic.

    By the regularised incomplete beta function: Abramowitz & Stegun (1964), 26.6.2.
    """
    if statistic <= 0:
        return 1.0
    if math.isinf(statistic):
        return 0.0
    return _incomplete_beta(df2 / (df2 + df1 * statistic), df2 / 2, df1 / 2)


def f_quantile(tail: float, df1: float, df2: float) -> float:
    """Return the value that an F variable exceeds with this probability, between 0 and 1."""
    low, high = 0.0, 1.0
    while f_tail(high, df1, df2) > tail:
        low, high = high, 2 * high
    while high - low > _CLOSE * high:
        middle = (low + high) / 2
        if f_tail(middle, df1, df2) > tail:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _incomplete_beta(x: float, a: float, b: float) -> float:
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1) / (a + b + 2):
        return front * _continued_fraction(x, a, b) / a
    return 1.0 - front * _continued_fraction(1 - x, b, a) / b


def _continued_fraction(x: float, a: float, b: float) -> float:
    """Evaluate 26.5.8 of Abramowitz & Stegun (1964) by Lentz's method."""
    ratio, inverse = 1.0, 1.0 / _away(1.0 - (a + b) * x / (a + 1))
    value = inverse
    for step in range(1, _STEPS):
        for term in (
            step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step)),
            -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1)),
        ):
            inverse = 1.0 / _away(1.0 + term * inverse)
            ratio = _away(1.0 + term / ratio)
            value *= inverse * ratio
        if abs(inverse * ratio - 1.0) < 1e-15:
            break
    return value


def _away(value: float) -> float:
    return value if abs(value) > _SMALL else _SMALL
