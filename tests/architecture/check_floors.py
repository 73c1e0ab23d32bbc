# SPDX-License-Identifier: BSD-3-Clause
"""Includes only point down the five floors, and stages (floor 3) do not include each other.

check_floors.py SOURCE_DIR FLOORS_FILE, where FLOORS_FILE has a line "room floor" for each room."""
import pathlib
import re
import sys

STAGES = 3
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"](?:ampstream/)?([a-z_]+)/[a-z_0-9/]+\.hpp[>"]')


def rooms_of(path: pathlib.Path, root: pathlib.Path) -> str:
    parts = path.relative_to(root).parts
    return parts[2] if parts[0] == "include" else parts[1]


def main() -> int:
    root = pathlib.Path(sys.argv[1])
    floors = dict(line.split() for line in pathlib.Path(sys.argv[2]).read_text().splitlines())
    floors = {room: int(floor) for room, floor in floors.items()}
    files = [path for top in ("include/ampstream", "src") for path in sorted((root / top).glob("*/**/*.[hc]pp"))]
    wrong = []
    for path in files:
        room = rooms_of(path, root)
        if room not in floors:
            wrong.append(f"{path}: room {room} has no floor")
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            found = INCLUDE.match(line)
            if not found or found[1] == room or found[1] not in floors:
                continue
            other = found[1]
            if floors[other] > floors[room]:
                wrong.append(f"{path}:{number}: {room} (floor {floors[room]}) includes {other} (floor {floors[other]})")
            elif floors[other] == floors[room] == STAGES:
                wrong.append(f"{path}:{number}: stage {room} includes stage {other}")
    print("\n".join(wrong) if wrong else f"{len(files)} files in {len(floors)} rooms: all includes point down")
    return 1 if wrong or not files else 0


if __name__ == "__main__":
    sys.exit(main())
