"""The sizes of paper that a brief is printed on."""

from __future__ import annotations

from typing import Literal

__all__ = ["Paper"]

Paper = Literal["a4", "letter"]
"""210 × 297 mm (ISO 216), or 8.5 × 11 inches."""
