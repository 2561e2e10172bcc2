"""Train a network's heads for affiliations and actions: ``python -m training.proposer.fact_heads small``.

The network itself stays as it is: its vectors of words are computed once, and two small heads are trained on them. They
are stored in ``NAME.npz`` with the network's own weights. Run it whenever the network has changed, and then fit the
rerankers.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.proposer.actions.words import ActionWords, action_words_of
from kg.extract.proposer.affiliations.pairs import affiliation_pairs
from kg.extract.proposer.description import FOLDER
from kg.extract.proposer.ensemble import Ensemble
from kg.extract.proposer.network import Network
from kg.extract.proposer.scene.pairs import Pairs
from kg.extract.proposer.scores import readings
from kg.extract.proposer.weights import load_proposer
from training.proposer.annotated_documents import AnnotatedDocument
from training.proposer.description import update_version
from training.proposer.documents import load_training
from training.proposer.fact_heads.torch_heads import OWN_VECTOR, TorchActions, TorchAffiliations
from training.proposer.modules.sums import summed

EPOCHS, BATCH, RATE = 9, 14, 2e-3
"""``BATCH`` windows are learned from at once."""
SCALE = 20.0
"""The loss is divided by it, so that few gradients are clipped."""


@dataclass(frozen=True)
class TrainingWindow:
    """A window of a document as the network has read it: the vectors of its ``words`` from ``offset`` on, the pairs and
    the words that may tell affiliations and actions, the vectors that the latter have by ``itself``, and the
    ``document``, which knows the right answers."""

    words: Tensor
    offset: int
    pairs: tuple[Pairs, ...]
    action_words: ActionWords
    itself: Tensor
    document: AnnotatedDocument


def windows_of(network: Network, documents: Sequence[AnnotatedDocument]) -> Iterator[TrainingWindow]:
    """All windows in which an actor is named or speaks."""
    for document in documents:
        scene = document.scene
        for reading in readings(network, scene):
            sentences, words = range(*reading.window.sentences), reading.window.words
            action_words = action_words_of(scene, sentences, words)
            itself = [network.word_vector(scene.words[i]) for i in action_words.words]
            yield TrainingWindow(
                torch.from_numpy(reading.vectors.astype(np.float16)),
                words[0],
                tuple(affiliation_pairs(scene, sentences, words)),
                action_words,
                torch.from_numpy(np.array(itself, dtype=np.float16)),
                document,
            )


def loss_of_affiliations(head: TorchAffiliations, window: TrainingWindow) -> Tensor:
    """The loss of who belongs to whom."""
    lost = torch.zeros(())
    for pairs in window.pairs:
        scores = head(window.words.float(), window.offset, pairs)
        to = torch.tensor(window.document.affiliations.wanted(pairs))
        two = [(pairs.mentions[i].actor, pairs.mentions[j].actor) for i, j in pairs.places]
        number = {each: n for n, each in enumerate(dict.fromkeys(two))}
        index = torch.tensor([number[each] for each in two])
        added = summed(scores[:, None], index, len(number))[:, 0]
        wanted = torch.zeros(len(number)).index_copy(0, index, to)
        known = wanted >= 0
        lost = lost + functional.binary_cross_entropy_with_logits(added[known], wanted[known], reduction="sum")
    return lost


def loss_of_actions(head: TorchActions, window: TrainingWindow) -> Tensor:
    """The loss of who does what."""
    action_words = window.action_words
    scores = head(window.words.float(), window.itself.float(), window.offset, action_words)
    added = summed(scores, torch.tensor(action_words.of), len(action_words.doers))
    wanted, several = window.document.actions.wanted(action_words)
    to = torch.tensor(wanted)
    known = to >= 0
    lost = functional.binary_cross_entropy_with_logits(added[known], to[known], reduction="sum")
    for kind, told in several:  # nobody knows which of them tells it: the probability that any does counts
        lost = lost + functional.softplus(-torch.logsumexp(added[told, kind], 0))
    return lost


def fit_head[Head: nn.Module](
    head: Head, loss: Callable[[Head, TrainingWindow], Tensor], windows: Sequence[TrainingWindow]
) -> Head:
    """The trained head; progress goes to stderr."""
    rng = random.Random(0)
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=0.02)
    total = EPOCHS * (len(windows) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.1 * total)) * max(0.02, 1 - step / total)
    )
    order = list(windows)
    for epoch in range(EPOCHS):
        head.train()
        rng.shuffle(order)
        lost = 0.0
        for at in range(0, len(order), BATCH):
            off = torch.stack([loss(head, window) for window in order[at : at + BATCH]]).sum() / SCALE
            optimizer.zero_grad()
            off.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            lost += float(off.detach())
        sys.stderr.write(f"{type(head).__name__}, epoch {epoch}: loss {lost:.1f}\n")
    return head.eval()


def write(name: str, heads: dict[str, nn.Module], folder: Path) -> None:
    """Store the heads with the network's own weights."""
    path = folder / f"{name}.npz"
    with np.load(path) as stored:
        arrays = {key: value for key, value in stored.items() if not key.startswith(tuple(f"{h}." for h in heads))}
    for heading, head in heads.items():
        for key, value in head.state_dict().items():
            scaled = value * OWN_VECTOR if key == "lex.weight" else value
            arrays[f"{heading}.{key}"] = scaled.numpy().astype(np.float16)
    np.savez_compressed(path, **arrays)
    update_version(folder / f"{name}.json")


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.proposer.fact_heads", description=__doc__)
    parser.add_argument("name", help="which proposer")
    parser.add_argument("--weights", type=Path, default=FOLDER, help="the folder of the network that ships")
    parser.add_argument("--only", nargs="*", default=None, help="collections to learn from; all without it")
    chosen = parser.parse_args(arguments)
    torch.set_num_threads(int(os.environ.get("THREADS", "1")))
    torch.manual_seed(0)
    network = load_proposer(chosen.name, chosen.weights).network
    own = network.networks[0] if isinstance(network, Ensemble) else network
    windows = list(windows_of(own, load_training(chosen.only)))
    width = windows[0].words.shape[1]
    affiliations = fit_head(
        TorchAffiliations(width), loss_of_affiliations, [window for window in windows if window.pairs]
    )
    actions = fit_head(
        TorchActions(width), loss_of_actions, [window for window in windows if window.action_words.words]
    )
    write(chosen.name, {"affiliations": affiliations, "actions": actions}, chosen.weights)


if __name__ == "__main__":
    main()
