#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every verb over the example pile gives the records that docs/schema describes, and no field beside. usage: schema.py ROOT RUNUT"""
import json
import os
import subprocess
import sys
import tempfile

ROOT, RUNUT = sys.argv[1], os.path.abspath(sys.argv[2])
PILE = os.path.join(ROOT, "examples", "pile")
PAIRS = [
    ("Jembatan Ranu dibuka pada 3 Mei 2025 oleh Bupati Sulastri Wardani.", "Bupati Sulastri Wardani membuka Jembatan Ranu pada 5 Mei 2025.", "id"),
    ("Menurut Sulastri, 412 kendaraan melintas.", "Sulastri membantah ada 900 kendaraan melintas.", "id"),
    ("The bridge cost 14 million dollars, the governor said on Friday.", "The governor did not say what the bridge cost.", "en"),
    ("", "", "en"),
]


def runs(pairs):
    pages = [os.path.join(PILE, name) for name in sorted(os.listdir(PILE))]
    for verb in ("clean", "language", "facts", "copies", "stories", "trace"):
        yield verb, [verb, PILE]
    yield "facts", ["facts", "--words", PILE]
    yield "copies", ["copies", "-M", "64M", PILE]
    yield "seen", ["copies", "--seen", os.path.join(os.path.dirname(pairs), "filter"), PILE]
    yield "stats", ["clean", "--stats", PILE]
    yield "compare", ["compare", pages[0], pages[1]]
    yield "compare", ["compare", "--pairs", pairs]
    yield "stories", ["stories", pages[0]]
    yield "trace", ["trace", pages[0]]


def main():
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        pairs, output = os.path.join(folder, "pairs.jsonl"), os.path.join(folder, "output.json")
        with open(pairs, "w", encoding="utf-8") as f:
            for number, (a, b, lang) in enumerate(PAIRS):
                f.write(json.dumps({"id": str(number), "a": a, "b": b, "lang": lang}) + "\n")
        for record, args in runs(pairs):
            subprocess.run([RUNUT, args[0], "--json", "--quiet", "-o", output, *args[1:]], check=True, timeout=100)
            checked = subprocess.run([sys.executable, os.path.join(ROOT, "tools", "check_schema.py"), os.path.join(ROOT, "docs", "schema"), record, output])
            if checked.returncode == 77:
                return 77
            faults += checked.returncode != 0
    return 1 if faults else 0


sys.exit(main())
