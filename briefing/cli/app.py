"""The commands and their options."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.watch_app import watch_app

__all__ = ["app"]

app = typer.Typer(
    name="briefing",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0 done, 1 a fault of ours, 2 wrong usage or settings, 3 a source could "
    "not be read, 4 the model or its service failed, or mail is not delivered, 5 --strict and "
    "something was withheld or missed, 6 the next call could exceed --max-cost or --max-tokens.",
)


class _Engine(StrEnum):
    auto = "auto"
    openai = "openai"
    embedded = "embedded"


class _Format(StrEnum):
    md = "md"
    html = "html"
    json = "json"
    pdf = "pdf"
    docx = "docx"


class _Paper(StrEnum):
    a4 = "a4"
    letter = "letter"


class _FindingsFormat(StrEnum):
    text = "text"
    json = "json"


class _Record(StrEnum):
    none = "none"
    once = "once"
    all = "all"


Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SOURCE",
        help="Files (text, Markdown, HTML, PDF, DOCX, mail), folders, http or https addresses, "
        "feeds; - is stdin.",
    ),
]
BriefFile = Annotated[
    str, typer.Argument(metavar="BRIEF.json", help="A brief in our JSON; - is stdin.")
]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write there in place of stdout."),
]
Template = Annotated[
    str | None,
    typer.Option(help="Name of a template in templates/, or its path.", metavar="NAME|FILE"),
]
Model = Annotated[
    str | None, typer.Option(metavar="NAME", help="The model to ask [BRIEFING_MODEL].")
]
BaseUrl = Annotated[
    str | None,
    typer.Option(metavar="URL", help="An OpenAI-compatible service to ask [OPENAI_BASE_URL]."),
]
Judge = Annotated[
    bool,
    typer.Option("--judge", help="Ask the model, in one more call, if each statement follows."),
]
AllowPrivate = Annotated[
    bool,
    typer.Option("--allow-private", help="Read from private and loopback addresses too."),
]
Glob = Annotated[
    str | None,
    typer.Option(
        metavar="PATTERN",
        help="Which files of a folder to read. [default: all that can be, at any depth]",
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        metavar="TIME",
        help="Take a feed's entries of the last 24h, 7d, 30m; those undated are left out.",
    ),
]
Limit = Annotated[
    int,
    typer.Option(metavar="N", min=1, help="Take at most N entries of a feed, newest first."),
]
PromptFile = Annotated[
    str | None,
    typer.Option(metavar="NAME|FILE", help="Name of a prompt in prompts/, or its path."),
]
EngineChoice = Annotated[
    _Engine, typer.Option(help="Who drafts; auto takes a model where a key or an address is set.")
]
MaxCost = Annotated[
    float | None,
    typer.Option(metavar="USD", min=0, help="Make no call that could bring the cost above this."),
]
MaxTokens = Annotated[
    int | None,
    typer.Option(metavar="N", min=0, help="Make no call that could bring the tokens above this."),
]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Ask anew what was asked before, and keep no answer.")
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing on stderr but errors.")]
SkipUnreadable = Annotated[
    bool,
    typer.Option(
        "--skip-unreadable", help="Go on without sources that cannot be read, and list them."
    ),
]
PaperSize = Annotated[
    _Paper | None, typer.Option("--page", help="The paper of a PDF or DOCX. [default: a4]")
]
BriefFormat = Annotated[_Format, typer.Option("--format", help="How to print the brief.")]


@app.callback()
def briefing() -> None:
    """One-page briefs from what was published and said, in which nothing is unsupported."""


@app.command()
def make(
    sources: Sources = None,
    engine: EngineChoice = _Engine.auto,
    model: Model = None,
    base_url: BaseUrl = None,
    prompt: PromptFile = None,
    template: Template = None,
    format: BriefFormat = _Format.md,
    page: PaperSize = None,
    output: Output = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 5 if anything was withheld or missed.")
    ] = False,
    cassette: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Record the model's answers, or replay them."),
    ] = None,
    record: Annotated[
        _Record | None,
        typer.Option(
            help="With --cassette: none replays, once records a missing file, all records anew. "
            "[default: once]"
        ),
    ] = None,
    judge: Judge = False,
    glob: Glob = None,
    since: Since = None,
    limit: Limit = 20,
    stale_after: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="Warn if the newest source is older than this: 48h, 7d."),
    ] = None,
    skip_unreadable: SkipUnreadable = False,
    allow_private: AllowPrivate = False,
    keep: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write there each source's text, as it was read."),
    ] = None,
    pack: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.zip",
            help="Write there the brief with all it rests on, to hand on: see briefing verify.",
        ),
    ] = None,
    max_cost: MaxCost = None,
    max_tokens: MaxTokens = None,
    no_cache: NoCache = False,
    quiet: Quiet = False,
) -> None:
    """Make a one-page brief of the sources."""
    from briefing.cli import commands

    commands.make(
        sources or [],
        engine=engine.value,
        model=model,
        base_url=base_url,
        prompt=prompt,
        template=template,
        format=format.value,
        page=page.value if page else None,
        output=output,
        strict=strict,
        cassette=cassette,
        record=record.value if record else None,
        judge=judge,
        pack=pack,
        sourcing=commands.Sourcing(
            glob=glob,
            since=since,
            limit=limit,
            stale_after=stale_after,
            skip_unreadable=skip_unreadable,
            allow_private=allow_private,
            keep=keep,
        ),
        spending=commands.Spending(
            max_cost=max_cost,
            max_tokens=max_tokens,
            cached=not no_cache,
            tell=None if quiet else commands.progress,
        ),
        quiet=quiet,
    )


@app.command()
def plan(
    sources: Sources = None,
    engine: EngineChoice = _Engine.auto,
    model: Model = None,
    base_url: BaseUrl = None,
    prompt: PromptFile = None,
    judge: Judge = False,
    glob: Glob = None,
    since: Since = None,
    limit: Limit = 20,
    skip_unreadable: SkipUnreadable = False,
    allow_private: AllowPrivate = False,
    no_cache: NoCache = False,
) -> None:
    """Say what a brief of the sources would take: calls, tokens, cost. No model is asked."""
    from briefing.cli import commands

    commands.plan(
        sources or [],
        engine=engine.value,
        model=model,
        base_url=base_url,
        prompt=prompt,
        judge=judge,
        sourcing=commands.Sourcing(
            glob=glob,
            since=since,
            limit=limit,
            skip_unreadable=skip_unreadable,
            allow_private=allow_private,
        ),
        spending=commands.Spending(cached=not no_cache),
    )


@app.command()
def batch(
    sources: Annotated[
        Path,
        typer.Argument(
            metavar="DIR|LIST",
            help="A folder: a brief for each file and each folder in it. Or a text file with a "
            "source a line.",
        ),
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="OUT", help="The folder for the briefs.")
    ],
    jobs: Annotated[
        int, typer.Option(metavar="N", min=1, max=256, help="Briefs that are made at a time.")
    ] = 4,
    engine: EngineChoice = _Engine.auto,
    model: Model = None,
    base_url: BaseUrl = None,
    prompt: PromptFile = None,
    template: Template = None,
    format: BriefFormat = _Format.md,
    page: PaperSize = None,
    judge: Judge = False,
    since: Since = None,
    limit: Limit = 20,
    skip_unreadable: SkipUnreadable = False,
    allow_private: AllowPrivate = False,
    max_cost: MaxCost = None,
    max_tokens: MaxTokens = None,
    no_cache: NoCache = False,
    quiet: Quiet = False,
) -> None:
    """Make a brief of each source, beside its JSON; a second run makes what is missing or changed.

    What became of each stands in OUT/manifest.jsonl.
    """
    from briefing.cli import commands

    commands.batch(
        sources,
        output,
        jobs=jobs,
        engine=engine.value,
        model=model,
        base_url=base_url,
        prompt=prompt,
        template=template,
        format=format.value,
        page=page.value if page else None,
        judge=judge,
        sourcing=commands.Sourcing(
            since=since,
            limit=limit,
            skip_unreadable=skip_unreadable,
            allow_private=allow_private,
        ),
        spending=commands.Spending(max_cost=max_cost, max_tokens=max_tokens, cached=not no_cache),
        quiet=quiet,
    )


@app.command()
def check(
    brief: BriefFile,
    sources: Sources = None,
    format: Annotated[
        _FindingsFormat, typer.Option("--format", help="How to print the findings.")
    ] = _FindingsFormat.text,
    judge: Judge = False,
    model: Model = None,
    base_url: BaseUrl = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Hold a brief against its sources; exit 5 on findings.

    Without SOURCE the sources are read from where the brief says they are.
    """
    from briefing.cli import commands

    commands.check(
        brief,
        sources or [],
        format=format.value,
        judge=judge,
        model=model,
        base_url=base_url,
        allow_private=allow_private,
    )


