"""Write what the docs show of the program: help, settings, finding codes, the seed's brief.

Run by `make docs`; `tests/test_docs.py` holds the docs against the program.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from briefing.deliver.settings import Config, Mail, Watch
from briefing.findings import CODES, Example
from briefing.settings import VARIABLES

ROOT = Path(__file__).resolve().parent.parent
SEED = "seeds/putin-warns-nato-over-long-range-weapons.txt"
FIXED = {"COLUMNS": "80", "SOURCE_DATE_EPOCH": "1795430000", "OPENAI_API_KEY": ""}

COMMANDS = [
    *("", "make", "plan", "batch", "check", "render", "schema", "send", "init", "verify", "index"),
    *("watch list", "watch run", "watch start", "watch install"),
]


def printed(*arguments: str) -> str:
    """What `briefing` prints to stdout."""
    done = subprocess.run(
        [sys.executable, "-m", "briefing", *arguments],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, **FIXED},
    )
    return done.stdout.decode()


def table_of_codes() -> str:
    """Every code that the check can give, from its registry."""
    rows = [
        f"| `{code}` | {entry.severity} | {entry.meaning} "
        f"| {shown(entry.catches)} | {shown(entry.passes)} |"
        for code, entry in sorted(CODES.items())
    ]
    head = "| code | severity | what it says of an item | catches | lets pass |"
    return "\n".join([head, "|---|---|---|---|---|", *rows]) + "\n"


def table_of_variables() -> str:
    """Every variable of the environment, from its registry."""
    rows = [f"| `{name}` | {meaning} |" for name, meaning in VARIABLES.items()]
    return "\n".join(["| variable | what it sets |", "|---|---|", *rows]) + "\n"


def shown(example: Example | str) -> str:
    """An example as a cell of the table."""
    if isinstance(example, str):
        return example
    return f"*{example.source}* → {example.said}"


def table_of_settings() -> str:
    """Every setting of briefing.toml, from its models."""
    rows = []
    for table, model in (("", Config), ("[mail] ", Mail), ("[[watch]] ", Watch)):
        for name, field in model.model_fields.items():
            if field.description:
                default = json.dumps(field.default) if not field.is_required() else ""
                default = "" if default in ("null", "[]", "") else f"`{default}`"
                needed = "must be there" if field.is_required() else default
                rows.append(f"| `{table}{field.alias or name}` | {needed} | {field.description} |")
    head = "| setting | if left out | what it says |\n|---|---|---|\n"
    return head + "\n".join(rows) + "\n"


def picture(path: Path, *arguments: str) -> None:
    """The PDF that `briefing` prints, as a small picture."""
    import pypdfium2
    from PIL import Image

    done = subprocess.run(
        [sys.executable, "-m", "briefing", *arguments, "--format", "pdf"],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, **FIXED},
    )
    with pypdfium2.PdfDocument(done.stdout) as document:
        page = document[0].render(scale=1.6).to_pil()
    page.quantize(40, method=Image.Quantize.FASTOCTREE).save(path, optimize=True)


def replace(path: Path, pattern: str, text: str) -> None:
    """Put `text` in place of the one passage that `pattern` matches."""
    before = path.read_text(encoding="utf-8")
    after, count = re.subn(pattern, lambda _: text, before, flags=re.DOTALL)
    if count != 1:
        raise SystemExit(f"{path} has {count} passages like {pattern}")
    path.write_text(after, encoding="utf-8", newline="\n")


def main() -> None:
    """Write all of it."""
    commands = ROOT / "docs" / "commands.md"
    for command in COMMANDS:
        heading = f"## `briefing {command}".rstrip() + "`"
        help = printed(*command.split(), "--help").strip()
        replace(
            commands, rf"{re.escape(heading)}\n\n```\n.*?\n```", f"{heading}\n\n```\n{help}\n```"
        )
    replace(ROOT / "docs" / "settings.md", r"\| variable .*?\n(?=\n|$)", table_of_variables())
    replace(ROOT / "docs" / "watches.md", r"\| setting .*?\n(?=\n)", table_of_settings())
    replace(ROOT / "docs" / "checks.md", r"\| code .*\n(?=\n|$)", table_of_codes())
    replace(
        ROOT / "README.md",
        r"````markdown\n.*?````",
        f"````markdown\n{printed('make', SEED)}````",
    )
    picture(ROOT / "docs" / "brief.png", "make", SEED)


if __name__ == "__main__":
    main()
