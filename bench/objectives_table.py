"""Writes the table of docs/objectives.md from the evaluations of bench/objectives.sh.

    objectives_table.py WORK PAGE COMMAND SETTING     reads the list of objectives (name|what|options) from standard input
"""
import csv
import glob
import json
import os
import sys

import page_tables

BEGIN, END = "<!-- objectives -->", "<!-- end of objectives -->"


def interval(figure, digits, factor=1):
    if figure is None:
        return ""
    return f"{figure['value'] * factor:.{digits}f} ({figure['low'] * factor:.{digits}f} to {figure['high'] * factor:.{digits}f})"


def percent_range(figure):
    return "" if figure is None else f"{figure['low'] * 100:.0f} to {figure['high'] * 100:.0f}"


def difference_in(folder):
    """The last evaluation of the run: the difference of its outputs as a share of that of real clips."""
    with open(os.path.join(folder, "log.csv"), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    evaluated = [row for row in rows if row["diversity_ratio"]]
    return float(evaluated[-1]["diversity_ratio"])


def main(work, page, command, setting):
    reports = [json.load(open(path, encoding="utf-8")) for path in sorted(glob.glob(os.path.join(work, "evaluation-*", "evaluation.json")))]
    rows = {row["name"]: row for report in reports for row in report["rows"] if row["model"] is not None}
    real = next(row for row in reports[0]["rows"] if row["kind"] == "real")
    trip = next(row for row in reports[0]["rows"] if row["kind"] == "roundTrip")
    report = reports[0]
    for other in reports[1:]:
        if any(other[key] != report[key] for key in ("paintings", "artists", "realClips", "trainingClips", "classifier", "options")):
            sys.exit("objectives_table.py: the evaluations differ in their data or options; delete them and evaluate again.")

    lines = [
        f"Made by `{command}`: {setting}. {report['paintings']} held-out paintings of {report['artists']} artists with their style requested, {report['realClips']} held-out and "
        f"{report['trainingClips']} training clips. 95 % intervals; \"shuffled\" is the 95 % range for the same music assigned to the paintings at random.",
        "",
        "| objective | style found, % | shuffled, % | another painting, % | diversity | across seeds | nearest training clip | kernel distance | outputs differ, % of real |",
        "|---|---|---|---|---|---|---|---|---|",
    ]

    def line(name, row, another=None, silent=None, difference=""):
        lines.append(
            f"| {name} | {interval(row['styleAccuracy'], 0, 100)} | {percent_range(row.get('shuffledStyleAccuracy'))} | {interval(another and another['styleAccuracy'], 0, 100)} | "
            f"{interval(row['diversity'], 2)} | {interval(silent and silent['diversityAcrossSeeds'], 2)} | {interval(row['nearestTrainingClip'], 2)} | {interval(row['kernelDistance'], 0)} | "
            f"{difference} |")

    line("real clips", real)
    line("real clips as mel-spectrograms and back", trip)
    missing = []
    for name, what, options in (entry.rstrip("\n").split("|") for entry in sys.stdin if entry.strip()):
        requested = f"{name}, style requested"
        if requested not in rows:
            missing.append(what)
            continue
        line(what + (f" (`{options}`)" if options else ""), rows[requested], rows[f"{requested}, another painting"], rows[f"{name}, no style requested"],
             f"{difference_in(os.path.join(work, name)) * 100:.0f}")
    if missing:
        lines += ["", f"Not run: {'; '.join(missing)}."]
    page_tables.replace(page, BEGIN, END, lines)


main(*sys.argv[1:5])
