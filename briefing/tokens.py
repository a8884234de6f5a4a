"""How many tokens a text is, and what they cost; both without a network."""

from __future__ import annotations

import base64
import hashlib
import lzma
from datetime import datetime
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from briefing.brief import TokenCount
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from tiktoken import Encoding

__all__ = ["context_window", "cost_usd", "count_tokens"]

_RANKS_FILE = "o200k_base.tiktoken.xz"
_RANKS_SHA256 = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"
"""Of the decompressed file; the hash that tiktoken expects of it."""

_UPPER = r"\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}"
_LOWER = r"\p{Ll}\p{Lm}\p{Lo}\p{M}"
_CLITIC = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
_PATTERN = "|".join(
    [
        rf"[^\r\n\p{{L}}\p{{N}}]?[{_UPPER}]*[{_LOWER}]+{_CLITIC}",
        rf"[^\r\n\p{{L}}\p{{N}}]?[{_UPPER}]+[{_LOWER}]*{_CLITIC}",
        r"\p{N}{1,3}",
        r" ?[^\s\p{L}\p{N}]+[\r\n/]*",
        r"\s*[\r\n]+",
        r"\s+(?!\S)",
        r"\s+",
    ]
)
"""How o200k_base cuts text before merging (tiktoken, `tiktoken_ext.openai_public`)."""

_OPENAI_ADDRESS = "https://api.openai.com/v1"


def count_tokens(text: str) -> int:
    """Count the tokens of `text` in OpenAI's o200k_base encoding.

    Exact for the models that use it; for others an estimate. What looks like a special
    token is counted as the ordinary text it is.

    Raises:
        BriefingError: If the encoding that ships with this package is damaged.
    """
    return len(_encoding().encode_ordinary(text))


def cost_usd(
    model: str, tokens: TokenCount, base_url: str | None, *, at: datetime | None = None
) -> float | None:
    """Price `tokens` of `model` in US dollars, at the list price for uncached tokens.

    Args:
        model: As asked for.
        tokens: Over all calls of a run; a price that rises with the length of one request
            is taken at the length of all of them.
        base_url: Address that served the model; None for OpenAI's own.
        at: When it was served, since prices change; None for now.

    Returns:
        None where no price per token is known, as of any model at an address of one's own.
    """
    from genai_prices import Usage, calc_price

    usage = Usage(input_tokens=tokens.input, output_tokens=tokens.output)
    try:
        price = calc_price(
            usage,
            model,
            provider_api_url=base_url or _OPENAI_ADDRESS,
            genai_request_timestamp=at,
        )
    except LookupError:
        return None
    # Models sold by the hour or the page are listed too, and would come out as free.
    if getattr(price.model_price, "input_mtok", None) is None:
        return None
    return float(price.total_price)


def context_window(model: str, base_url: str | None) -> int | None:
    """How many tokens `model` reads and writes in one call, as its provider lists it.

    Args:
        model: As asked for.
        base_url: Address that serves the model; None for OpenAI's own.

    Returns:
        None where it is not listed, as of any model at an address of one's own.
    """
    from genai_prices.data_snapshot import get_snapshot

    try:
        _, listed = get_snapshot().find_provider_model(
            model, None, None, base_url or _OPENAI_ADDRESS
        )
    except LookupError:
        return None
    return listed.context_window


@lru_cache(maxsize=1)
def _encoding() -> Encoding:
    import tiktoken

    return tiktoken.Encoding(
        "o200k_base", pat_str=_PATTERN, mergeable_ranks=_ranks(), special_tokens={}
    )


def _ranks() -> dict[bytes, int]:
    file = resources.files("briefing") / "_data" / "tokenizer" / _RANKS_FILE
    try:
        content = lzma.decompress(file.read_bytes())
    except (OSError, lzma.LZMAError) as error:
        raise _damaged() from error
    if hashlib.sha256(content).hexdigest() != _RANKS_SHA256:
        raise _damaged()
    return {
        base64.b64decode(token): int(rank)
        for token, rank in (line.split() for line in content.splitlines())
    }


def _damaged() -> BriefingError:
    return BriefingError(
        f"the tokenizer's file {_RANKS_FILE} is missing or damaged",
        hint="reinstall grounded-briefing",
    )
