#!/usr/bin/env python3
"""How right beads are that are said to be sure: confidence_table.py BEADS GOLD [BEADS GOLD ...]

BEADS is what `oimtm align --format beads` printed of two files, GOLD the beads of the same
files that were checked by hand, a line `0,1<TAB>0` each. All pairs of files make one table.
A segment without a counterpart is right if the gold has none for it either: some annotators
write what is left out together as one bead.
"""
import sys

BINS = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01]


def numbers(text):
    return tuple(int(number) for number in text.split(",") if number.strip())


def read(path):
    with open(path, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if "\t" in line]
    return [(numbers(row[0]), numbers(row[1]), row[2:]) for row in rows]


def judged(beads_path, gold_path):
    """The confidence of each bead, and whether it is right."""
    gold = {(source, target) for source, target, _ in read(gold_path)}
    alone = {((i,), ()) for source, target in gold if not target for i in source}
    alone |= {((), (i,)) for source, target in gold if not source for i in target}
    for source, target, rest in read(beads_path):
        yield float(rest[0]), (source, target) in gold | alone


def main():
    paths = sys.argv[1:]
    if not paths or len(paths) % 2:
        sys.exit(__doc__)
    beads = [bead for pair in zip(paths[::2], paths[1::2]) for bead in judged(*pair)]
    print("| confidence | beads | mean confidence | right |\n|---|---|---|---|")
    for low, high in zip(BINS, BINS[1:]):
        inside = [bead for bead in beads if low <= bead[0] < high]
        if inside:
            mean, right = (sum(bead[k] for bead in inside) / len(inside) for k in (0, 1))
            print(f"| {low} to {min(high, 1)} | {len(inside)} | {mean:.2f} | {right:.2f} |")


main()
