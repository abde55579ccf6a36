#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Who took it from whom, by wording alone. usage: check_direction.py RUNUT

A pile of made-up words, the same each time: a report, two steps of rewriting of it, other papers' pages that take one
paragraph of a page over, once under a headline that sums it up, two pages about the same, and unrelated pages. No page carries a date; one names the first paper. Each finding has to have its evidence,
and a page that shares nothing but the first report with another must stay its sibling.
"""
import json
import random
import subprocess
import sys
import tempfile

SYLLABLES = [c + v for c in "b c d g j k l m n p r s t w".split() for v in "aeiou"]


def sentences(pick, words, own, count):
    """Sentences of common words, with a word of the page's own in each second one."""
    out = []
    for n in range(count):
        text = pick.choices(words, k=14)
        if n % 2:
            text[3], text[9] = pick.sample(own, 2)
        out.append(" ".join(text).capitalize() + ".")
    return out


def edit(pick, text, words, times):
    tokens = text.split(" ")
    for at in pick.sample(range(len(tokens)), times):
        tokens[at] = pick.choice(words) + pick.choice(words)
    return " ".join(tokens)


def make_pile():
    pick = random.Random(11)
    words = ["".join(pick.choices(SYLLABLES, k=pick.randint(1, 3))) for _ in range(80)]
    own = [["".join(pick.choices(SYLLABLES, k=5)) for _ in range(4)] for _ in range(80)]
    pages = {}
    for n in range(80):
        paragraphs = [" ".join(sentences(pick, words, own[n], 4)) for _ in range(5)]
        pages["n%02d" % n] = {"outlet": "Kabar%02d" % n, "text": "\n\n".join(paragraphs)}
    report = pages["n00"]["text"]
    second = edit(pick, report, words, 12) + "\n\n(Kabar00)"
    pages["second"] = {"outlet": "Warta Dua", "text": second}
    pages["third"] = {"outlet": "Warta Tiga", "text": edit(pick, second.replace("\n\n(Kabar00)", ""), words, 12)}
    pages["sibling"] = {"outlet": "Warta Empat", "text": edit(pick, report, words, 14)}
    host = pages["n01"]["text"].split("\n\n")
    pages["quoting"] = {"outlet": "Warta Lima", "text": "\n\n".join(pages["n02"]["text"].split("\n\n")[:3] + [host[2]])}
    pages.update(more_pages(words, pages))
    return pages


def more_pages(words, pages):
    """A paragraph taken over under a headline made of its words; two pages that share one and are both about the same."""
    pick = random.Random(12)
    new = ["".join(pick.choices(SYLLABLES, k=5)) for _ in range(20)]
    first, rest = pages["n03"]["text"].split("\n\n", 1)
    first = "%s %s." % (first, " ".join(new[:6] + pick.choices(words, k=6)).capitalize())
    host = pages["n04"]["text"].split("\n\n")
    topic = [" ".join(sentences(pick, words, new[10:18], 8)) for _ in range(5)]
    also = [" ".join(sentences(pick, words, new[10:15], 8)) for _ in range(4)]
    shared = " ".join(pick.choices(words, k=12) + new[10:18]).capitalize() + "."
    return {
        "summed": {"outlet": "Kabar Enam", "text": first + "\n\n" + rest},
        "summing": {"outlet": "Warta Enam", "text": "\n\n".join([" ".join(new[:6]).title()] + host[:3] + [first])},
        "topic": {"outlet": "Kabar Tujuh", "text": "\n\n".join(topic + [shared])},
        "topical": {"outlet": "Warta Tujuh", "text": "\n\n".join(also + [shared])},
    }


def main():
    pages, faults = make_pile(), []
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        for name, page in pages.items():
            f.write(json.dumps({"id": name, **page}) + "\n")
        f.flush()
        answer = subprocess.run([sys.argv[1], "copies", "--json", f.name], capture_output=True, check=True)
    found = {}
    for line in answer.stdout.decode().splitlines():
        r = json.loads(line)
        found[r["a"], r["b"]] = r["dir"], {e["kind"]: e["weight"] for e in r["evidence"]}

    def expect(a, b, direction, kind):
        said, evidence = found.get((a, b), ("no copy", {}))
        if said != direction or (kind and kind not in evidence):
            faults.append("%s %s: %r with %s, not %r with %s" % (a, b, said, evidence, direction, kind))

    expect("n00", "second", ">", "credit")
    expect("n00", "second", ">", "correction")
    expect("n01", "quoting", ">", "names")
    expect("second", "third", ">", "same_error")
    expect("n00", "third", ">", None)
    expect("second", "sibling", "?", None)
    expect("sibling", "third", "?", None)
    expect("summed", "summing", ">", "names")
    expect("topic", "topical", "?", None)
    print("\n".join(faults) or "%d pairs, all as they were made" % len(found))
    return 1 if faults or not found else 0


if __name__ == "__main__":
    sys.exit(main())
