#!/usr/bin/env python3
"""Holds the documentation against the code: links lead somewhere, named files and commands exist.

--oimtm PROGRAM  the program whose commands and flags the pages may name
"""
import argparse
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
LINK = re.compile(r"\]\(([^)#\s]+)")
CODE_PATH = re.compile(r"`((?:text|tm|align|formats|cli|tests|corpora|scripts|docs|bench|cmake)/[a-z0-9_./-]+)`")
CALL = re.compile(r"\boimtm ([a-z]+)((?: [^\n`]*)?)")


def help_of(program, command):
    return subprocess.run([program, "help", command], capture_output=True, text=True, env={"LC_ALL": "C"}).stdout


def faults(program):
    commands = set(re.findall(r"^  (\w+) {2,}", subprocess.run([program, "--help"], capture_output=True, text=True, env={"LC_ALL": "C"}).stdout, re.M))
    helps = {command: help_of(program, command) for command in commands}
    for page in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "corpora" / "README.md"]):
        name, text = page.relative_to(ROOT), page.read_text(encoding="utf-8")
        for target in LINK.findall(text):
            if "://" not in target and not (page.parent / target).exists():
                yield f"{name}: link to {target}, which is not there"
        for path in CODE_PATH.findall(text):
            if not (ROOT / path).exists():
                yield f"{name}: names {path}, which is not there"
        for block in re.findall(r"```(?:sh|console|text)?\n(.*?)```", text, re.S):
            for command, rest in CALL.findall(block):
                if command not in commands and command != "help":
                    yield f"{name}: there is no command oimtm {command}"
                for flag in re.findall(r"(?<= )--[a-z-]+", rest):
                    if command in helps and flag not in helps[command]:
                        yield f"{name}: oimtm {command} has no flag {flag}"


parser = argparse.ArgumentParser()
parser.add_argument("--oimtm", required=True)
found = list(faults(parser.parse_args().oimtm))
print("\n".join(found) if found else "the pages name what exists")
sys.exit(1 if found else 0)
