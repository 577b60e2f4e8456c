"""The network of MiniLM (Wang et al. 2020; BERT's layers) for training, and the head on top of it; needs PyTorch."""

from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from articles.extractor.minilm.windows import Window

LAYERS, WIDTH, HEADS, INNER, WORDS, PLACES = 6, 384, 12, 1536, 30522, 512
TINY = 1e-12
DROPPED = 0.1
NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mixed": "attention.output.dense",
    "norm_mixed": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "norm_outer": "output.LayerNorm",
}
"""What a layer's parts are called in the published weights."""


class Layer(nn.Module):
    """One layer: every piece looks at the others, then thinks by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.value, self.mixed = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.norm_mixed, self.norm_outer = nn.LayerNorm(WIDTH, eps=TINY), nn.LayerNorm(WIDTH, eps=TINY)
        self.inner, self.outer = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, pieces: Tensor, there: Tensor) -> Tensor:
        """Pieces (batch, length, WIDTH) to pieces; there is False where a window has ended."""
        batch, length, _ = pieces.shape

        def by_head(part: Tensor) -> Tensor:
            return part.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        looked = nn.functional.scaled_dot_product_attention(
            by_head(self.query(pieces)), by_head(self.key(pieces)), by_head(self.value(pieces)), attn_mask=there
        )
        mixed = self.mixed(looked.transpose(1, 2).reshape(batch, length, WIDTH))
        pieces = self.norm_mixed(pieces + self.drop(mixed))
        thought = self.outer(nn.functional.gelu(self.inner(pieces)))
        return self.norm_outer(pieces + self.drop(thought))


class Network(nn.Module):
    """MiniLM with a head that gives each sentence two logits: "a claim" and "a grave mistake"."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.words, self.places = nn.Embedding(WORDS, WIDTH), nn.Embedding(PLACES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=TINY)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = nn.Dropout(DROPPED)
        self.head = nn.Linear(2 * WIDTH, 2)
        self._take(load_file(base))

    def _take(self, weights: dict[str, Tensor]) -> None:
        """The published weights; the one kind of segment that we use is added to the places."""
        before = "embeddings."
        self.words.weight.data = weights[f"{before}word_embeddings.weight"].clone()
        segment = weights[f"{before}token_type_embeddings.weight"][0]
        self.places.weight.data = weights[f"{before}position_embeddings.weight"] + segment
        for part, name in [(self.norm, f"{before}LayerNorm")] + [
            (getattr(layer, ours), f"encoder.layer.{number}.{theirs}")
            for number, layer in enumerate(self.layers)
            for ours, theirs in NAMES.items()
        ]:
            part.weight.data = weights[f"{name}.weight"].clone()
            part.bias.data = weights[f"{name}.bias"].clone()

    def hidden(self, ids: Tensor, there: Tensor) -> Tensor:
        """Windows of pieces (batch, length) to what the model makes of each piece."""
        pieces = self.drop(self.norm(self.words(ids) + self.places.weight[: ids.shape[1]]))
        for layer in self.layers:
            pieces = layer(pieces, there[:, None, None, :])
        return pieces

    def forward(self, batch: Sequence[Window]) -> Tensor:
        """Two logits for every sentence of some windows, in their order."""
        longest = max(len(window.ids) for window in batch)
        ids = torch.zeros(len(batch), longest, dtype=torch.long)
        there = torch.zeros(len(batch), longest, dtype=torch.bool)
        for row, window in enumerate(batch):
            ids[row, : len(window.ids)] = torch.tensor(window.ids)
            there[row, : len(window.ids)] = True
        hidden = self.hidden(ids, there)
        rows = [
            torch.cat(
                [hidden[row, first], hidden[row, first + 1 : last].mean(0) if last > first + 1 else hidden[row, first]]
            )
            for row, window in enumerate(batch)
            for _, first, last in window.places
        ]
        return self.head(torch.stack(rows).float())
