"""The commands of `briefing watch` and their options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["watch_app"]

watch_app = typer.Typer(
    name="watch",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Briefs that are made again and again, and mailed, as briefing.toml says.",
)


ConfigFile = Annotated[
    Path, typer.Option("--config", metavar="FILE", help="The settings; paths are from its folder.")
]
Name = Annotated[str, typer.Argument(metavar="NAME", help="The watch.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing on stderr but errors.")]
CONFIG = Path("briefing.toml")


@watch_app.command("list")
def list_watches(config: ConfigFile = CONFIG) -> None:
    """Show each watch: when it is due next, and what became of its last run."""
    from briefing.cli import watches

    watches.list_watches(config)


@watch_app.command("run")
def run_watch(
    name: Name,
    at: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help="As if it were then: 2026-11-24T06:30, in the watch's time zone. [default: now]",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write the mails as .eml files, and send nothing.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="DIR", help="With --dry-run: where to. [default: .]"
        ),
    ] = None,
    config: ConfigFile = CONFIG,
    quiet: Quiet = False,
) -> None:
    """Make the brief of the hour that came last, and send it. Nothing is made or sent twice."""
    from briefing.cli import watches

    watches.run(name, at=at, dry_run=dry_run, output=output, config=config, quiet=quiet)


@watch_app.command("start")
def start_watches(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="One watch. [default: all]")
    ] = None,
    config: ConfigFile = CONFIG,
    quiet: Quiet = False,
) -> None:
    """Stay, and run each watch at its hours, until SIGTERM or Ctrl-C."""
    from briefing.cli import watches

    watches.start(name, config=config, quiet=quiet)


@watch_app.command("install")
def install_watches(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="One watch. [default: all]")
    ] = None,
    systemd: Annotated[bool, typer.Option("--systemd", help="A service of systemd.")] = False,
    cron: Annotated[bool, typer.Option("--cron", help="Lines of a crontab.")] = False,
    github_actions: Annotated[
        bool, typer.Option("--github-actions", help="A workflow of GitHub Actions.")
    ] = False,
    kubernetes: Annotated[
        bool, typer.Option("--kubernetes", help="A manifest for Kubernetes.")
    ] = False,
    config: ConfigFile = CONFIG,
) -> None:
    """Print the file by which a system runs the watches; its first lines say where it goes."""
    from briefing.cli import watches

    chosen = {
        "systemd": systemd,
        "cron": cron,
        "github-actions": github_actions,
        "kubernetes": kubernetes,
    }
    watches.install(name, [system for system, asked in chosen.items() if asked], config=config)
