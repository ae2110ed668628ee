"""Sijill: news text to a sourced incident ledger, and the ledger to counts, checks and posts.

    from sijill import Ledger, RulesExtractor, add, load_theatre, read

Names are loaded when first used, so that `import sijill` is fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_FROM = {
    "Actor": "sijill.model.values",
    "Check": "sijill.model.views",
    "Codebook": "sijill.codebook",
    "Document": "sijill.model.text",
    "Extraction": "sijill.model.records",
    "Incident": "sijill.model.views",
    "Ledger": "sijill.store",
    "Perpetrator": "sijill.model.values",
    "Place": "sijill.model.values",
    "Range": "sijill.model.values",
    "Reading": "sijill.pipeline",
    "Relation": "sijill.model.records",
    "Report": "sijill.model.views",
    "Review": "sijill.model.records",
    "RulesExtractor": "sijill.extract",
    "SijillError": "sijill.errors",
    "Source": "sijill.model.text",
    "Span": "sijill.model.text",
    "Statement": "sijill.model.records",
    "Table": "sijill.model.tables",
    "Theatre": "sijill.theatre",
    "When": "sijill.model.values",
    "add": "sijill.pipeline",
    "compliance": "sijill.pipeline.complying",
    "count": "sijill.pipeline",
    "load_codebook": ("sijill.codebook", "load"),
    "load_theatre": ("sijill.theatre", "load"),
    "outlook": "sijill.pipeline.trending",
    "read": "sijill.pipeline",
    "step_test": "sijill.pipeline.testing",
    "trends": "sijill.pipeline.trending",
}

__all__ = sorted(["__version__", *_FROM])


def __getattr__(name: str) -> Any:
    if name not in _FROM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    target = _FROM[name]
    module, attribute = target if isinstance(target, tuple) else (target, name)
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return __all__
