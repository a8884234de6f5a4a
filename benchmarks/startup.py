"""Time to ``briefing --help``, beside a bare interpreter and ``llm --help``.

    python benchmarks/startup.py

The three commands are those of the environment whose interpreter runs this file. They are
run in turn, so that what else the machine does falls on all of them alike; the first round
warms the disk and is not counted. Medians, in milliseconds of wall time.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

_ROUNDS = 15


def main() -> int:
    scripts = Path(sysconfig.get_path("scripts"))
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "briefing --help": [str(scripts / "briefing"), "--help"],
        "llm --help": [str(scripts / "llm"), "--help"],
    }
    packages = {"briefing --help": "the project itself", "llm --help": "the package llm"}
    missing = [name for name, command in commands.items() if not Path(command[0]).exists()]
    for name in missing:
        print(f"{name}: not in {scripts}; install {packages[name]} there", file=sys.stderr)
    if missing:
        return 2

    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(1 + _ROUNDS):
        for name, command in commands.items():
            begun = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
            seconds[name].append(time.perf_counter() - begun)
    medians = {name: statistics.median(values[1:]) for name, values in seconds.items()}

    print(f"| command | median of {_ROUNDS}, ms | of llm |")
    print("| --- | --: | --: |")
    for name, median in medians.items():
        print(f"| `{name}` | {median * 1000:.0f} | {median / medians['llm --help']:.1%} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
