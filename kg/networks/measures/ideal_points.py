"""One-dimensional ideal points by an item-response model, with credible intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.networks.measures.sides import Sides

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["IdealPoint", "answer_matrix", "drawn_latent", "drawn_precision", "ideal_points"]


@dataclass(frozen=True, slots=True)
class IdealPoint:
    """The point of an actor, or the discrimination of an issue (``kind`` ``issue``: above 0 if actors farther up say
    yes): the posterior mean, and the interval that holds 95 % of the posterior.

    ``answers`` counts the issues on which the actor took a side, or the actors that took one on the issue.
    """

    label: str
    kind: str
    mean: float
    low: float
    high: float
    answers: int


def ideal_points(
    table: Sides, *, anchor: str | None = None, draws: int = 2000, burn_in: int = 1000, seed: int = 0
) -> tuple[IdealPoint, ...]:
    """Scale actors by the two-parameter probit model of Clinton, Jackman & Rivers (2004): an actor says yes to an issue
    with probability Φ(discrimination · point - difficulty).

    An actor's answer on an issue is the side that it took more often, none at a tie. Priors are normal: points with
    variance 1, discriminations and difficulties with learned variances, under gamma priors of their precisions with
    shape and rate 2: fixed variances would determine the intervals of points with few answers. Location and scale are
    not identified: in each draw the points are standardised to mean 0 and variance 1. Estimated by data augmentation
    (Albert & Chib 1993); ``draws`` are kept after ``burn_in``. Issues on which all answers agree are left out. The
    direction is chosen so that ``anchor``, else the actor farthest out, lies above 0.

    Actors, then issues, each in the order of their points, then labels. Empty if no issue divides actors.
    """
    import numpy as np

    answers, rows, columns = answer_matrix(table)
    if not columns:
        return ()
    points, slopes = _sample(answers, draws, burn_in, np.random.default_rng(seed))
    mean = points.mean(axis=0)
    pole = rows.index(anchor) if anchor in rows else int(np.abs(mean).argmax())
    sign = -1.0 if mean[pole] < 0 else 1.0
    summaries = [
        *_summarise("actor", rows, points * sign, (answers != 0).sum(axis=1)),
        *_summarise("issue", columns, slopes * sign, (answers != 0).sum(axis=0)),
    ]
    return tuple(sorted(summaries, key=lambda point: (point.kind, point.mean, point.label)))


def answer_matrix(table: Sides) -> tuple[NDArray[np.float64], list[str], list[str]]:
    """Each actor's answer (1, -1; 0 is none) on each issue that divides the answers, without actors that have none; and
    the labels of its rows and columns."""
    import numpy as np

    # Sums of confidences may differ by a rounding error.
    answers = np.sign(np.round(table.pro - table.contra, 9))
    divided = ((answers > 0).any(axis=0)) & ((answers < 0).any(axis=0))
    answers = answers[:, divided]
    columns = [name for name, is_divided in zip(table.columns, divided, strict=True) if is_divided]
    has_answer = (answers != 0).any(axis=1)
    return answers[has_answer], [row for row, is_kept in zip(table.rows, has_answer, strict=True) if is_kept], columns


def drawn_latent(
    centre: NDArray[np.float64], answers: NDArray[np.float64], random: np.random.Generator
) -> NDArray[np.float64]:
    """Draws of the latent variables: normal around ``centre``, truncated at 0 to the sign of the answer; 0 for none."""
    import numpy as np
    from scipy.special import ndtr, ndtri

    below = ndtr(-centre)
    uniform = random.random(centre.shape)
    rank = np.where(answers > 0, below + uniform * (1 - below), uniform * below)
    return np.where(answers != 0, centre + ndtri(np.clip(rank, 1e-12, 1 - 1e-12)), 0.0)


def drawn_precision(coefficients: NDArray[np.float64], random: np.random.Generator) -> float:
    """A draw of the precision of the normal distribution of the coefficients."""
    return float(random.gamma(2 + coefficients.size / 2, 1 / (2 + (coefficients**2).sum() / 2)))


def _summarise(kind: str, labels: list[str], draws: NDArray[np.float64], answers: NDArray[np.int_]) -> list[IdealPoint]:
    import numpy as np

    low, high = np.quantile(draws, (0.025, 0.975), axis=0)
    rows = zip(labels, draws.mean(axis=0), low, high, answers, strict=True)
    return [IdealPoint(label, kind, float(m), float(a), float(b), int(n)) for label, m, a, b, n in rows]


def _sample(
    answers: NDArray[np.float64], draws: int, burn_in: int, random: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Draws of the points and of the discriminations, each (draws, labels), reflected to the same direction."""
    import numpy as np

    is_answered = answers != 0
    start = np.linalg.svd(answers, full_matrices=False)[0][:, 0]
    point = start / (start.std() or 1.0)
    item, prior = np.zeros((2, answers.shape[1])), (0.25, 0.25)
    points, slopes = np.empty((draws, len(answers))), np.empty((draws, answers.shape[1]))
    reference = point.copy()
    for n in range(-burn_in, draws):
        latent = drawn_latent(np.outer(point, item[0]) - item[1], answers, random)
        item = _draw_items(latent, point, is_answered, prior, random)
        prior = drawn_precision(item[0], random), drawn_precision(item[1], random)
        precision = 1 + is_answered @ item[0] ** 2
        mean = ((latent + item[1]) * is_answered) @ item[0] / precision
        point = mean + random.standard_normal(len(mean)) / np.sqrt(precision)
        if n >= 0:
            sign = -1.0 if point @ reference < 0 else 1.0
            scale = sign * (point.std() or 1.0)
            points[n], slopes[n] = (point - point.mean()) / scale, item[0] * scale
    return points, slopes


def _draw_items(
    latent: NDArray[np.float64],
    point: NDArray[np.float64],
    is_answered: NDArray[np.bool_],
    prior: tuple[float, float],
    random: np.random.Generator,
) -> NDArray[np.float64]:
    """A draw of each issue's discrimination and difficulty, given the latent variables and the points."""
    import numpy as np

    # latent = discrimination * point - difficulty + noise: a regression of two unknowns for each issue.
    a = prior[0] + point**2 @ is_answered
    b = -(point @ is_answered)
    c = prior[1] + is_answered.sum(axis=0)
    u, v = point @ latent, -latent.sum(axis=0)
    determinant = a * c - b * b
    mean = np.stack([(c * u - b * v), (a * v - b * u)]) / determinant
    # The Cholesky factor of the covariance [[c, -b], [-b, a]] / determinant.
    first = np.sqrt(c / determinant)
    cross = -b / determinant / first
    second = np.sqrt(np.maximum(a / determinant - cross**2, 1e-12))
    one, two = random.standard_normal((2, len(a)))
    return np.asarray(mean + np.stack([first * one, cross * one + second * two]))
