"""Which learned adjustments are offered: those of headings where they separate right from wrong better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.candidates.filter import Adjustment
from kg.retraining.examples import Example
from kg.retraining.scores import adjustments_of, confidence_of, held_out, scored
from kg.retraining.separation import Separation, separation

__all__ = ["Offer", "offered"]


@dataclass(frozen=True, slots=True)
class Offer:
    """The ``adjustments`` that are offered, and the ``refused`` headings, whose adjustments are not.

    The examples' confidence is given ``before``, with the shipped weights; as ``tried``, with learned ones in held-out
    documents; and as ``accepted``, the same with the shipped weights where a heading is refused. ``separations`` are
    those of ``tried`` by heading, and that of ``accepted`` as "all".
    """

    adjustments: tuple[Adjustment, ...]
    refused: tuple[str, ...]
    before: tuple[float, ...]
    tried: tuple[float, ...]
    accepted: tuple[float, ...]
    separations: dict[str, Separation]


def offered(examples: Sequence[Example], threshold: float) -> Offer:
    """What the examples teach, for the headings where it separates better in held-out documents: by the AUC, beyond
    chance (`Separation.is_better`), with no lower F1 of what is kept from ``threshold`` on. Less log loss is not
    enough: labels of pure chance give it too, by a confidence nearer to the share of right ones, and facts are lost."""
    learned = adjustments_of(examples, threshold)
    before = [confidence_of(example) for example in examples]
    tried = held_out(examples, threshold)
    accepted = [*before]
    separations: dict[str, Separation] = {}
    better_headings = set()
    for heading in sorted({example.heading for example in examples}):
        indexes = [index for index, example in enumerate(examples) if example.heading == heading]
        own_examples = [examples[index] for index in indexes]
        own_before, own_tried = ([sure[index] for index in indexes] for sure in (before, tried))
        found = separation(own_examples, own_before, own_tried)
        if found is None:
            continue
        separations[heading] = found
        f1_before, f1_tried = (scored(own_examples, sure, threshold).f1 for sure in (own_before, own_tried))
        if found.is_better and f1_tried >= f1_before:
            better_headings.add(heading)
            for index in indexes:
                accepted[index] = tried[index]
    overall = separation(examples, before, accepted)
    return Offer(
        tuple(each for each in learned if each.heading in better_headings),
        tuple(sorted({each.heading for each in learned} - better_headings)),
        tuple(before),
        tuple(tried),
        tuple(accepted),
        separations | ({"all": overall} if overall else {}),
    )
