#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Write the tables name_words: what a word names elsewhere.  Python 3 standard library only; same input, same bytes.

  list_name_words.py all FAKER_FOLDER > packs/all/name_words.tsv     given names and surnames of all its locales
  list_name_words.py id SET.JSONL[.gz] > packs/id/name_words.tsv     words inside labelled names

The number beside a word is a sum.  all: 1 given name, 2 surname.  id: 1 begins a person, 2 goes on in one, 4 and 8 a place,
16 and 32 a firm, team or work."""
import collections
import gzip
import json
import os
import re
import sys
import unicodedata

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
KINDS = {"PPL": 0, "PLC": 2, "IND": 4}
SHARE = 5  # a word counts where one in so many of its occurrences stands so in a name


def head(language, licence, lines):
    print("#! format 1\n#! language %s\n#! licence %s\n#! origin tools/list_name_words.py" % (language, licence))
    for line in lines:
        print("# " + line)


def fold(word):
    return unicodedata.normalize("NFKC", word.replace("’", "'")).lower()


def from_faker(folder):
    sys.path.insert(0, os.path.dirname(os.path.abspath(folder)))
    import importlib
    marks = collections.defaultdict(int)
    for locale in sorted(os.listdir(os.path.join(folder, "providers", "person"))):
        if not os.path.isdir(os.path.join(folder, "providers", "person", locale)) or locale.startswith("_"):
            continue
        provider = importlib.import_module("faker.providers.person." + locale).Provider
        for attribute in sorted(dir(provider)):
            bit = 1 if attribute.startswith("first_") else 2 if attribute.startswith("last_") else 0
            names = getattr(provider, attribute)
            if bit == 0 or not isinstance(names, (list, tuple, dict)):
                continue
            for name in names:
                for word in WORD.findall(name) if isinstance(name, str) else []:
                    folded = fold(word)
                    if len(folded) > 2 and folded[0] < "\u0250":
                        marks[folded] |= bit
    return marks


def from_set(path):
    total, inside = collections.Counter(), collections.defaultdict(collections.Counter)
    opened = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")
    with opened as f:
        for row in map(json.loads, f):
            for m in WORD.finditer(row["text"]):
                total[fold(m.group())] += 1
            for begin, end, label in row["entities"]:
                if label in KINDS:
                    for k, m in enumerate(WORD.finditer(row["text"][begin:end])):
                        inside[fold(m.group())][KINDS[label] + (k > 0)] += 1
    marks = {}
    for word, count in inside.items():
        number = sum(1 << bit for bit, n in count.items() if n * SHARE >= total[word])
        if number and len(word) > 1:
            marks[word] = number
    return marks


def main(args):
    if args[0] == "all":
        head("all", "MIT", ["Given names (1) and surnames (2) of the locales of Faker (Daniele Faraglia and contributors), " +
                            "read 2026-11-21."])
        marks = from_faker(args[1])
    else:
        head(args[0], "Apache-2.0",
             ["Words inside the names of NERP (Prosa.ai, in IndoNLU of IndoNLP; Apache-2.0), read 2026-11-21: 1 begins a person,",
              "2 goes on in one, 4 and 8 a place, 16 and 32 a firm, team or work."])
        marks = from_set(args[1])
    for word in sorted(marks):
        print("%s\t%d" % (word, marks[word]))


if __name__ == "__main__":
    main(sys.argv[1:])
