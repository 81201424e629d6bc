"""Writes the golden numbers beside it (fixtures/*.json) from NumPy and PyTorch, which know nothing of this project.

Run it with a Python that has both (on Debian: apt install python3-numpy python3-torch):

    python3 tests/golden/generate.py
"""

import json
import sys
from pathlib import Path

sys.dont_write_bytecode = True
import numpy_random  # noqa: E402

FIXTURES = Path(__file__).parent / "fixtures"


def write(name, value):
    FIXTURES.mkdir(exist_ok=True)
    path = FIXTURES / f"{name}.json"
    path.write_text(json.dumps(value, indent=1) + "\n")
    print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    write("random", numpy_random.fixture())
