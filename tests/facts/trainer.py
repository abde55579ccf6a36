#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The trainer of the tagger of names, end to end on a few invented sentences: the same bytes twice, and a model that the
program reads and finds names by. Skipped where no Python with numpy is found.

  trainer.py ROOT RUNUT NAME_FEATURES"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

PEOPLE = ["Ratna Wirasti", "Hasan Darmono", "Tono Baskara", "Kirana Putri", "Bagas Nugroho", "Halimah Rumakat"]
PLACES = ["Lohari", "Sukamaju", "Malakesa", "Randubela", "Serune", "Citaraya"]
FRAMES = ["Kata {0}, banjir di {1} sudah surut.", "{0} tiba di {1} kemarin.", "Warga {1} menemui {0} tadi pagi."]


def python_with_numpy():
    for program in (sys.executable, "/usr/bin/python3"):
        if os.path.exists(program) and subprocess.run([program, "-c", "import numpy"], stderr=subprocess.DEVNULL).returncode == 0:
            return program
    return None


def rows():
    for k, person in enumerate(PEOPLE):
        for frame in FRAMES:
            place = PLACES[(k + len(frame)) % len(PLACES)]
            text = frame.format(person, place)
            at, where = text.index(person), text.index(place)
            yield {"id": str(k), "text": text, "entities": [[at, at + len(person), "PERSON"], [where, where + len(place), "PLACE"]]}


def main():
    root, runut, tool = sys.argv[1:4]
    python = python_with_numpy()
    if python is None:
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        data, packs = os.path.join(folder, "rows.jsonl"), os.path.join(folder, "packs", "id")
        with open(data, "w", encoding="utf-8") as f:
            f.writelines(json.dumps(row) + "\n" for row in rows())
        models = []
        for name in ("first", "second"):
            out = os.path.join(folder, name)
            subprocess.run([python, os.path.join(root, "tools", "train_names.py"), tool, "id", out, data], check=True)
            with open(out, "rb") as f:
                models.append(f.read())
        assert models[0] == models[1], "not the same bytes twice"
        shutil.copytree(os.path.join(root, "packs", "id"), packs)
        with open(os.path.join(packs, "names.model"), "wb") as f:
            f.write(models[0])
        record = json.dumps({"id": "a", "language": "id", "text": "Kata Wiryo Sentanu, banjir di Palumbon sudah surut."}).encode()
        out = subprocess.run([runut, "facts", "--packs", os.path.dirname(packs), "-"], input=record, stdout=subprocess.PIPE, check=True)
        found = [(name["text"], name["type"]) for name in json.loads(out.stdout)["names"]]
        assert found == [("Wiryo Sentanu", "person"), ("Palumbon", "place")], found


main()
