"""Writes the golden numbers beside it (fixtures/*.json) from NumPy and PyTorch, which know nothing of this project.

Run it with a Python that has both (on Debian: apt install python3-numpy python3-torch):

    python3 tests/golden/generate.py
"""

import json
import sys
from pathlib import Path

sys.dont_write_bytecode = True
import interchange  # noqa: E402
import networks  # noqa: E402
import numpy_random  # noqa: E402
import s4  # noqa: E402

FIXTURES = Path(__file__).parent / "fixtures"


def compact(value):
    return json.dumps(value, separators=(",", ":"))


def text(value):
    """A list or a dictionary, one entry a line."""
    if isinstance(value, dict):
        return "{\n" + ",\n".join(f"{compact(key)}:{compact(item)}" for key, item in value.items()) + "\n}"
    return "[\n" + ",\n".join(map(compact, value)) + "\n]"


def write(name, value):
    FIXTURES.mkdir(exist_ok=True)
    path = FIXTURES / f"{name}.json"
    path.write_text(text(value) + "\n")
    print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    write("random", numpy_random.fixture())
    write("networks", networks.fixture())
    write("s4", s4.fixture())
    write("interchange", interchange.fixture())
