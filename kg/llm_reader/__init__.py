"""Read documents with a language model behind an OpenAI-compatible endpoint, only if the user names one.

The text of each document is sent to the endpoint. An answer counts only where its words are found in the document.

>>> from kg import llm_reader
>>> options = llm_reader.Options("qwen3-8b", "http://localhost:8080/v1")
>>> llm_reader.load(options).read(document).facts.positions  # doctest: +SKIP
"""

from __future__ import annotations

from kg.llm_reader.options import Options, chosen
from kg.llm_reader.reader import CONFIDENCE, LlmReader, load, starting, version

__all__ = ["CONFIDENCE", "LlmReader", "Options", "chosen", "load", "starting", "version"]
