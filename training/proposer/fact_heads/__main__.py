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
    loss = torch.zeros(())
    for pairs in window.pairs:
        scores = head(window.words.float(), window.offset, pairs)
        pair_targets = torch.tensor(window.document.affiliations.wanted(pairs))
        actors_of_pairs = [(pairs.mentions[i].actor, pairs.mentions[j].actor) for i, j in pairs.places]
        number = {actors: n for n, actors in enumerate(dict.fromkeys(actors_of_pairs))}
        index = torch.tensor([number[actors] for actors in actors_of_pairs])
        scores_by_pair = summed(scores[:, None], index, len(number))[:, 0]
        targets = torch.zeros(len(number)).index_copy(0, index, pair_targets)
        is_known = targets >= 0
        loss = loss + functional.binary_cross_entropy_with_logits(
            scores_by_pair[is_known], targets[is_known], reduction="sum"
        )
    return loss


def loss_of_actions(head: TorchActions, window: TrainingWindow) -> Tensor:
    """The loss of who does what."""
    action_words = window.action_words
    scores = head(window.words.float(), window.itself.float(), window.offset, action_words)
    scores_by_doer = summed(scores, torch.tensor(action_words.of), len(action_words.doers))
    target_rows, several = window.document.actions.wanted(action_words)
    targets = torch.tensor(target_rows)
    is_known = targets >= 0
    loss = functional.binary_cross_entropy_with_logits(scores_by_doer[is_known], targets[is_known], reduction="sum")
    for kind, places in several:  # nobody knows which of them tells it: the probability that any does counts
        loss = loss + functional.softplus(-torch.logsumexp(scores_by_doer[places, kind], 0))
    return loss


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
        loss_of_epoch = 0.0
        for start in range(0, len(order), BATCH):
            loss_of_batch = torch.stack([loss(head, window) for window in order[start : start + BATCH]]).sum() / SCALE
            optimizer.zero_grad()
            loss_of_batch.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            loss_of_epoch += float(loss_of_batch.detach())
        sys.stderr.write(f"{type(head).__name__}, epoch {epoch}: loss {loss_of_epoch:.1f}\n")
    return head.eval()


def write(name: str, heads: dict[str, nn.Module], folder: Path) -> None:
    """Store the heads with the network's own weights."""
    path = folder / f"{name}.npz"
    with np.load(path) as stored_arrays:
        arrays = {
            key: value for key, value in stored_arrays.items() if not key.startswith(tuple(f"{h}." for h in heads))
        }
    for heading, head in heads.items():
        for key, value in head.state_dict().items():
            scaled_value = value * OWN_VECTOR if key == "lex.weight" else value
            arrays[f"{heading}.{key}"] = scaled_value.numpy().astype(np.float16)
    np.savez_compressed(path, **arrays)
    update_version(folder / f"{name}.json")


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.proposer.fact_heads", description=__doc__)
    parser.add_argument("name", help="which proposer")
    parser.add_argument("--weights", type=Path, default=FOLDER, help="the folder of the network that ships")
    parser.add_argument("--only", nargs="*", default=None, help="collections to learn from; all without it")
    options = parser.parse_args(arguments)
    torch.set_num_threads(int(os.environ.get("THREADS", "1")))
    torch.manual_seed(0)
    network = load_proposer(options.name, options.weights).network
    first_network = network.networks[0] if isinstance(network, Ensemble) else network
    windows = list(windows_of(first_network, load_training(options.only)))
    width = windows[0].words.shape[1]
    affiliations = fit_head(
        TorchAffiliations(width), loss_of_affiliations, [window for window in windows if window.pairs]
    )
    actions = fit_head(
        TorchActions(width), loss_of_actions, [window for window in windows if window.action_words.words]
    )
    write(options.name, {"affiliations": affiliations, "actions": actions}, options.weights)


if __name__ == "__main__":
    main()
