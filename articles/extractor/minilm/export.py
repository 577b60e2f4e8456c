"""From a trained network to model.onnx and head.npz: the graph written node by node, its weights in one byte each."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from articles.extractor.minilm.network import HEADS, LAYERS, TINY, WIDTH, Network

OPSET, FORMAT = 20, 10


class _Graph:
    """Nodes and weights, added one after the other."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.weights: list[Any] = []

    def weight(self, name: str, values: Any) -> str:
        """A constant by its name."""
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, kind: str, inputs: Sequence[str], output: str, **options: Any) -> str:
        """A node; the name of what comes out."""
        self.nodes.append(helper.make_node(kind, list(inputs), [output], **options))
        return output

    def linear(self, part: Any, source: str, output: str) -> str:
        """A linear layer."""
        turned = self.weight(f"{output}.weight", part.weight.detach().numpy().T)
        product = self.add("MatMul", [source, turned], f"{output}.product")
        return self.add("Add", [product, self.weight(f"{output}.bias", part.bias.detach().numpy())], output)

    def norm(self, part: Any, source: str, output: str) -> str:
        """A layer norm."""
        names = [self.weight(f"{output}.{name}", getattr(part, name).detach().numpy()) for name in ("weight", "bias")]
        return self.add("LayerNormalization", [source, *names], output, axis=-1, epsilon=TINY)


def export(network: Network, model: Path) -> None:
    """Write the network, without its head, as a graph from ids and places (length) to hidden (length, WIDTH)."""
    graph = _Graph()
    words = graph.add("Gather", [graph.weight("words", network.words.weight.detach().numpy()), "ids"], "worded")
    places = graph.add("Gather", [graph.weight("sites", network.places.weight.detach().numpy()), "places"], "placed")
    state = graph.norm(network.norm, graph.add("Add", [words, places], "begun"), "state")
    graph.weight("by_head", np.array([-1, HEADS, WIDTH // HEADS], dtype=np.int64))
    graph.weight("flat", np.array([-1, WIDTH], dtype=np.int64))
    graph.weight("scale", np.float32((WIDTH / HEADS) ** -0.5))
    for number, layer in enumerate(network.layers):
        state = _layer(graph, layer, state, f"layer{number}", "hidden" if number == LAYERS - 1 else f"state{number}")
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["length"]) for name in ("ids", "places")]
    outputs = [helper.make_tensor_value_info("hidden", TensorProto.FLOAT, ["length", WIDTH])]
    whole = helper.make_graph(graph.nodes, "minilm", inputs, outputs, graph.weights)
    built = helper.make_model(whole, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=FORMAT)
    onnx.checker.check_model(built)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        onnx.save(built, str(full))
        quantize_dynamic(
            str(full),
            str(model),
            weight_type=QuantType.QInt8,
            per_channel=True,
            extra_options={"MatMulConstBOnly": True},
        )


def _layer(graph: _Graph, layer: Any, state: str, name: str, output: str) -> str:
    def heads(part: str, order: list[int]) -> str:
        whole = graph.linear(getattr(layer, part), state, f"{name}.{part}")
        return graph.add(
            "Transpose", [graph.add("Reshape", [whole, "by_head"], f"{whole}.heads")], f"{whole}.turned", perm=order
        )

    query, key, value = heads("query", [1, 0, 2]), heads("key", [1, 2, 0]), heads("value", [1, 0, 2])
    likeness = graph.add("Mul", [graph.add("MatMul", [query, key], f"{name}.alike"), "scale"], f"{name}.scaled")
    looked = graph.add("MatMul", [graph.add("Softmax", [likeness], f"{name}.look", axis=-1), value], f"{name}.looked")
    turned = graph.add("Transpose", [looked], f"{name}.turned", perm=[1, 0, 2])
    mixed = graph.linear(layer.mixed, graph.add("Reshape", [turned, "flat"], f"{name}.flat"), f"{name}.mixed")
    state = graph.norm(layer.norm_mixed, graph.add("Add", [state, mixed], f"{name}.sum"), f"{name}.middle")
    inner = graph.add("Gelu", [graph.linear(layer.inner, state, f"{name}.inner")], f"{name}.active")
    outer = graph.linear(layer.outer, inner, f"{name}.outer")
    return graph.norm(layer.norm_outer, graph.add("Add", [state, outer], f"{name}.end"), output)
