"""The stronger judge: a small sentence model (MiniLM) that reads each sentence among its neighbours, on the CPU, offline."""

from articles.extractor.minilm.judge import MiniLM

__all__ = ["MiniLM"]
