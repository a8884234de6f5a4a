"""What the commands of `briefing watch` and `briefing init` call, once options are parsed."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final

from briefing.cli.output import note, write
from briefing.deliver.account import open_transport
from briefing.deliver.config import ConfigFile, read_config
from briefing.deliver.interrupts import Interrupts, Stopped
from briefing.deliver.outbox import Outbox
from briefing.deliver.records import Report, Run, lines
from briefing.deliver.scheduler import Scheduler, is_missed
from briefing.deliver.settings import Watch
from briefing.deliver.transport import Transport
from briefing.errors import DeliveryError, SettingsError
from briefing.settings import now

__all__ = ["init", "install", "list_watches", "run", "start"]

_SHOWN: Final = 3
_LOOK: Final = timedelta(seconds=30)
"""How long to sleep at most: a machine that slept does not count those seconds."""
_PATIENCE: Final = 60.0
"""Seconds that a run has to end when it is asked to."""
_STOPPED_EXIT: Final = 130


def init(folder: Path) -> None:
    """Write settings, prompts and templates that are not there yet."""
    from briefing.deliver.starter import write_starter

    for path, written in write_starter(folder):
        note(f"{'wrote' if written else 'kept, since it was there:'} {path}")


def list_watches(config: Path) -> None:
    """Print each watch with its next times and its last run."""
    file = read_config(config)
    told = []
    outbox = file.outbox()
    if outbox.exists():
        with Outbox(outbox) as opened:
            told = [_listed(watch, opened.last(watch.name)) for watch in file.watches()]
    else:
        told = [_listed(watch, None) for watch in file.watches()]
    write("\n".join(told), None)


def run(
    name: str,
    *,
    at: str | None,
    dry_run: bool,
    output: Path | None,
    config: Path,
    quiet: bool,
) -> None:
    """Run one watch; exit 4 where a reader is left without the mail."""
    if output and not dry_run:
        raise SettingsError("-o is for --dry-run; without it nothing is written")
    file = read_config(config)
    (watch,) = file.watches([name])
    say = _nothing if quiet else note
    moment = now()
    period = _period(watch, at, moment, ahead=dry_run)
    out = (output or Path()).absolute()
    outbox_path, transport = file.outbox(), None if dry_run else _transport(file)
    # Sources, prompts/ and templates/ are from there.
    with contextlib.chdir(file.folder):
        if transport is None:
            _write_mails(file, watch, period, outbox_path, out, moment, say)
            return
        made, report = _run(
            file, watch, period, outbox_path, transport, moment, say, asked=at is not None
        )
    for line in _told(watch, period, made, report):
        say(line)
    _all_delivered(report)


def _run(
    file: ConfigFile,
    watch: Watch,
    period: datetime,
    outbox_path: Path,
    transport: Transport,
    moment: datetime,
    say: Callable[[str], None],
    *,
    asked: bool,
) -> tuple[Run | None, Report]:
    from briefing.deliver.watch import owner, run_watch

    with Interrupts() as interrupts, Outbox(outbox_path) as outbox:
        if not asked and is_missed(watch, period, moment, outbox.find(watch.name, period)):
            outbox.skip(watch.name, period, "it was missed", now=moment)
        try:
            return run_watch(
                watch,
                file.config.mail,
                period,
                outbox=outbox,
                transport=transport,
                owner=owner(),
                now=moment,
                tell=say,
                interrupts=interrupts,
            )
        except Stopped:
            raise SystemExit(_STOPPED_EXIT) from None


def start(name: str | None, *, config: Path, quiet: bool) -> None:
    """Run the watches at their hours until a signal to end."""
    file = read_config(config)
    watches = file.watches([name] if name else [])
    transport = _transport(file)
    say = _nothing if quiet else _timed
    with Interrupts() as interrupts, Outbox(file.outbox()) as outbox:
        scheduler = Scheduler(
            watches,
            outbox=outbox,
            transport=transport,
            run=lambda watch, period: _run_apart(file, watch, period, quiet, interrupts),
            tell=say,
            stopping=lambda: interrupts.asked,
        )
        try:
            with interrupts.held():
                scheduler.begin(datetime.now(UTC))
            say(f"watching {', '.join(watch.name for watch in watches)}")
            while True:
                with interrupts.held():
                    then = scheduler.tick(datetime.now(UTC))
                left = (then - datetime.now(UTC)).total_seconds()
                time.sleep(min(max(left, 0.1), _LOOK.total_seconds()))
        except Stopped:
            say("stopped")


def install(name: str | None, systems: Sequence[str], *, config: Path) -> None:
    """Print a unit file."""
    from briefing.deliver.units import SYSTEMS, unit_file

    chosen = [system for system in SYSTEMS if system in systems]
    if len(chosen) != 1:
        raise SettingsError("say for which system", hint=f"give one of --{', --'.join(SYSTEMS)}")
    write(unit_file(chosen[0], read_config(config), name, now=now()), None)


def _transport(file: ConfigFile) -> Transport:
    with file.naming("mail", "smtp"):
        return open_transport(file.config.mail.smtp)


def _period(watch: Watch, at: str | None, moment: datetime, *, ahead: bool) -> datetime:
    """The hour that came last, in UTC, as of now or of `at`."""
    if at is not None:
        try:
            asked = datetime.fromisoformat(at)
        except ValueError:
            raise SettingsError(f"--at is {at!r}", hint="give it as 2026-11-24T06:30") from None
        asked = asked if asked.tzinfo else asked.replace(tzinfo=watch.due.zone)
        if asked > moment and not ahead:
            raise SettingsError(
                f"--at {at} is still to come", hint="with --dry-run the mail is written, not sent"
            )
        moment = asked
    period = watch.due.last(moment)
    if period is None:
        raise SettingsError(f"{watch.name} was not due in the ten years before")
    return period


def _write_mails(
    file: ConfigFile,
    watch: Watch,
    period: datetime,
    outbox_path: Path,
    out: Path,
    moment: datetime,
    say: Callable[[str], None],
) -> None:
    from briefing.deliver.watch import prepare

    mail = file.config.mail
    if outbox_path.exists():
        with Outbox(outbox_path) as outbox:
            prepared = prepare(watch, mail, period, outbox=outbox, now=moment, tell=say)
    else:
        prepared = prepare(watch, mail, period, outbox=None, now=moment, tell=say)
    if not prepared.messages:
        say(f"{watch.name}: {prepared.note}, so nothing would be sent")
    for number, message in enumerate(prepared.messages.values(), start=1):
        path = out / f"{watch.name}-{period:%Y-%m-%dT%H%MZ}-{number}.eml"
        try:
            path.write_bytes(message)
        except OSError as error:
            raise SettingsError(
                f"cannot write {path}: {error.strerror or error}", hint="give another folder to -o"
            ) from error
        say(f"wrote {path}")


def _run_apart(
    file: ConfigFile, watch: Watch, period: datetime, quiet: bool, interrupts: Interrupts
) -> int:
    """Run a watch in a process of its own, whose memory is given back and which may fail."""
    command = [
        # -P: whatever Python files lie in the working directory, they are none of ours.
        *(sys.executable, "-P", "-m", "briefing", "watch", "run", watch.name),
        *("--at", period.isoformat(), "--config", str(file.path.absolute())),
        *(["--quiet"] if quiet else []),
    ]
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    # A group of its own: the terminal's Ctrl-C is for us alone, and we pass it on, once.
    apart: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, **apart)
    try:
        while (status := process.poll()) is None and not interrupts.asked:
            time.sleep(0.1)
        if status is None:
            process.terminate()
            status = process.wait(_PATIENCE)
    except (subprocess.TimeoutExpired, Stopped):
        process.kill()
        return process.wait()
    return status


def _told(watch: Watch, period: datetime, made: Run | None, report: Report) -> Sequence[str]:
    when = f"{watch.name}, {watch.due.shown(period)}"
    if made is None:
        return [f"{when}: another process is making it, or died within the last 15 minutes"]
    if made.state != "made" and made.note:
        return [f"{when}: {made.note}, so nothing is sent", *lines(report)]
    done = report.delivered or report.waiting or report.undelivered
    return [f"{when}: {'' if done else 'nothing left to do, '}{_result(made)}", *lines(report)]


def _all_delivered(report: Report) -> None:
    """Raise where one waits for it, or ended without it in this round."""
    left = sorted({one.reader for one in (*report.waiting, *report.undelivered)})
    if left and not report.busy:
        raise DeliveryError(
            f"not delivered: {', '.join(left)}",
            hint="the same command tries those that wait again, and nobody else",
        )


def _listed(watch: Watch, last: Run | None) -> str:
    due = watch.due
    coming = [due.shown(time) for time in islice(due.after(now()), _SHOWN)]
    told = f"{due.shown(last.period)}: {_result(last)}" if last else "none yet"
    return f"{watch.name}\n  next  {', '.join(coming)} ({watch.timezone})\n  last  {told}\n"


def _result(run: Run) -> str:
    """What became of a run, in one line."""
    if run.state == "failed":
        return f"failed: {run.note}"
    if not run.readers:
        return run.note
    done = sum(one.state == "delivered" for one in run.readers)
    what = "" if run.state == "made" else "nothing new, which was said: "
    left = [f"{one.reader} {one.state}" for one in run.readers if one.state != "delivered"]
    return f"{what}delivered to {done} of {len(run.readers)}" + "".join(f"; {one}" for one in left)


def _timed(line: str) -> None:
    note(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC {line}")


def _nothing(_: str) -> None:
    return