@app.command()
def verify(
    pack: Annotated[
        str, typer.Argument(metavar="PACK.zip", help="What briefing make --pack wrote.")
    ],
    format: Annotated[
        _FindingsFormat, typer.Option("--format", help="How to print the findings.")
    ] = _FindingsFormat.text,
) -> None:
    """Hold a pack against itself, offline: hashes, citations, the check; exit 5 on findings."""
    from briefing.cli import commands

    commands.verify(pack, format=format.value)


@app.command()
def index(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder with briefs: their JSON, or packs.")
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="Write there. [default: DIR/index.html]"
        ),
    ] = None,
) -> None:
    """Write a page that lists the briefs of a folder, with filters; it needs no server."""
    from briefing.cli import commands

    commands.index(folder, output=output)


@app.command()
def render(
    brief: BriefFile,
    sources: Sources = None,
    format: BriefFormat = _Format.md,
    page: PaperSize = None,
    template: Template = None,
    output: Output = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Print a brief that was made before.

    With --format html and SOURCE the page shows the whole text of the sources, which must be
    as they were read; without, the cited sentences alone.
    """
    from briefing.cli import commands

    commands.render(
        brief,
        sources or [],
        format=format.value,
        page=page.value if page else None,
        template=template,
        output=output,
        allow_private=allow_private,
    )


@app.command()
def schema() -> None:
    """Print the JSON Schema of a brief."""
    from briefing.cli import commands

    commands.schema()


@app.command()
def send(
    brief: BriefFile,
    to: Annotated[
        list[str], typer.Option(metavar="ADDRESS", help="A reader; give it for each of them.")
    ],
    sender: Annotated[
        str | None,
        typer.Option("--from", metavar="ADDRESS", help="Who sends it [BRIEFING_MAIL_FROM]."),
    ] = None,
    smtp: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="The mail server, such as smtps://user@mail.example.org [BRIEFING_SMTP]; its "
            "password is in BRIEFING_SMTP_PASSWORD or the keyring.",
        ),
    ] = None,
    attach: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A file to send with it; may be given often."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Send it also to those who were sent it before.")
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Send nothing; print the mail to the first reader."),
    ] = False,
    output: Output = None,
) -> None:
    """Send a brief by mail, once to each reader, whatever fails in between."""
    from briefing.cli import mail

    mail.send(
        brief,
        to=to,
        sender=sender,
        smtp=smtp,
        attach=attach or [],
        again=again,
        dry_run=dry_run,
        output=output,
    )


@app.command()
def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where to; it is made if it is not there.")
    ] = Path(),
) -> None:
    """Write a briefing.toml to edit, and prompts/ and templates/ to change; nothing is replaced."""
    from briefing.cli import watches

    watches.init(folder)


app.add_typer(watch_app)
