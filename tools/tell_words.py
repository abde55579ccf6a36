#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Words that tell two close languages apart, by their log-odds in texts under an open licence: rows for language_words.tsv.

  tell_words.py [--leave-out K/N] A B LID.JSONL[.gz] [LANG=MORE.JSONL.gz ...]

Prints "A<TAB>word<TAB>votes" and the same for B. A word must stand in three texts at least, mostly in lower case (no names), and be
some four times as frequent in one language as in the other. Votes are half nats, 2 to 6."""
import collections
import gzip
import hashlib
import json
import math
import re
import sys

args, part, parts = sys.argv[1:], 0, 0
if args[0] == "--leave-out":
    part, parts = (int(x) for x in args[1].split("/"))
    args = args[2:]
a, b, lid, more = args[0], args[1], args[2], args[3:]
count = {a: collections.Counter(), b: collections.Counter()}
texts = collections.Counter()
lower = collections.Counter()


def read(path, lang):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as f:
        for line in f:
            row = json.loads(line)
            of = lang or row.get("lang")
            if of not in count:
                continue
            if parts and int(hashlib.md5(row["text"].encode()).hexdigest(), 16) % parts == part:
                continue
            words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", row["text"])
            for w in words:
                count[of][w.lower()] += 1
                lower[w.lower()] += w.islower()
            for w in set(x.lower() for x in words):
                texts[w] += 1


read(lid, None)
for item in more:
    read(item.split("=", 1)[1], item.split("=", 1)[0])
total = {k: sum(c.values()) for k, c in count.items()}
for w in sorted(texts):
    n = {k: count[k][w] for k in count}
    if texts[w] < 3 or lower[w] * 2 < sum(n.values()) or len(w) < 2:
        continue
    odds = math.log((n[a] + 0.5) / (total[a] + 1)) - math.log((n[b] + 0.5) / (total[b] + 1))
    if abs(odds) >= 1.4:
        print("%s\t%s\t%d" % (a if odds > 0 else b, w, min(6, max(2, round(abs(odds) * 1.5)))))
