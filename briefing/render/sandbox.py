"""The sandbox that templates run in: undefined names are errors, and nothing is reached from it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.resources import packaged_folder

if TYPE_CHECKING:
    import jinja2

__all__ = ["compile_template"]


@lru_cache(maxsize=16)
def compile_template(
    text: str,
    folder: Path,
    escape: Callable[[Any], Any],
    filters: tuple[tuple[str, Callable[..., Any]], ...],
) -> jinja2.Template:
    """Compile a template, and keep it, since that takes longer than printing a page.

    Args:
        text: The template.
        folder: Where it includes others from, before the package's folder.
        escape: Called with all that it prints.
        filters: By the names that it has for them.

    Raises:
        jinja2.TemplateError: If it is broken.
    """
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([folder, packaged_folder("templates")]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
        finalize=escape,
    )
    environment.filters.update(filters)
    return environment.from_string(text)
