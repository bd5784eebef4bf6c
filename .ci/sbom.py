"""What is in the tracker, as a CycloneDX bill of materials: the locked packages, and the files browsers are given.

python .ci/sbom.py > sbom.json
"""

import base64
import json
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata, version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OURS = "wsoa-tracker"
VENDORED = ROOT / "api" / "static" / "vendor" / "manifest.json"


def bill() -> dict[str, object]:
    """The whole bill; made twice of the same files, it is the same."""
    ours = {
        "type": "application",
        "bom-ref": "wsoa-tracker",
        "name": "wsoa-tracker",
        "version": version("wsoa-tracker"),
    }
    parts = [*locked(), *vendored()]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": ours},
        "components": parts,
        "dependencies": [{"ref": OURS, "dependsOn": [part["bom-ref"] for part in parts]}],
    }


def locked() -> list[dict[str, object]]:
    """The packages of requirements.txt; a file of a package is one of those whose SHA-256 stands there."""
    found = []
    for package in re.split(r"^(?=[a-z0-9])", (ROOT / "requirements.txt").read_text(), flags=re.MULTILINE)[1:]:
        name, number = re.split("==|[ ;]", package.splitlines()[0])[:2]
        files = re.findall(r"--hash=sha256:([0-9a-f]{64})", package)
        properties = [{"name": "file:sha256", "value": digest} for digest in files]
        part = component(f"pkg:pypi/{name}@{number}", name, number, licence_of(name))
        found.append(part | {"properties": properties})
    return found


def vendored() -> list[dict[str, object]]:
    """The packages whose files the tracker serves to browsers."""
    found = []
    for package in json.loads(VENDORED.read_text()):
        digest = base64.b64decode(package["integrity"].removeprefix("sha512-")).hex()
        place = f"pkg:npm/{package['name'].replace('@', '%40')}@{package['version']}"
        part = component(place, package["name"], package["version"], package["licence"])
        found.append(part | {"hashes": [{"alg": "SHA-512", "content": digest}]})
    return found


def component(place: str, name: str, number: str, licence: str | None) -> dict[str, object]:
    """One part of the whole."""
    known = {"licenses": [{"license": {"name": licence}}]} if licence else {}
    return {"type": "library", "bom-ref": place, "name": name, "version": number, "purl": place, **known}


def licence_of(name: str) -> str | None:
    """What an installed package says of its licence in a word; None where it says nothing, or a whole text."""
    try:
        about = metadata(name).json
    except PackageNotFoundError:  # locked for another system
        return None
    said = str(about.get("license_expression") or about.get("license") or "")
    return said if said and "\n" not in said and len(said) < 80 else None


if __name__ == "__main__":
    json.dump(bill(), sys.stdout, indent=2)
    print()
