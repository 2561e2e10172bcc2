"""How much a reader learns from a researcher's judgements: ``python -m benchmarks.retraining [READER]``.

Gold plays the researcher. Of some documents drawn at random, the facts that a graph shows are confirmed if the gold has
them and rejected if not; if the documents are read ``whole``, candidates that the graph does not show are judged too.
The effect is measured on other documents. No network and no filter has learned from any of the texts, but the rerankers
have learned from ``tests/gold/judge``. Articles of another kind and bulletins lie in ``../shared/gold`` and are left
out where it is absent. Reading takes two minutes of one core.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.evaluate import FACT_HEADINGS, GoldDocument, align, load_gold
from kg.extract import STORED, Options, Reader, load
from kg.extract.candidates.decisions import decide, distinct_key
from kg.extract.candidates.filter import Adjustment
from kg.retraining.examples import Example, example_of
from kg.retraining.scores import adjustments_of, confidence_of, scored
from training.examples import entities_of, fact_of, is_right

__all__ = ["Reviewed", "main", "measured", "reviewed", "taught"]

ROOT: Final = Path(__file__).resolve().parents[1]
SHARED: Final = ROOT.parent / "shared" / "gold"
MIXED: Final = (*(ROOT / "tests" / "gold" / name for name in ("blind", "judge")), SHARED / "real", SHARED / "dev")
"""Texts of the kinds that the weights have learned from, and twenty others."""
OTHER: Final = (SHARED / "real",)
"""Articles of a newspaper of a kind that no weights have learned from."""
DRAWS: Final = 10


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A document's candidates, each right or wrong by the gold; those with the same key say the same. ``owed``: the
    number of facts in the gold."""

    name: str
    examples: tuple[Example, ...]
    keys: tuple[Hashable, ...]
    owed: int


def reviewed(reader: Reader, gold: GoldDocument) -> Reviewed:
    """What the reader proposes of a gold document."""
    doc = reader.parse(gold.document)
    table = align(gold.facts, {"entities": entities_of(doc)})
    found, keys = [], []
    for decision in decide(doc):
        candidate = decision.candidate
        if candidate.heading in FACT_HEADINGS and not decision.barred:
            fact = fact_of(doc, candidate)
            right = is_right(gold, candidate.heading, fact, table)
            if right is not None:
                found.append(example_of(gold.name, candidate, right, reader.options.proposer))
                keys.append(distinct_key(candidate))
    owed = sum(len(gold.facts.get(heading) or ()) for heading in FACT_HEADINGS)
    return Reviewed(gold.name, tuple(found), tuple(keys), owed)


def taught(documents: Iterable[Reviewed], *, whole: bool) -> tuple[Adjustment, ...]:
    """The adjustments learned from these documents; ``whole``: from all candidates, not only from those in a graph."""
    examples = [each for document in documents for each in document.examples]
    return adjustments_of([each for each in examples if whole or confidence_of(each) >= STORED], STORED)


def measured(documents: Sequence[Reviewed], adjustments: tuple[Adjustment, ...] = ()) -> tuple[float, ...]:
    """The number of facts in a graph of these documents; precision, recall, F1, log loss and gap."""
    kept = right = 0
    for document in documents:
        best: dict[Hashable, tuple[float, bool]] = {}
        for example, key in zip(document.examples, document.keys, strict=True):
            sure = confidence_of(example, adjustments)
            if sure >= STORED and (key not in best or best[key][0] < sure):
                best[key] = (sure, example.right)
        kept += len(best)
        right += sum(is_right for _, is_right in best.values())
    owed = sum(document.owed for document in documents)
    examples = [each for document in documents for each in document.examples]
    found = scored(examples, [confidence_of(each, adjustments) for each in examples], STORED)
    return kept, right / max(kept, 1), right / owed, 2 * right / (kept + owed), found.log_loss, found.gap


def curve(documents: Sequence[Reviewed], sizes: Sequence[int], held: int) -> list[tuple[object, ...]]:
    """Rows of mean figures over `DRAWS` draws: before any review, then after each number of reviewed documents, where
    the facts that are shown were judged, or all candidates."""
    rows: list[tuple[object, ...]] = []
    for size, whole in [(0, False), *((size, whole) for size in sizes for whole in (False, True))]:
        found = []
        for draw in range(DRAWS):
            order = [*documents]
            random.Random(draw).shuffle(order)
            learned = taught(order[:size], whole=whole) if size else ()
            found.append(measured(order[-held:], learned))
        means = [sum(column) / DRAWS for column in zip(*found, strict=True)]
        told = "what was shown" if not whole else "read whole"
        rows.append((size or "none", told if size else "", round(means[0]), *(f"{mean:.3f}" for mean in means[1:])))
    return rows


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    given = [*(sys.argv[1:] if arguments is None else arguments)]
    reader = load(Options(threshold=0.0, proposer=given[0] if given else "small"))
    read = {folder: [reviewed(reader, gold) for gold in load_gold(folder)] for folder in MIXED if folder.is_dir()}
    everything = [document for documents in read.values() for document in documents]
    other = [document for folder in OTHER for document in read.get(folder, ())]
    for title, rows in (
        (f"{len(everything)} texts", curve(everything, (10, 30, 60), 40)),
        (f"{len(other)} of another kind", curve(other, (6,), 4) if other else []),
    ):
        sys.stdout.write(f"\n{title}\n\n| reviewed | | facts | precision | recall | F1 | log loss | gap |\n")
        sys.stdout.write(f"|{' --- |' * 8}\n")
        sys.stdout.writelines(f"| {' | '.join(map(str, row))} |\n" for row in rows)


if __name__ == "__main__":
    main()
