"""The network of `kg.extract.proposer.network` as a torch module, which gives its weights the names used there."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.extract.proposer.encoder import EPSILON, bucket
from kg.extract.proposer.network import STANCES
from kg.extract.proposer.scene.holders import BUCKETS, SENTENCES, Near
from kg.extract.proposer.scene.scene import REASONS, TYPES
from kg.extract.proposer.scene.syntax import PLACES
from training.proposer.modules.torch_pairs import combined
from training.proposer.talks.torch_talks import TorchTalks

__all__ = ["ALPHA", "TorchNetwork"]

MATRICES = ("q", "k", "v", "o", "up", "down")
WIDTH = 256
"""The width that a span and a mention are each projected to before they are combined."""
ALPHA = 16.0
OUTPUTS = len(STANCES) + 2
UNLEARNED = "word", "place", "first."
"""The weights that stay as they are where all layers of an encoder are trained."""


class LowRank(nn.Module):
    """A frozen matrix with a change of low rank that is trained."""

    def __init__(self, whole: nn.Linear, rank: int) -> None:
        super().__init__()
        self.whole = whole.requires_grad_(requires_grad=False)
        self.a = nn.Parameter(torch.randn(rank, whole.in_features) / math.sqrt(whole.in_features))
        self.b = nn.Parameter(torch.zeros(whole.out_features, rank))
        self.scale = ALPHA / rank

    def forward(self, x: Tensor) -> Tensor:
        """The product with the changed matrix."""
        return self.whole(x) + functional.linear(functional.linear(x, self.a), self.b) * self.scale


class Layer(nn.Module):
    """A layer of the encoder, without dropout inside."""

    def __init__(self, weights: Mapping[str, Tensor], number: int, heads: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        for name in MATRICES:
            weight = weights[f"{number}.{name}.weight"]
            matrix = nn.Linear(weight.shape[1], weight.shape[0])
            matrix.weight.data, matrix.bias.data = weight.clone(), weights[f"{number}.{name}.bias"].clone()
            setattr(self, name, matrix)
        for name in ("n1", "n2"):
            setattr(self, name, _normal(weights, f"{number}.{name}", epsilon))

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """The vectors [batch, piece, number]; ``bias`` is added to the attention scores."""
        rows, length, width = x.shape
        size = width // self.heads
        q, k, v = (
            getattr(self, name)(x).view(rows, length, self.heads, size).transpose(1, 2) for name in ("q", "k", "v")
        )
        attention = (torch.matmul(q * size**-0.5, k.transpose(-1, -2)) + bias).softmax(-1)
        attended = self.o(torch.matmul(attention, v).transpose(1, 2).reshape(rows, length, width))
        x = self.n1(x + attended)
        out: Tensor = self.n2(x + self.down(functional.gelu(self.up(x))))
        return out


class TorchNetwork(nn.Module):
    """``weights`` are those of the base; the layers from ``frozen`` on are trained, by changes of a ``rank`` or whole
    (0). Actors are marked before the layer ``marked``; unless that is a trained layer, `upper` cannot be used.
    """

    def __init__(
        self,
        kind: str,
        heads: int,
        frozen: int,
        marked: int,
        weights: Mapping[str, Tensor],
        rank: int,
        dropout: float = 0.15,
    ) -> None:
        super().__init__()
        self.kind, self.frozen, self.marked, self.rank = kind, frozen, marked, rank
        count = 1 + max(int(name.split(".")[0]) for name in weights if name[0].isdigit())
        width = weights["word"].shape[1]
        self.register_buffer("word", weights["word"])
        self.register_buffer("place", weights["place"])
        self.register_buffer("apart", weights.get("apart"))
        self.first = _normal(weights, "first", EPSILON[kind])
        self.layers = nn.ModuleList(Layer(weights, n, heads, EPSILON[kind]) for n in range(count))
        self.actor, self.core = nn.Embedding(len(TYPES) + 1, width), nn.Embedding(2, width)
        nn.init.zeros_(self.actor.weight)
        nn.init.zeros_(self.core.weight)
        self.drop = nn.Dropout(dropout)
        self.taghid, self.tag = nn.Linear(width, width // 2), nn.Linear(width // 2, 2 * len(STANCES) + 1)
        self.tag.bias.data[0] = 2.0
        self.span, self.ment = nn.Linear(4 * width, WIDTH), nn.Linear(2 * width, WIDTH)
        self.nowhere = nn.Parameter(torch.zeros(2 * width))
        sizes = (len(TYPES), len(REASONS), SENTENCES, BUCKETS, 2, 2, len(PLACES))
        self.fe = nn.ModuleList(nn.Embedding(size, WIDTH) for size in sizes)
        for embedding in self.fe:
            nn.init.normal_(embedding.weight, std=0.05)
        self.hid, self.out = nn.Linear(3 * WIDTH, WIDTH), nn.Linear(WIDTH, OUTPUTS)
        self.out.bias.data[:] = -2.0
        self.talks = TorchTalks(width)
        self._choose_trained()

    def _choose_trained(self) -> None:
        self.first.requires_grad_(requires_grad=False)
        for number, layer in enumerate(self.layers):
            layer.requires_grad_(requires_grad=number >= self.frozen and not self.rank)
            if number >= self.frozen and self.rank:
                for name in MATRICES:
                    setattr(layer, name, LowRank(getattr(layer, name), self.rank))

    def lower(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """The output of the frozen layers for pieces."""
        unused_places = 2 if self.kind == "mpnet" else 0
        x: Tensor = self.first(self.word[pieces] + self.place[torch.arange(pieces.shape[1]) + unused_places][None])
        bias = self._bias(mask).to(x.dtype)
        for layer in self.layers[: self.frozen]:
            x = layer(x, bias)
        return x

    def upper(self, x: Tensor, mask: Tensor, kinds: Tensor, core: Tensor) -> Tensor:
        """The output of the trained layers, with actors marked; raises `ValueError` if ``marked`` is none of them."""
        if not self.frozen <= self.marked < len(self.layers):
            raise ValueError(f"layer {self.marked}, before which actors are marked, is not trained")
        bias = self._bias(mask).to(x.dtype)
        for number, layer in enumerate(self.layers[self.frozen :], self.frozen):
            if number == self.marked:
                x = x + self.actor(kinds) + self.core(core)
            x = layer(x, bias)
        return x

    def _bias(self, mask: Tensor) -> Tensor:
        length = mask.shape[1]
        mask_bias = torch.zeros(len(mask), 1, 1, length).masked_fill(~mask[:, None, None, :], -1e4)
        if self.apart is None:
            return mask_bias
        places = torch.arange(length)
        distances = torch.from_numpy(bucket((places[None] - places[:, None]).numpy()))
        return mask_bias + self.apart[distances].permute(2, 0, 1)[None].float()

    def tags(self, words: Tensor) -> Tensor:
        """The scores [..., tag] of words."""
        tag_scores: Tensor = self.tag(self.drop(functional.gelu(self.taghid(self.drop(words)))))
        return tag_scores

    def scores(
        self, words: Tensor, spans: Tensor, owners: Sequence[int], near: Sequence[Near], offset: Tensor
    ) -> Tensor:
        """The scores [mention, output]: ``words`` [row, word, number], ``spans`` [span, (row, start, end)] in words of
        their rows, the span of each mention (``owners``), and the word that each row begins with (``offset``)."""
        row, start, end = spans.unbind(1)
        places = torch.arange(words.shape[1])[None]
        is_inside = ((places >= start[:, None]) & (places < end[:, None])).to(words.dtype)
        mean = torch.bmm(is_inside[:, None], words[row])[:, 0] / is_inside.sum(1, keepdim=True).clamp(min=1)
        ends = (words[row, start], words[row, end - 1], mean, words[row, (start - 1).clamp(min=0)])
        span = self.span(self.drop(torch.cat(ends, -1)))
        owner = torch.tensor(owners)
        first_and_last = torch.tensor([(-1, 0) if m.words is None else (m.words[0], m.words[1] - 1) for m in near])
        places_in_row = (first_and_last - offset[row[owner]][:, None]).clamp(min=0)
        mention_vectors = torch.cat(
            (words[row[owner], places_in_row[:, 0]], words[row[owner], places_in_row[:, 1]]), -1
        )
        mention_vectors = torch.where(
            (first_and_last[:, 0] < 0)[:, None], self.nowhere[None].to(mention_vectors.dtype), mention_vectors
        )
        mention = self.ment(self.drop(mention_vectors))
        joint = combined(self.fe, span[owner], mention, [m.known for m in near])
        out: Tensor = self.out(self.drop(functional.gelu(self.hid(self.drop(joint)))))
        return out

    def trained_weights(self) -> dict[str, Tensor]:
        """The trained weights, under the names that `kg.extract.proposer` reads; where all layers are trained, also the
        others that the network needs."""
        trained = {name: value.detach().float() for name, value in self.named_parameters() if value.requires_grad}
        if not self.rank:
            trained |= {name: value.float() for name, value in self.state_dict().items() if name.startswith(UNLEARNED)}
        return {_short(name): value for name, value in trained.items()}

    def resume(self, trained: Mapping[str, Tensor]) -> None:
        """Go on from weights under the names of `trained_weights`; those that are missing keep their initial values."""
        with torch.no_grad():
            for name, value in self.named_parameters():
                if value.requires_grad and _short(name) in trained:
                    value.copy_(trained[_short(name)])


def _short(name: str) -> str:
    """The name of a weight under which `kg.extract.proposer` reads it."""
    short = name.removeprefix("layers.")
    return {"actor.weight": "actor", "core.weight": "core"}.get(short, short)


def _normal(weights: Mapping[str, Tensor], name: str, epsilon: float) -> nn.LayerNorm:
    normal = nn.LayerNorm(len(weights[f"{name}.weight"]), eps=epsilon)
    normal.weight.data, normal.bias.data = weights[f"{name}.weight"].clone(), weights[f"{name}.bias"].clone()
    return normal
