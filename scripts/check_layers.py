#!/usr/bin/env python3
"""Holds the includes of every source against the one direction of dependencies (docs/architecture.md)."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
MAY_INCLUDE = {
    "text": {"text"},
    "tm": {"text", "tm"},
    "align": {"text", "align"},
    "formats": {"text", "formats"},
    "cli": {"text", "tm", "align", "formats", "cli"},
}
# Third parties, and the one folder whose business each is.
THIRD_PARTIES = {
    "unicode/": {"text"},
    "cld2/": {"text"},
    "libstemmer": {"text"},
    "xxhash": {"text"},
    "pugixml": {"text", "formats"},
    "sqlite3": {"tm"},
    "expat": {"formats"},
    "zlib": {"formats"},
    "CLI/": {"cli"},
    "nlohmann/": {"cli"},
    "boost/": {"cli"},
    "fmt/": {"cli"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^">]+)[">]', re.MULTILINE)


def faults():
    for folder, allowed in MAY_INCLUDE.items():
        for source in sorted((ROOT / folder).rglob("*")):
            if source.suffix not in (".h", ".cpp"):
                continue
            name = source.relative_to(ROOT)
            for included in INCLUDE.findall(source.read_text(encoding="utf-8")):
                first = included.split("/")[0]
                if first in MAY_INCLUDE and first not in allowed:
                    yield f"{name}: {folder}/ may not include {included}"
                for prefix, homes in THIRD_PARTIES.items():
                    if included.startswith(prefix) and folder not in homes:
                        yield f"{name}: only {', '.join(sorted(homes))}/ may include {included}"


found = list(faults())
print("\n".join(found) if found else "every include follows the one direction")
sys.exit(1 if found else 0)
