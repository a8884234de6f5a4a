"""spaCy's neural networks run sooner: NumPy's products, on one thread, and remembered vectors."""

from __future__ import annotations

import ctypes
import importlib
from contextlib import contextmanager, suppress
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np
    from spacy.language import Language
    from spacy.tokens import Doc

    Floats = np.ndarray[Any, np.dtype[np.float32]]

__all__ = ["hasten"]

_VECTORS = 1 << 14
"""Most vectors remembered of one network, of 400 bytes each; then all are forgotten."""


def hasten(pipeline: Language) -> None:
    """Let the networks of `pipeline` multiply by NumPy and remember the vectors of words.

    On matrices of this size NumPy takes half the time, or less, of the library that thinc
    brings. The products differ in their last bits alone.
    """
    for _, component in pipeline.pipeline:
        if model := getattr(component, "model", None):
            for node in list(model.walk()):
                node.ops = _operations(one_by_one=False)
            for node in list(model.walk()):
                if node.has_ref("embed"):
                    _remember_embeddings(node)


@lru_cache(maxsize=2)
def _operations(*, one_by_one: bool) -> Any:
    """NumPy's products; `one_by_one`, those of each row are the same whatever its neighbours."""
    import numpy as np
    from thinc.api import NumpyOps

    class Ops(NumpyOps):  # type: ignore[misc]  # thinc brings no types
        def gemm(
            self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False
        ) -> Any:
            x, y = x.T if trans1 else x, y.T if trans2 else y
            with _one_thread():
                if one_by_one and out is None:
                    return np.matmul(x[:, None], y)[:, 0]
                return np.matmul(x, y, out=out)

    return Ops()


@contextmanager
def _one_thread() -> Iterator[None]:
    """Keep OpenBLAS, where NumPy has it, to one thread.

    Its threads wait for one another in busy loops: on matrices of this size two take three times
    as long as one when the machine has other work. All threads of the process are set, and set
    back after each product.
    """
    get, set_ = _openblas_threads()
    threads = get()
    set_(1)
    try:
        yield
    finally:
        set_(threads)


@lru_cache(maxsize=1)
def _openblas_threads() -> tuple[Callable[[], int], Callable[[int], object]]:
    with suppress(ImportError, OSError):  # NumPy 1 keeps its products elsewhere
        library = ctypes.CDLL(importlib.import_module("numpy._core._multiarray_umath").__file__)
        for name in ("scipy_openblas_{}_num_threads64_", "openblas_{}_num_threads"):
            if hasattr(library, name.format("set")):
                return getattr(library, name.format("get")), getattr(library, name.format("set"))
    return lambda: 1, lambda threads: None


def _remember_embeddings(node: Any) -> None:
    """Let the network `node` remember what it makes of a token before it looks at its context.

    That is a third of its work, and most tokens of a text are of a type met before. The vectors
    are computed one by one, so that they do not hang, even in their last bits, on the text in
    which the type was met first.
    """
    from thinc.api import Model

    embed = node.get_ref("embed")
    for layer in embed.walk():
        layer.ops = _operations(one_by_one=True)
    node.layers[node.layers.index(embed)] = Model("remembered", _Embeddings(embed))


class _Embeddings:
    """The vectors of tokens, by the attributes that are all the network reads of them."""

    def __init__(self, embed: Any) -> None:
        extract, *self._layers = embed.layers
        self._attributes = extract.attrs["columns"]
        self._rows: dict[bytes, int] = {}
        self._vectors: list[Floats] = []
        self._lock = Lock()

    def __call__(self, model: Any, docs: list[Doc], is_train: bool) -> tuple[list[Floats], None]:
        with self._lock:
            return [self._embed(doc) for doc in docs], None

    def _embed(self, doc: Doc) -> Floats:
        import numpy as np

        if len(self._rows) > _VECTORS:
            self._rows, self._vectors = {}, []
        attributes = doc.to_array(self._attributes)
        keys = attributes.view(f"V{attributes[0].nbytes}")[:, 0].tolist()
        new = {key: i for i, key in enumerate(keys) if key not in self._rows}
        if new:
            vectors = [attributes[list(new.values())]]
            for layer in self._layers:
                vectors = layer.predict(vectors)
            self._vectors = [np.concatenate(self._vectors + vectors)]
            self._rows |= {key: row for row, key in enumerate(new, len(self._rows))}
        return self._vectors[0][[self._rows[key] for key in keys]]
