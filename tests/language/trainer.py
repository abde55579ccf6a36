#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The trainer of the language model, end to end on a few invented sentences: the same bytes twice, a model that the program
reads and names languages by, and a fold left out changes it.

  trainer.py ROOT RUNUT"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

TEXTS = {
    "id": ["Kucing itu tidur karena kenyang.", "Besok kami mau membeli sepatu baru.", "Mobil tetangga rusak lagi kemarin sore.",
           "Dia bilang bahwa kereta terlambat.", "Uang itu disimpan di lemari kamar."],
    "ms": ["Kucing itu tidur kerana kenyang.", "Esok kami hendak membeli kasut baru.", "Kereta jiran rosak lagi semalam petang.",
           "Dia kata bahawa keretapi lewat.", "Wang itu disimpan di almari bilik."],
    "en": ["The cat sleeps because it is full.", "Tomorrow we want to buy new shoes.", "The neighbour's car broke down again.",
           "She says that the train is late.", "The money is kept in the wardrobe."],
}


def train(root, folder, name, *options):
    out = os.path.join(folder, name)
    subprocess.run([sys.executable, os.path.join(root, "tools", "train_language.py"), *options, os.path.join(root, "packs/all/scripts.tsv"),
                    os.path.join(folder, "sources.tsv"), os.path.join(folder, "debs"), out, os.path.join(folder, "rows.jsonl"),
                    "id=" + os.path.join(folder, "more.jsonl")], check=True, stderr=subprocess.DEVNULL)
    with open(out, "rb") as f:
        return f.read()


def named(runut, folder, text):
    record = json.dumps({"id": "a", "text": text}).encode()
    out = subprocess.run([runut, "language", "--packs", folder, "-"], input=record, stdout=subprocess.PIPE, check=True).stdout
    return json.loads(out)["language"]


def main():
    root, runut = sys.argv[1], sys.argv[2]
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "rows.jsonl"), "w", encoding="utf-8") as f:
            for lang in sorted(TEXTS):
                for k, text in enumerate(TEXTS[lang]):
                    f.write(json.dumps({"lang": lang, "text": text, "src": "talk" if k % 2 else "news"}) + "\n")
        with open(os.path.join(folder, "more.jsonl"), "w", encoding="utf-8") as f:
            f.write(json.dumps({"text": "Kabar dari desa sebelah."}) + "\n")
        with open(os.path.join(folder, "sources.tsv"), "w", encoding="utf-8") as f:
            f.write("# no packages\n")
        model = train(root, folder, "first")
        assert model == train(root, folder, "second"), "not the same bytes twice"
        assert model != train(root, folder, "third", "--fold", "0/3"), "nothing was left out"
        packs = os.path.join(folder, "packs", "all")
        shutil.copytree(os.path.join(root, "packs", "all"), packs)
        with open(os.path.join(packs, "language.model"), "wb") as f:
            f.write(model)
        for lang in sorted(TEXTS):
            for text in TEXTS[lang]:
                found = named(runut, os.path.dirname(packs), text)
                assert found == lang, "%r was taken for %s" % (text, found)


main()
