"""Train a proposer: ``python -m training.proposer.learn careful``.

It learns from annotated documents whose licence allows passing on what is learned: from the matters of the gold, those
that the rules propose, some drawn at random and some that the network finds itself. It runs on one thread, in
``bfloat16`` with master weights in ``float32``; a processor without native ``bfloat16`` is far faster with
``--precision float32``. The weights are written to ``kg/extract/data/learned``.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.arrays import Array
from kg.extract.proposer.network import STANCES
from kg.extract.proposer.scene.holders import Near, holders
from kg.extract.proposer.talks.pairs import talk_pairs
from kg.extract.proposer.weights import own_weights
from training.proposer.annotated_documents import AnnotatedDocument
from training.proposer.bases import BASES, base_of
from training.proposer.batches import Row, batches, rows_of
from training.proposer.documents import load_training
from training.proposer.modules.sums import summed
from training.proposer.modules.torch_network import TorchNetwork
from training.proposer.targets import UNHELD, Span, spans_of_gold, spans_of_teacher
from training.proposer.teacher_readings import TeacherReading, load_teacher_readings
from training.proposer.writing import write

__all__ = ["Settings", "fit_network", "main"]

NONE = len(STANCES)
FEW_SPANS = 20
HEAD_RATE = 1e-3
TRIM = 40
PRECISIONS = {"bfloat16": torch.bfloat16, "float32": torch.float32}
TALKS = 0.5
"""The weight of the loss of talks, where that of the tags has 1."""


@dataclass(frozen=True, slots=True)
class Settings:
    """``rate``: the learning rate of the encoder, ``head_rate``: that of our own layers; ``batch``: its size in pieces;
    ``share``: the part of a teacher's windows that an epoch sees."""

    epochs: int = 8
    batch: int = 2400
    share: float = 0.5
    rate: float = 1e-3
    head_rate: float = HEAD_RATE
    warm_up: float = 0.1
    seed: int = 0


