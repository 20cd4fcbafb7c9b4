"""Ask pip-audit whether pinned packages have known weaknesses; where it cannot be asked, say so loudly.

python -m tools.audit [requirements.lock]

Ends with 1 when a weakness is known. An audit that could not be made ends with 0, after saying on standard error
that nothing was audited: a machine without a network can still run everything else.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from typing import Any

LOCK = "requirements.lock"
PATIENCE_SECONDS = 300


def main(lock: str = LOCK) -> int:
    """Audit the packages of a lock file; gives the exit code."""
    if not importlib.util.find_spec("pip_audit"):
        return _skipped("pip-audit is not installed (pip install pip-audit)")
    try:
        found = _asked(lock)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        return _skipped(f"pip-audit could not work: {error}")
    packages = found["dependencies"]
    unknown = [each["name"] for each in packages if "vulns" not in each]
    if len(unknown) == len(packages):
        return _skipped("the registry could not be asked about any package")
    weaknesses = list(_weaknesses(packages))
    print("\n".join(weaknesses) or f"{len(packages) - len(unknown)} packages audited, no weakness known.")
    if unknown:
        print(f"NOT AUDITED: {', '.join(unknown)}", file=sys.stderr)
    return 1 if weaknesses else 0


def _asked(lock: str) -> Any:
    command = [sys.executable, "-m", "pip_audit", "-r", lock, "--no-deps", "--disable-pip", "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False)
    if not done.stdout.strip():
        raise ValueError(done.stderr.strip()[-300:] or "no answer")
    return json.loads(done.stdout)


def _weaknesses(packages: list[Mapping[str, Any]]) -> Iterator[str]:
    for package in packages:
        for each in package.get("vulns", ()):
            mended = ", ".join(each["fix_versions"]) or "none yet"
            yield f"{package['name']} {package['version']}: {each['id']} (mended in: {mended})"


def _skipped(why: str) -> int:
    print(f"AUDIT SKIPPED, NOTHING WAS AUDITED: {why}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
