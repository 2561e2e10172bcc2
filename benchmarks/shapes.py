"""How reading time grows with the length of texts that are hard to read: ``python -m benchmarks.shapes [SHAPE...]``.

Each shape is read at 1, 2, 4, 8, 16 and 32 thousand characters. The exponent is that of the growth over the last
doublings, where the fixed cost of a text is negligible: 1 means linear time, 2 quadratic. The exit status is 1 if an
exponent is above `MOST`.
"""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kg.extract import Options, load
from kg.extract.reader import Reader
from kg.model import Document
from kg.processes.collector import collect_less_often

__all__ = ["SHAPES", "exponent", "main", "seconds", "text"]

SIZES: Final = tuple(1000 * 2**n for n in range(6))
MOST: Final = 1.3
DOUBLINGS: Final = 2
"""The number of last doublings over which the exponent is taken."""
SHAPES: Final = {
    "he said": "he said ",
    "a country said that": "China said that ",
    "said, comma": "he said, ",
    "told that told": "Norway told Sweden that ",
    "according to": "according to China, ",
    "believes that wants": "Peru believes that Chile wants to say that ",
    "quotations never closed": "“He said ",
    "quotations of a word": '"yes" he said ',
    "questions in quotation": "“Why?” he said that ",
    "straight marks": '"so ',
    "quotation in quotation": "“she said ‘",
    "brackets never closed": "(China ",
    "brackets closed": ") said ",
    "relative clauses": "the envoy who met the minister who ",
    "of and of": "the head of the council of ",
    "and and": "China and ",
    "names and commas": "China, Peru, Chile, ",
    "verbs and commas": "demanded, rejected, ",
    "while": "China waited, while ",
    "if": "if China waits, then ",
    "not": "not ",
    "pronouns": "he told him that she told her that ",
    "appositions": "Liu He, the envoy, ",
    "side remarks": ", supported by Norway and opposed by Peru, ",
    "titles": "Vice Minister Deputy Chairman ",
    "one word": "a" * 9 + " ",
    "no space": "China",
    "numbers": "200 billion ",
    "sentences": "China said no. ",
    "labels": "China: no ",
    "headings": "CHINA SAID\n\n",
    "bodies": "Northern Union ",
}
"""Pieces of text by their names; a text repeats its piece."""


def text(piece: str, size: int) -> str:
    """The piece, over and over, up to so many characters."""
    return (piece * (size // len(piece) + 1))[:size]


def seconds(reader: Reader, written: str) -> float:
    """The CPU seconds that reading takes."""
    begun = time.process_time()
    reader.read(Document(written, "shape", "memory:shape"))
    return time.process_time() - begun


def exponent(times: Sequence[float]) -> float:
    """The exponent of growth over the last doublings of the size.

    >>> exponent([1.0, 1.1, 2.0, 4.0]), exponent([1.0, 1.1, 4.0, 16.0])
    (0.93, 1.93)
    """
    growths = [math.log2(later / earlier) for earlier, later in pairwise(times)][-DOUBLINGS:]
    return round(sum(growths) / len(growths), 2)


def main(chosen: Sequence[str] = ()) -> int:
    """Print a line for each shape, with the seconds at each size and the exponent, and return the exit status."""
    reader = load(Options(proposer=None))
    seconds(reader, "China said no.")  # loads the word lists, which is not to be measured
    collect_less_often()
    worst = 0.0
    print(f"{'shape':28}" + "".join(f"{size // 1000:>7}k" for size in SIZES) + "   exponent")  # noqa: T201
    for name in chosen or SHAPES:
        times = [seconds(reader, text(SHAPES[name], size)) for size in SIZES]
        grown = exponent(times)
        worst = max(worst, grown)
        shown = "".join(f"{each:8.2f}" for each in times)
        print(f"{name:28}{shown}{grown:11.2f}{'  !' if grown > MOST else ''}", flush=True)  # noqa: T201
    return int(worst > MOST)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
