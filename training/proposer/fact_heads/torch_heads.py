"""The network's heads for affiliations and actions as torch modules, over the vectors of words."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from kg.extract.proposer.actions.words import BACK, KINDS, ActionWords
from kg.extract.proposer.scene.holders import BUCKETS
from kg.extract.proposer.scene.pairs import Pairs
from kg.extract.proposer.scene.scene import REASONS, TYPES
from kg.extract.proposer.scene.syntax import PLACES
from training.proposer.modules.torch_pairs import WIDTH, TorchPairs

__all__ = ["OWN_VECTOR", "TorchActions", "TorchAffiliations"]

RARE_AFFILIATIONS, RARE_ACTIONS = -4.0, -6.0
"""The log-odds at which training begins: few pairs belong together, and few words tell an action."""
OWN_VECTOR = 4.0
"""The factor on the vector that a word has by itself, so that in training it counts like its vector in the sentence."""


class TorchAffiliations(TorchPairs):
    """The head for affiliations; ``width``: numbers in a word's vector."""

    def __init__(self, width: int, dropout: float = 0.3) -> None:
        sizes = (len(TYPES), len(TYPES), len(REASONS), len(REASONS), len(PLACES), len(PLACES), BUCKETS)
        super().__init__((2 * width, 2 * width), sizes, 1, RARE_AFFILIATIONS, dropout)

    def forward(self, words: Tensor, offset: int, pairs: Pairs) -> Tensor:
        """The scores of all pairs of a sentence; ``words`` [word, number] begin with the word ``offset``."""
        first_words, last_words = torch.tensor([(m.start - offset, m.end - 1 - offset) for m in pairs.mentions]).unbind(
            1
        )
        mention_vectors = self.drop(torch.cat((words[first_words], words[last_words]), -1))
        first_mentions, second_mentions = torch.tensor(pairs.places).unbind(1)
        return self.both(
            self.one(mention_vectors)[first_mentions], self.other(mention_vectors)[second_mentions], pairs.known
        )[:, 0]


class TorchActions(TorchPairs):
    """The head for actions; ``width``: numbers in a word's vector."""

    def __init__(self, width: int, dropout: float = 0.3) -> None:
        sizes = (len(TYPES), len(REASONS), len(PLACES), BUCKETS, BACK + 1)
        super().__init__((width, 2 * width), sizes, len(KINDS), RARE_ACTIONS, dropout)
        self.lex = nn.Linear(width, WIDTH, bias=False)

    def forward(self, words: Tensor, itself: Tensor, offset: int, action_words: ActionWords) -> Tensor:
        """The scores [place, kind]; ``itself`` [word, number]: the vectors that the words have by themselves."""
        word_places = torch.tensor(action_words.words) - offset
        word_vectors = self.one(self.drop(words[word_places])) + self.lex(self.drop(itself * OWN_VECTOR))
        first_words, last_words = torch.tensor(
            [(m.start - offset, m.end - 1 - offset) for m in action_words.mentions]
        ).unbind(1)
        mention_vectors = self.other(self.drop(torch.cat((words[first_words], words[last_words]), -1)))
        word_of_pair, mention_of_pair = torch.tensor(action_words.places).unbind(1)
        return self.both(word_vectors[word_of_pair], mention_vectors[mention_of_pair], action_words.known)
