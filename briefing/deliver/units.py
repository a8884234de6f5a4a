"""The files by which a system starts watches by itself: systemd, cron, GitHub, Kubernetes."""

from __future__ import annotations

import json
import math
import shlex
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib.metadata import version
from itertools import takewhile
from pathlib import Path
from typing import Any, Final, Literal, get_args

from briefing.deliver.config import ConfigFile
from briefing.deliver.schedule import Schedule
from briefing.errors import SettingsError
from briefing.resources import packaged_folder

__all__ = ["SYSTEMS", "System", "cron_lines", "unit_file"]

System = Literal["systemd", "cron", "github-actions", "kubernetes"]

SYSTEMS: Final[tuple[System, ...]] = get_args(System)
_TEMPLATES: Final[dict[System, str]] = {
    "systemd": "systemd.service.jinja",
    "cron": "cron.jinja",
    "github-actions": "github-actions.yml.jinja",
    "kubernetes": "kubernetes.yaml.jinja",
}
_PACKAGE: Final = "grounded-briefing"
_YEAR: Final = timedelta(days=366)
_DAYS: Final = 7


def unit_file(
    system: System,
    file: ConfigFile,
    name: str | None = None,
    *,
    now: datetime,
    python: str = sys.executable,
) -> str:
    """The file for `system` that starts the watches of `file`.

    Args:
        system: What starts them.
        file: Where they stand.
        name: The one watch that is started; all where None.
        now: The year that follows is what lines of cron are made for.
        python: The Python that runs `briefing`, with -P, so that it imports nothing from the
            folder it is started in.

    Raises:
        SettingsError: If there is no such watch, or a path holds characters that stand for none.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    config = str(file.path.absolute())
    for path in (config, python):
        if not path.isprintable():
            raise SettingsError(f"the path {path!r} holds characters that no unit file can")
    environment = Environment(
        loader=FileSystemLoader(packaged_folder("templates") / "units"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    environment.filters.update(_FILTERS)
    watches = file.watches([] if name is None else [name])
    return environment.get_template(_TEMPLATES[system]).render(
        unit="briefing" if name is None else f"briefing-{name}",
        names=[watch.name for watch in watches],
        named=[] if name is None else [name],
        python=python,
        config=_in_repository(file.path) if system == "github-actions" else config,
        text=file.text,
        lines=partial(cron_lines, [watch.due for watch in watches], now, _utc),
        watches=[
            {
                "name": watch.name,
                "lines": partial(cron_lines, [watch.due], now, _local),
                "command": [
                    *(python, "-P", "-m", "briefing", "watch", "run", watch.name),
                    *("--config", config, "--quiet"),
                ],
            }
            for watch in watches
        ],
        package=_PACKAGE,
        version=version(_PACKAGE),
    )


def cron_lines(
    schedules: Iterable[Schedule], now: datetime, zone: Callable[[datetime], datetime]
) -> list[str]:
    """Cron lines in `zone` that call at every time of the year that comes, and at few others.

    Where the zone's clocks change on other days than the schedule's, or in none, there is more
    than one hour to call at.
    """
    weekdays: set[int] = set()
    minutes: dict[int, set[int]] = defaultdict(set)
    for schedule in schedules:
        for time in takewhile(lambda time: time < now + _YEAR, schedule.after(now)):
            there = zone(time)
            weekdays.add(there.isoweekday() % _DAYS)
            minutes[there.hour].add(there.minute)
    hours: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for hour in sorted(minutes):
        hours[tuple(sorted(minutes[hour]))].append(hour)
    days = _field(sorted(weekdays), range(_DAYS))
    return [
        f"{_field(minute, range(60))} {_field(hour, range(24))} * * {days}"
        for minute, hour in hours.items()
    ]


def _field(values: Sequence[int], whole: range) -> str:
    """Values as a field of a cron line: ``*``, ``1-5`` or ``0,15,30,45``."""
    if list(values) == list(whole):
        return "*"
    if len(values) > 2 and values[-1] - values[0] == len(values) - 1:
        return f"{values[0]}-{values[-1]}"
    return ",".join(map(str, values))


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def _local(moment: datetime) -> datetime:
    """The time on this machine's clocks."""
    return moment.astimezone()


def _in_repository(path: Path) -> str:
    """The path from the root of the repository that it is in, with slashes."""
    whole = path.absolute()
    for folder in whole.parents:
        if (folder / ".git").exists():
            return whole.relative_to(folder).as_posix()
    return whole.name


def _systemd_text(text: str) -> str:
    """Text in which no specifier is expanded (systemd.unit(5))."""
    return text.replace("%", "%%")


def _systemd_word(text: str) -> str:
    """One word of a command line, with nothing expanded in it (systemd.service(5))."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{_systemd_text(escaped)}"'


def _cron_command(words: Sequence[str]) -> str:
    """A command for the shell in which cron sees no line break (crontab(5))."""
    return shlex.join(words).replace("%", r"\%")


def _yaml(value: Any) -> str:
    """A value of YAML on one line: JSON is one."""
    return json.dumps(value, ensure_ascii=False)


def _github(text: str) -> str:
    """Text in YAML in which GitHub evaluates no expression."""
    return _yaml(text.replace("${{", "${{ '${{' }}"))


def _yaml_block(texts: dict[str, str]) -> str:
    """A mapping whose texts stand as they are, line by line, where YAML can hold them so."""
    import yaml

    class Dumper(yaml.SafeDumper):
        pass

    Dumper.add_representer(
        str,
        lambda dumper, text: dumper.represent_scalar(
            "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
        ),
    )
    return str(yaml.dump(texts, Dumper=Dumper, allow_unicode=True, width=math.inf)).rstrip("\n")


_FILTERS: Final = {
    "systemd_text": _systemd_text,
    "systemd_word": _systemd_word,
    "cron_command": _cron_command,
    "github": _github,
    "yaml": _yaml,
    "yaml_block": _yaml_block,
}