def fit_network(
    network: TorchNetwork, rows: Sequence[Row], settings: Settings, teacher_rows: Sequence[Row] = ()
) -> TorchNetwork:
    """Train on the ``rows`` of gold and the ``teacher_rows``, which have the output of the frozen layers; progress goes
    to stderr."""
    rng = random.Random(settings.seed)
    live, masters, optimizer = _optimizer(network, settings)
    count = round(settings.share * len(teacher_rows))
    total = settings.epochs * len(batches([*rows, *teacher_rows[:count]], settings.batch, random.Random(0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, total, settings.warm_up))
    release = ctypes.CDLL("libc.so.6").malloc_trim
    step = 0
    for epoch in range(settings.epochs):
        network.train()
        began, lost = time.process_time(), 0.0
        for batch in batches([*rows, *rng.sample(teacher_rows, count)], settings.batch, rng):
            loss = _loss(network, batch, rng, own_spans=epoch > 0)
            loss.backward()  # type: ignore[no-untyped-call]
            for master, weight in zip(masters, live, strict=True):
                master.grad = None if weight.grad is None else weight.grad.float()
                weight.grad = None
            nn.utils.clip_grad_norm_(masters, 1.0)
            optimizer.step()
            schedule.step()
            with torch.no_grad():
                for master, weight in zip(masters, live, strict=True):
                    weight.copy_(master)
            lost += float(loss.detach())
            step += 1
            if step % TRIM == 0:
                release(0)
        sys.stderr.write(f"epoch {epoch}: loss {lost:.1f}, {time.process_time() - began:.0f} CPU s\n")
    return network


def _optimizer(
    network: TorchNetwork, settings: Settings
) -> tuple[list[nn.Parameter], list[Tensor], torch.optim.Optimizer]:
    body = [p for n, p in network.named_parameters() if p.requires_grad and n.startswith("layers.")]
    head = [p for n, p in network.named_parameters() if p.requires_grad and not n.startswith("layers.")]
    live = body + head
    masters: list[Tensor] = [p.detach().float().clone().requires_grad_() for p in live]
    groups = [
        {"params": masters[: len(body)], "lr": settings.rate, "weight_decay": 0.01},
        {"params": masters[len(body) :], "lr": settings.head_rate, "weight_decay": 0.01},
    ]
    return live, masters, torch.optim.AdamW(groups, betas=(0.9, 0.98))


def _rate(step: int, total: int, warm_up: float) -> float:
    warm = warm_up * total
    return (step + 1) / warm if step < warm else max(0.02, (total - step) / (total - warm))


def encode_words(network: TorchNetwork, batch: Sequence[Row]) -> Tensor:
    """The vectors [row, word, number] of a batch's words."""
    longest = max(len(row.pieces) for row in batch)
    pieces_below = torch.zeros(len(batch), longest, batch[0].lower.shape[1], dtype=batch[0].lower.dtype)
    mask = torch.zeros(len(batch), longest, dtype=torch.bool)
    for n, row in enumerate(batch):
        pieces_below[n, : len(row.pieces)] = row.lower
        mask[n, : len(row.pieces)] = True
    vectors = network.upper(
        pieces_below, mask, _padded_rows([r.kinds for r in batch]), _padded_rows([r.core for r in batch])
    )
    first_pieces = _padded_rows([r.first for r in batch])
    return torch.gather(vectors, 1, first_pieces[:, :, None].expand(-1, -1, vectors.shape[2]))


def _padded_rows(rows: Sequence[Sequence[int]], value: int = 0) -> Tensor:
    longest = max(map(len, rows))
    return torch.tensor([[*row, *[value] * (longest - len(row))] for row in rows])


def run_frozen_layers(network: TorchNetwork, rows: Sequence[Row], padding: int) -> None:
    """Store the output of the frozen layers in each row."""
    network.eval()
    rows_by_length = sorted(rows, key=lambda r: len(r.pieces))
    for start in range(0, len(rows_by_length), 8):
        batch = rows_by_length[start : start + 8]
        mask = _padded_rows([[1] * len(r.pieces) for r in batch]).bool()
        with torch.no_grad():
            output = network.lower(_padded_rows([r.pieces for r in batch], padding), mask)
        for n, row in enumerate(batch):
            row.lower = output[n, : len(row.pieces)].clone()


def _loss(network: TorchNetwork, batch: Sequence[Row], rng: random.Random, *, own_spans: bool) -> Tensor:
    words = encode_words(network, batch)
    tags = network.tags(words).float()
    targets = torch.zeros(tags.shape)
    for n, row in enumerate(batch):
        start, end = (place - row.window.words[0] for place in row.bounds)
        targets[n, start:end] = torch.from_numpy(row.tags)
    log_probabilities = tags.log_softmax(-1)
    loss = -(targets * log_probabilities).sum() / targets.sum()
    own_log_probabilities = log_probabilities.detach().numpy() if own_spans else None
    spans = [
        (n, span)
        for n, row in enumerate(batch)
        for span in _spans_to_ask(row, rng, None if own_log_probabilities is None else own_log_probabilities[n])
    ]
    return loss + 0.5 * _holder_loss(network, batch, words, spans) + TALKS * _talks_loss(network, batch, words)


def _talks_loss(network: TorchNetwork, batch: Sequence[Row], words: Tensor) -> Tensor:
    """The loss of who talks with whom, in the rows of gold."""
    gold_windows = [
        (n, row.document, pairs)
        for n, row in enumerate(batch)
        if isinstance(row.document, AnnotatedDocument)
        for pairs in talk_pairs(row.document.scene, range(*row.window.sentences), row.window.words)
    ]
    if not gold_windows:
        return torch.zeros(())
    scores = network.talks(words, [(n, batch[n].window.words[0], pairs) for n, _, pairs in gold_windows]).float()
    targets = torch.tensor([wanted for _, document, pairs in gold_windows for wanted in document.talks.wanted(pairs)])
    is_known = targets >= 0
    loss = functional.binary_cross_entropy_with_logits(scores[is_known], targets[is_known], reduction="sum")
    return loss / max(FEW_SPANS, len(gold_windows))


def _spans_to_ask(row: Row, rng: random.Random, tags: Array | None) -> Iterator[Span]:
    """The matters that the network is asked about in a row."""
    if isinstance(row.document, TeacherReading):
        return spans_of_teacher(row.document, row.window, rng)
    return spans_of_gold(row.document, row.window, rng, tags)


def _holder_loss(
    network: TorchNetwork, batch: Sequence[Row], words: Tensor, spans: Sequence[tuple[int, Span]]
) -> Tensor:
    """The loss of the holders' stances, and of the addressees."""
    kept_spans: list[tuple[int, int, int]] = []
    owners: list[int] = []
    near: list[Near] = []
    pair: list[int] = []
    stances: list[Sequence[float]] = []
    addressed: list[float] = []
    for n, span in spans:
        row = batch[n]
        possible_holders = holders(row.document.scene, span.words, span.sentence, row.window.words)
        for actor, mentions in possible_holders.items():
            owners += [len(kept_spans)] * len(mentions)
            near += mentions
            pair += [len(stances)] * len(mentions)
            stances.append(span.held.get(actor, UNHELD))
            addressed.append(-1.0 if span.addressed is None else span.addressed.get(actor, 0.0))
        if possible_holders:
            offset = row.window.words[0]
            kept_spans.append((n, span.words[0] - offset, span.words[1] - offset))
    if not kept_spans:
        return torch.zeros(())
    offsets = torch.tensor([row.window.words[0] for row in batch])
    scores = network.scores(words, torch.tensor(kept_spans), owners, near, offsets).float()
    scores_by_pair = summed(scores, torch.tensor(pair), len(stances))
    stance_scores = torch.cat([scores_by_pair[:, :NONE], torch.zeros(len(stances), 1)], 1)
    count = max(FEW_SPANS, len(kept_spans))
    loss = functional.cross_entropy(stance_scores, torch.tensor(stances), reduction="sum") / count
    addressee_targets = torch.tensor(addressed)
    is_known = addressee_targets >= 0
    if is_known.any():
        addressee_loss = functional.binary_cross_entropy_with_logits(
            scores_by_pair[is_known, NONE + 1], addressee_targets[is_known], reduction="sum"
        )
        loss = loss + 0.3 * addressee_loss / count
    return loss


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.proposer.learn", description=__doc__)
    parser.add_argument("name", choices=sorted(BASES), help="which proposer")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--only", nargs="*", default=None, help="collections to learn from, real:3 for every third; all without it"
    )
    parser.add_argument("--taught", type=Path, help="a folder written by training.proposer.teacher_readings")
    parser.add_argument("--resume", type=Path, help="the folder of a network to go on from")
    parser.add_argument("--rate", type=float, help="of the encoder, the heads in proportion; by default the base's own")
    parser.add_argument("--precision", choices=PRECISIONS, default="bfloat16", help="of the numbers computed with")
    parser.add_argument("--out", type=Path, help="where the weights go; by default kg/extract/data/learned")
    options = parser.parse_args(arguments)
    torch.set_num_threads(int(os.environ.get("THREADS", "1")))
    torch.manual_seed(options.seed)
    base = base_of(options.name)
    network = TorchNetwork(base.kind, base.heads, base.frozen, base.marked, base.weights, base.rank)
    network = network.to(PRECISIONS[options.precision])
    if options.resume:
        own_arrays = own_weights(options.resume / f"{options.name}.npz")
        network.resume({key: torch.from_numpy(value) for key, value in own_arrays.items()})
    gold, teacher_rows = (
        [row for document in documents for row in rows_of(document, base.pieces, base.opening, base.closing)]
        for documents in (load_training(options.only), load_teacher_readings(options.taught) if options.taught else ())
    )
    run_frozen_layers(network, [*gold, *teacher_rows], base.padding)
    rate = options.rate or base.rate
    settings = Settings(options.epochs, rate=rate, head_rate=HEAD_RATE * rate / base.rate, seed=options.seed)
    write(base, fit_network(network, gold, settings, teacher_rows), options.out)


if __name__ == "__main__":
    main()
