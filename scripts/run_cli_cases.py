#!/usr/bin/env python3
"""Runs oimtm as users do: every folder under DIR is a case.

    command   a shell script; `oimtm` is the program, `releases` and `gold` are those of corpora/
    stdout, stderr, exit   what it prints and how it ends (missing: nothing, and 0)
    other files   are copied beside it

Each case runs in a fresh folder. --update writes what was printed into the case: read the
difference before you commit it. In stderr and stdout, "<any>" stands for anything in a line.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
EXPECTED = ("stdout", "stderr", "exit")


def run(case, program):
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        for file in case.iterdir():
            if file.name not in EXPECTED and file.name != "command":
                (shutil.copytree if file.is_dir() else shutil.copy)(file, work / file.name)
        (work / "releases").symlink_to(ROOT / "corpora" / "releases")
        (work / "gold").symlink_to(ROOT / "corpora" / "gold")
        (work / "bin").mkdir()
        (work / "bin" / "oimtm").symlink_to(program)
        env = {"PATH": f"{work / 'bin'}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": folder}
        env.update({k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")})
        done = subprocess.run(["bash", case / "command"], cwd=work, env=env, capture_output=True, stdin=subprocess.DEVNULL, timeout=300)
    return {"stdout": done.stdout.decode("utf-8", "replace"), "stderr": done.stderr.decode("utf-8", "replace"),
            "exit": f"{done.returncode}\n"}


def matches(expected, actual):
    pattern = "".join(".*" if part == "<any>" else re.escape(part) for part in re.split(r"(<any>)", expected))
    return re.fullmatch(pattern, actual) is not None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--oimtm", required=True)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("dirs", nargs="+", type=pathlib.Path)
    args = parser.parse_args()
    program = pathlib.Path(args.oimtm).resolve()
    cases = sorted(command.parent for folder in args.dirs for command in folder.resolve().rglob("command") if command.is_file())
    failed = 0
    for case in cases:
        actual = run(case, program)
        default = {"stdout": "", "stderr": "", "exit": "0\n"}
        for name in EXPECTED:
            file = case / name
            expected = file.read_text(encoding="utf-8") if file.exists() else default[name]
            if matches(expected, actual[name]):
                continue
            if args.update:
                file.write_text(actual[name], encoding="utf-8") if actual[name] != default[name] else file.unlink(missing_ok=True)
                continue
            failed += 1
            print(f"{case.relative_to(ROOT)}: {name} differs\n--- expected\n{expected}--- got\n{actual[name]}")
    print(f"{len(cases)} cases, {failed} differences")
    sys.exit(1 if failed or not cases else 0)


main()
