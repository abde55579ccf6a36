#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A language is a folder of data. usage: languages_by_data.py ROOT RUNUT

The packs of three languages that are read in three ways (id by cues, en by verbs, de verb second) are loaded at run time, each in the
place of another one: the same program must give the same statements as with its own packs, which it does not give where the
wrong pack reads them. A pack that is not there takes nothing else with it: the build embeds the others, a text in a language
without a pack has its language named and no statements. And no string in src/facts names a language."""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import source

OTHER = {"id": "en", "en": "de", "de": "id"}
SHORT = 120  # bytes: here the stated language decides which pack reads the text


def statements(runut, records, *options):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "in.jsonl")
        with open(path, "w", encoding="utf-8") as f:
            f.writelines(json.dumps(r) + "\n" for r in records)
        out = subprocess.run([runut, "facts", *options, path], stdout=subprocess.PIPE, check=True).stdout
    found = map(json.loads, out.decode("utf-8").splitlines())
    return {r["id"]: r["statements"] for r in found}


TOLD = "Die Brücke über den Fluss ist seit gestern gesperrt, sagte Hannah Braun, und niemand weiß, wann sie wieder geöffnet wird."


def without_a_pack(root, runut):
    """what is wrong where the folder of German is missing, or holds its name only"""
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        packs = os.path.join(folder, "packs")
        shutil.copytree(os.path.join(root, "packs"), packs, ignore=shutil.ignore_patterns("de"))
        made = subprocess.run([sys.executable, os.path.join(root, "tools", "embed_packs.py"), packs, os.path.join(root, "src", "pack", "tables.c"),
                               os.path.join(folder, "packs.c"), os.path.join(folder, "packs.d")], stderr=subprocess.PIPE)
        if made.returncode != 0:
            faults.append("the packs do not build without de: " + made.stderr.decode("utf-8", "replace"))
        bare = os.path.join(folder, "bare", "de")
        os.makedirs(bare)
        with open(os.path.join(bare, "pack.tsv"), "w", encoding="utf-8") as f:
            f.write("#! format 1\n#! language de\n#! licence Apache-2.0\n#! origin this test\nname\tDeutsch\n")
        path = os.path.join(folder, "in.jsonl")
        with open(path, "w", encoding="utf-8") as f:
            f.write(json.dumps({"id": "0", "text": TOLD}) + "\n")
        out = subprocess.run([runut, "facts", "--packs", os.path.dirname(bare), path], stdout=subprocess.PIPE, check=True).stdout
        found = json.loads(out)
        if found["language"] != "de" or found["statements"]:
            faults.append("without its words de is read as %s" % out.decode("utf-8"))
        found = json.loads(subprocess.run([runut, "facts", path], stdout=subprocess.PIPE, check=True).stdout)
        if found["language"] != "de" or not found["statements"]:
            faults.append("with its words de has no statement")
    return faults


def main():
    root, runut = sys.argv[1:3]
    faults, rows = without_a_pack(root, runut), []
    for path in source.c_files(root):
        if os.sep + os.path.join("src", "facts") + os.sep not in path:
            continue
        for line, text in source.literals(source.read(path)):
            if text in set(os.listdir(os.path.join(root, "packs"))) - {"all"}:
                faults.append("%s:%d: names a language" % (path, line))
    with open(os.path.join(root, "tests", "facts", "statements.tsv"), encoding="utf-8") as f:
        for number, line in enumerate(f):
            language, _, rest = line.partition("\t")
            text = rest.split("\t")[0].replace("\\n", "\n")
            if language in OTHER and len(text.encode()) <= SHORT:
                rows.append((str(number), language, text))
    with tempfile.TemporaryDirectory() as packs:
        for tag, other in OTHER.items():
            os.mkdir(os.path.join(packs, other))
            for path in glob.glob(os.path.join(root, "packs", tag, "*")):
                with open(path, "rb") as f:
                    data = re.sub(rb"(?m)^#! language .*$", b"#! language " + other.encode(), f.read(), count=1)
                with open(os.path.join(packs, other, os.path.basename(path)), "wb") as f:
                    f.write(data)
        own = statements(runut, [{"id": i, "language": l, "text": t} for i, l, t in rows])
        foreign = [{"id": i, "language": OTHER[l], "text": t} for i, l, t in rows]
        loaded = statements(runut, foreign, "--packs", packs)
        wrong = statements(runut, foreign)
    for i, language, text in rows:
        if own[i] != loaded[i]:
            faults.append("%s: differs with the pack loaded: %s" % (language, text))
    for language in OTHER:
        if not any(own[i] != wrong[i] for i, l, _ in rows if l == language):
            faults.append("%s: nothing shows which pack reads it" % language)
    print("\n".join(faults) or "%d texts read the same with packs loaded at run time" % len(rows))
    return 1 if faults else 0


sys.exit(main())
