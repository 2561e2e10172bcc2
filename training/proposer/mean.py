"""Average the weights of two networks: ``python -m training.proposer.mean small OLD NEW --share 0.7 --out FOLDER``.

A network that was trained further on other texts keeps more of what it knew if its weights are drawn back towards the
earlier ones (Wortsman et al. 2022, https://arxiv.org/abs/2109.01903). What only the new one has is kept as it is; of a
low-rank change each of the two factors is averaged. The rerankers are the new one's, until
`training.proposer.reranker` has fitted them again.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from kg.extract.arrays import SCALE, Array
from kg.extract.proposer.description import VOCABULARY, described_in
from kg.extract.proposer.weights import own_weights
from training.proposer.description import write_description
from training.proposer.rounding import rounded

__all__ = ["main", "mean"]


def mean(old: Mapping[str, Array], new: Mapping[str, Array], share: float) -> dict[str, Array]:
    """The weighted mean of the weights, in which the new ones count ``share``.

    >>> mean({"a": np.zeros(1, np.float32)}, {"a": np.ones(1, np.float32), "b": np.ones(1, np.float32)}, 0.75)
    {'a': array([0.75], dtype=float32), 'b': array([1.], dtype=float32)}
    """
    return {
        name: value if name not in old else np.float32(share) * value + np.float32(1 - share) * old[name]
        for name, value in new.items()
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.proposer.mean", description=__doc__)
    parser.add_argument("name", help="which proposer")
    parser.add_argument("old", type=Path, help="the folder of the network that the other went on from")
    parser.add_argument("new", type=Path, help="that of the other; whose description is taken")
    parser.add_argument("--share", type=float, default=0.7, help="of the new weights")
    parser.add_argument("--out", type=Path, required=True, help="where the weights go")
    options = parser.parse_args(arguments)
    old, new = (folder / f"{options.name}.npz" for folder in (options.old, options.new))
    with np.load(new) as stored_arrays:
        names = set(stored_arrays.files)
    arrays: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float16 | np.int8]]] = {}
    for name, value in mean(own_weights(old), own_weights(new), options.share).items():
        if name + SCALE in names:
            arrays[name], arrays[name + SCALE] = rounded(value)
        else:
            arrays[name] = value.astype(np.float16)
    options.out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(options.out / f"{options.name}.npz", **arrays)  # type: ignore[arg-type]
    vocabulary = VOCABULARY.format(name=options.name)
    if (options.new / vocabulary).exists() and not options.out.samefile(options.new):
        shutil.copy(options.new / vocabulary, options.out)
    write_description(options.out / f"{options.name}.json", dict(described_in(options.name, options.new)))


if __name__ == "__main__":
    main()
