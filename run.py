#!/usr/bin/env python3
"""Set up and run what a newcomer needs, with nothing but Python: ``python3 run.py book`` or ``python3 run.py tests``.

Makes a virtual environment in .venv that holds nox alone (so it works where the system's Python refuses
``pip install``), then runs the nox sessions that are named. Without a name it lists them. What stands behind ``--``
is handed on to the session: ``python3 run.py new -- chapter``.
"""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
NOX = "nox>=2025.2.9"


def main() -> int:
    """Run the sessions named on the command line; the status of nox."""
    if sys.version_info < (3, 11):
        print(f"synthkit wants Python 3.11 or later; this is {sys.version.split()[0]}", file=sys.stderr)
        return 1
    if (
        subprocess.run([PYTHON, "-c", "import nox"], capture_output=True, check=False).returncode
        if PYTHON.exists()
        else True
    ):
        print(f"Setting up nox in {ENVIRONMENT.name} ...", flush=True)
        try:
            subprocess.run([sys.executable, "-m", "venv", "--clear", ENVIRONMENT], check=True)
            subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", NOX], check=True)
        except (subprocess.CalledProcessError, OSError):
            print(
                "The virtual environment could not be made. Where Python comes without venv, install it first,\n"
                "on Debian and Ubuntu with: sudo apt install python3-venv",
                file=sys.stderr,
            )
            return 1
    names, options = sys.argv[1:], []
    if "--" in names:
        names, options = names[: names.index("--")], names[names.index("--") :]
    sessions = [argument for name in names for argument in ("-s", name)] or ["--list"]
    command = [PYTHON, "-m", "nox", "-f", HERE / "noxfile.py", *sessions, *options]
    with subprocess.Popen(command) as running:
        while True:
            try:
                return running.wait()
            except KeyboardInterrupt:  # Ctrl-C reached nox too, which ends its sessions in order
                continue


if __name__ == "__main__":
    sys.exit(main())
