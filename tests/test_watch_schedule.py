"""When a watch is due: both changes of the clocks, no time twice, none left out."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.deliver.schedule import Schedule
from briefing.deliver.units import cron_lines

ZONES = ["Europe/Kyiv", "America/New_York", "Australia/Lord_Howe", "UTC"]
LINES = [
    *("30 2 * * *", "30 3 * * *", "15 2 * * *", "15,45 1,2,3 * * *", "0 2-4 * * *"),
    *("30 1 * * sun", "*/15 * * * *", "0 * * * *", "59 23 * * *", "30 6 * * mon-fri", "0 4 1 * *"),
]
CHANGES = [
    *("2026-03-29 01:00", "2026-10-25 01:00"),  # Kyiv, in UTC
    *("2026-03-08 07:00", "2026-11-01 06:00"),  # New York
    *("2026-10-03 15:30", "2026-04-04 15:00"),  # Lord Howe, by half an hour
]


def local(schedule: Schedule, start: str, days: int = 1) -> list[str]:
    """What is due from midnight of a day on, as the zone's clocks show it."""
    midnight = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(schedule.timezone))
    end = midnight + timedelta(days=days)  # by the clock
    before = midnight.astimezone(UTC) - timedelta(seconds=1)
    times = schedule.due(before, end.astimezone(UTC) - timedelta(seconds=1))
    return [f"{time.astimezone(schedule.zone):%H:%M %z}" for time in times]


@pytest.mark.parametrize(
    ("cron", "zone", "day", "expected"),
    [
        # What the clocks leap over is due at the leap, once.
        ("30 3 * * *", "Europe/Kyiv", "2026-03-29", ["04:00 +0300"]),
        ("15,45 3 * * *", "Europe/Kyiv", "2026-03-29", ["04:00 +0300"]),
        ("30 2 * * *", "America/New_York", "2026-03-08", ["03:00 -0400"]),
        ("15 2 * * *", "Australia/Lord_Howe", "2026-10-04", ["02:30 +1100"]),
        ("0 3,4 * * *", "Europe/Kyiv", "2026-03-29", ["04:00 +0300"]),
        # What comes twice is due the first time.
        ("30 3 * * *", "Europe/Kyiv", "2026-10-25", ["03:30 +0300"]),
        ("30 1 * * *", "America/New_York", "2026-11-01", ["01:30 -0400"]),
        ("45 1 * * *", "Australia/Lord_Howe", "2026-04-05", ["01:45 +1100"]),
        # Beside the change nothing moves.
        ("30 6 * * *", "Europe/Kyiv", "2026-03-29", ["06:30 +0300"]),
        ("30 6 * * *", "Europe/Kyiv", "2026-10-25", ["06:30 +0200"]),
    ],
)
def test_a_change_of_the_clocks_neither_doubles_nor_drops_a_run(
    cron: str, zone: str, day: str, expected: list[str]
) -> None:
    assert local(Schedule(cron, zone), day) == expected


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25)])
def test_what_runs_every_hour_runs_in_every_hour_that_there_is(day: str, hours: int) -> None:
    assert len(local(Schedule("0 * * * *", "Europe/Kyiv"), day)) == hours
    assert len(local(Schedule("*/15 * * * *", "Europe/Kyiv"), day)) == 4 * hours


@given(
    cron=st.sampled_from(LINES),
    zone=st.sampled_from(ZONES),
    change=st.sampled_from(CHANGES),
    cuts=st.lists(st.integers(-40 * 3600, 40 * 3600), min_size=3, max_size=6),
)
def test_the_times_are_the_same_wherever_one_begins_to_look(
    cron: str, zone: str, change: str, cuts: list[int]
) -> None:
    schedule = Schedule(cron, zone)
    middle = datetime.fromisoformat(change).replace(tzinfo=UTC)
    moments = [middle + timedelta(seconds=cut) for cut in sorted(cuts)]
    whole = schedule.due(moments[0], moments[-1])
    parts = [
        time for start, end in itertools.pairwise(moments) for time in schedule.due(start, end)
    ]
    assert parts == whole == sorted(set(whole))
    for moment in moments[1:]:
        before = [time for time in whole if time <= moment]
        if before:
            assert schedule.last(moment) == before[-1]


@pytest.mark.parametrize("zone", ZONES)
def test_each_day_has_its_run_over_a_whole_year(zone: str) -> None:
    start = datetime(2026, 1, 1, 12, tzinfo=ZoneInfo(zone))
    times = Schedule("30 2 * * *", zone).due(start, start + timedelta(days=365))
    assert len(times) == 365
    assert len({time.astimezone(ZoneInfo(zone)).date() for time in times}) == 365


def test_the_last_time_may_be_years_away() -> None:
    schedule = Schedule("0 0 29 2 *")
    moment = datetime(2027, 11, 24, tzinfo=UTC)
    assert schedule.last(moment) == datetime(2024, 2, 29, tzinfo=UTC)
    due = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
    assert Schedule("30 6 * * *").last(due) == due


@pytest.mark.parametrize(
    ("cron", "zone", "message"),
    [
        ("60 * * * *", "UTC", "its minute is wrong"),
        ("0 24 * * *", "UTC", "its hour is wrong"),
        ("0 0 30 2 *", "UTC", "day of month"),
        ("0 0 * * 8", "UTC", "day of week"),
        ("0 0 * * fri-mon", "UTC", "day of week"),
        ("*/0 * * * *", "UTC", "minute"),
        ("0 0 6 * * *", "UTC", "five fields"),
        ("@daily", "UTC", "five fields"),
        ("", "UTC", "five fields"),
        ("0 6 * * *", "Europe/Kyif", "time zone"),
        ("0 6 * * *", "Europe", "time zone"),
        ("0 6 * * *", "../../etc/passwd", "time zone"),
        ("0 6 * * *", "", "time zone"),
    ],
)
def test_what_is_no_schedule_is_refused(cron: str, zone: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Schedule(cron, zone)


@pytest.mark.parametrize(
    ("cron", "zone", "there"),
    [
        ("30 6 * * mon-fri", "Europe/Kyiv", "UTC"),
        ("30 6 * * mon-fri", "Europe/Kyiv", "America/New_York"),
        ("0 22 * * sun", "America/New_York", "Asia/Kathmandu"),
        ("15 9,10 1 * *", "Australia/Lord_Howe", "UTC"),
        ("0 2,3 * * sun", "Europe/Kyiv", "Europe/Kyiv"),
    ],
)
def test_cron_lines_of_another_zone_call_at_every_hour_that_is_due(
    cron: str, zone: str, there: str
) -> None:
    schedule, other = Schedule(cron, zone), ZoneInfo(there)
    start = datetime(2026, 11, 24, tzinfo=UTC)
    lines = cron_lines([schedule], start, lambda time: time.astimezone(other))
    end = start + timedelta(days=365)
    due = schedule.due(start, end)
    called = {time for line in lines for time in Schedule(line, there).due(start, end)}
    assert set(due) <= called
    # A few calls a day for nothing, and not one a minute.
    assert len(called) <= 4 * 365
