"""How much a reader learns from a researcher's judgements: ``python -m benchmarks.retraining [READER]``.

Gold plays the researcher. Of some documents drawn at random, the facts that a graph shows are confirmed if the gold has
them and rejected if not; if the documents are read ``whole``, candidates that the graph does not show are judged too.
What is learned is used, even where `kg retrain` would not offer it. The effect is measured on other documents. No
network and no filter has learned from any of the texts, but the rerankers have learned from ``tests/gold/judge``.
Articles of another kind and bulletins lie in ``../shared/gold`` and are left out where it is absent. Reading takes two
minutes of one core.
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

__all__ = ["ReviewedDocument", "learn_adjustments", "main", "measure", "review"]

ROOT: Final = Path(__file__).resolve().parents[1]
SHARED: Final = ROOT.parent / "shared" / "gold"
MIXED: Final = (*(ROOT / "tests" / "gold" / name for name in ("blind", "judge")), SHARED / "real", SHARED / "dev")
"""Texts of the kinds that the weights have learned from, and twenty others."""
OTHER: Final = (SHARED / "real",)
"""Articles of a newspaper of a kind that no weights have learned from."""
DRAWS: Final = 10


@dataclass(frozen=True, slots=True)
class ReviewedDocument:
    """A document's candidates, each right or wrong by the gold; those with the same key say the same. The gold has
    ``gold_count`` facts."""

    name: str
    examples: tuple[Example, ...]
    keys: tuple[Hashable, ...]
    gold_count: int


def review(reader: Reader, gold: GoldDocument) -> ReviewedDocument:
    """What the reader proposes of a gold document."""
    doc = reader.parse(gold.document)
    table = align(gold.facts, {"entities": entities_of(doc)})
    examples, keys = [], []
    for decision in decide(doc):
        candidate = decision.candidate
        if candidate.heading in FACT_HEADINGS and not decision.barred:
            fact = fact_of(doc, candidate)
            right = is_right(gold, candidate.heading, fact, table)
            if right is not None:
                examples.append(example_of(gold.name, candidate, right, reader.options.proposer))
                keys.append(distinct_key(candidate))
    gold_count = sum(len(gold.facts.get(heading) or ()) for heading in FACT_HEADINGS)
    return ReviewedDocument(gold.name, tuple(examples), tuple(keys), gold_count)


def learn_adjustments(documents: Iterable[ReviewedDocument], *, whole: bool) -> tuple[Adjustment, ...]:
    """The adjustments learned from these documents; ``whole``: from all candidates, not only from those in a graph."""
    examples = [each for document in documents for each in document.examples]
    return adjustments_of([each for each in examples if whole or confidence_of(each) >= STORED], STORED)


def measure(documents: Sequence[ReviewedDocument], adjustments: tuple[Adjustment, ...] = ()) -> tuple[float, ...]:
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
    gold_count = sum(document.gold_count for document in documents)
    examples = [example for document in documents for example in document.examples]
    scores = scored(examples, [confidence_of(example, adjustments) for example in examples], STORED)
    return kept, right / max(kept, 1), right / gold_count, 2 * right / (kept + gold_count), scores.log_loss, scores.gap


def curve(documents: Sequence[ReviewedDocument], sizes: Sequence[int], held_out_count: int) -> list[tuple[object, ...]]:
    """Rows of mean figures over `DRAWS` draws: before any review, then after each number of reviewed documents, where
    the facts that are shown were judged, or all candidates."""
    rows: list[tuple[object, ...]] = []
    for size, whole in [(0, False), *((size, whole) for size in sizes for whole in (False, True))]:
        figures_of_draws = []
        for draw in range(DRAWS):
            order = [*documents]
            random.Random(draw).shuffle(order)
            adjustments = learn_adjustments(order[:size], whole=whole) if size else ()
            figures_of_draws.append(measure(order[-held_out_count:], adjustments))
        means = [sum(column) / DRAWS for column in zip(*figures_of_draws, strict=True)]
        how_judged = "what was shown" if not whole else "read whole"
        rows.append(
            (size or "none", how_judged if size else "", round(means[0]), *(f"{mean:.3f}" for mean in means[1:]))
        )
    return rows


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    words = [*(sys.argv[1:] if arguments is None else arguments)]
    reader = load(Options(threshold=0.0, proposer=words[0] if words else "small"))
    documents_by_folder = {
        folder: [review(reader, gold) for gold in load_gold(folder)] for folder in MIXED if folder.is_dir()
    }
    all_documents = [document for documents in documents_by_folder.values() for document in documents]
    other_kind = [document for folder in OTHER for document in documents_by_folder.get(folder, ())]
    for title, rows in (
        (f"{len(all_documents)} texts", curve(all_documents, (10, 30, 60), 40)),
        (f"{len(other_kind)} of another kind", curve(other_kind, (6,), 4) if other_kind else []),
    ):
        sys.stdout.write(f"\n{title}\n\n| reviewed | | facts | precision | recall | F1 | log loss | gap |\n")
        sys.stdout.write(f"|{' --- |' * 8}\n")
        sys.stdout.writelines(f"| {' | '.join(map(str, row))} |\n" for row in rows)


if __name__ == "__main__":
    main()
