#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Background rarity of words, for packs/<language>/weights.tsv: hundredths of a nat, ln(tokens / count), from texts under an
open licence.  Standard library only; the same input gives the same bytes.

  weigh_words.py LANGUAGE LEAST TEXTS.JSONL[.gz]... > ROWS

Rows are {"text"}, {"premise", "hypothesis"} or {"a", "b"}; where a row names its language, others are passed over. Equal texts
count once; a word must be met LEAST times."""
import collections
import gzip
import json
import math
import re
import sys

language, least, paths = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
count, seen = collections.Counter(), set()
for path in paths:
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as f:
        for line in f:
            row = json.loads(line)
            if row.get("lang", language) != language:
                continue
            if isinstance(row.get("tokens"), list) and "text" not in row:
                row["text"] = " ".join(t for t in row["tokens"] if isinstance(t, str))
            for key in ("text", "premise", "hypothesis", "a", "b"):
                text = row.get(key)
                if isinstance(text, str) and text not in seen:
                    seen.add(text)
                    count.update(w.lower() for w in re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", text))
total = sum(count.values())
print("%d texts, %d tokens" % (len(seen), total), file=sys.stderr)
for word in sorted(count):
    if count[word] >= least and len(word) > 1:
        print("%s\t%d" % (word.replace("’", "'"), round(100 * math.log(total / count[word]))))
