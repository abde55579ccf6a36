#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Check what runut finds on five real pages against tests/five_pages.json.

usage: five_pages.py ROOT RUNUT [FOLDER]

The pages are known by their SHA-256 and are not in the repository; without them the test is skipped. FOLDER is where they
are looked for (default: shared/seeds beside the repository).
"""
import glob
import hashlib
import json
import os
import re
import subprocess
import sys


def over(a, b):
    return a[0] < b[1] and b[0] < a[1]


def spans(value):
    """a span or a list of spans, as a list"""
    if not value:
        return []
    return [value] if isinstance(value[0], int) else value


def share(a, b):
    """how much of both ranges is common, 0..1"""
    common = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return common / max(a[1] - a[0], b[1] - b[0])


def fold(text):
    return " ".join(re.findall(r"\w+", (text or "").casefold()))


def alike(a, b):
    a, b = fold(a), fold(b)
    return bool(a and b) and (" %s " % a in " %s " % b or " %s " % b in " %s " % a)


class Trace:
    def __init__(self, got, files):
        self.got = got
        self.page_of = {key: next(p for p in got["pages"] if p["id"] == path) for key, path in files.items()}
        self.id_of = {key: path for key, path in files.items()}
        self.sources = {s["id"]: s["name"] for s in got["sources"]}

    def facts(self, key, kind):
        return self.page_of[key]["facts"][kind]

    def event(self, key):
        return next(e for e in self.got["events"] if e["id"] == self.page_of[key]["event"])

    def parents(self, key):
        return next((d["parents"] for d in self.got["derivation"] if d.get("page") == self.id_of[key]), [])

    def statement(self, key, content):
        best = max(self.facts(key, "statements"), key=lambda s: max([share(c, content) for c in spans(s["content"])] or [0]), default=None)
        return best if best and any(share(c, content) > 0.8 for c in spans(best["content"])) else None


def check_date(t, c):
    hits = [d for d in t.facts(c["page"], "dates") if over(d["span"], c["span"])]
    if not hits:
        return "no date there"
    d = hits[0]
    if c["value"] not in (d["value"], (d.get("pile") or {}).get("value")):
        return "value %s" % d["value"]
    return None if (d.get("conflict") or None) == c["conflict"] else "conflict %s" % d.get("conflict")


def check_figure(t, c):
    hits = [f for f in t.facts(c["page"], "figures") if over(f["span"], c["span"])]
    if not hits:
        return "no figure there"
    f = hits[0]
    if f["value"] != c["value"] or f["change"] != c["change"]:
        return "value %s change %s" % (f["value"], f["change"])
    if c["noun"] and not alike(f["noun"], c["noun"]):
        return "noun %s" % f["noun"]
    by = [s for s in t.facts(c["page"], "statements") if s["id"] == f.get("by")]
    if c.get("by") and not (by and alike(by[0]["speaker"], c["by"])):
        return "claimed by %s" % (by[0]["speaker"] if by else None)
    return None


def check_no_figure(t, c):
    hits = [f["text"] for f in t.facts(c["page"], "figures") if over(f["span"], c["span"])]
    return "found %s" % hits if hits else None


def check_one_event(t, c):
    events = {t.page_of[p]["event"] for p in c["pages"]}
    return None if len(events) == 1 else "%d events" % len(events)


def check_own_event(t, c):
    pages = t.event(c["page"])["pages"]
    return None if pages == [t.id_of[c["page"]]] else "with %s" % pages


def check_one_story(t, c):
    stories = {t.event(p)["story"] for p in c["pages"]}
    return None if len(stories) == 1 else "%d stories" % len(stories)


def check_independent(t, c):
    e = t.event(c["page"])
    if e["independent"]["count"] != c["count"]:
        return "count %s" % e["independent"]["count"]
    origin = t.sources.get(e["origin"].get("unseen"))
    return None if alike(origin, c["origin"]) else "origin %s" % e["origin"]


def ancestors(t, key):
    rows = {d.get("page") or d.get("unseen"): d["parents"] for d in t.got["derivation"]}
    names, todo, seen = set(), [t.id_of[key]], set()
    while todo:
        node = todo.pop()
        for parent in rows.get(node, []) if node not in seen else []:
            up = parent.get("page") or parent.get("unseen")
            names.add(t.sources.get(up, up))
            todo.append(up)
        seen.add(node)
    return names


def check_rests_on(t, c):
    names = ancestors(t, c["page"])
    return None if any(alike(n, c["unseen"]) for n in names) else "rests on %s" % sorted(names)


def check_through(t, c):
    names = [t.sources.get(p.get("unseen")) for p in t.parents(c["page"])]
    return None if any(n and c["unseen"] in n for n in names) else "parents %s" % names


def check_relay(t, c):
    s = t.statement(c["page"], c["content"])
    if s is None:
        return "no such statement"
    if not alike(s["speaker"], c["speaker"]):
        return "speaker %s" % s["speaker"]
    return None if any(alike(r["who"], c["relay"]) for r in s["relay"]) else "relays %s" % [r["who"] for r in s["relay"]]


def check_chain(t, c):
    s = t.statement(c["page"], c["content"])
    said = []
    while s is not None:
        said.append(s["speaker"])
        s = next((x for x in t.facts(c["page"], "statements") if x["id"] == s.get("parent")), None)
    found = all(any(alike(a, b) for a in said) for b in c["speakers"])
    return None if found else "said by %s" % said


def check_differ(t, c):
    for d in t.got["differences"]:
        told = [x for x in d["tellings"] if x.get("span")]
        if d["relation"] == "differ" and all(any(x["page"] == t.id_of[w["page"]] and over(x["span"], w["span"]) for x in told) for w in c["tellings"]):
            return None
    return "not shown as a difference"


def main():
    root, program = sys.argv[1:3]
    folder = sys.argv[3] if len(sys.argv) > 3 else os.path.join(root, "..", "shared", "seeds")
    with open(os.path.join(root, "tests", "five_pages.json"), encoding="utf-8") as f:
        wanted = json.load(f)
    by_sum = {}
    for path in sorted(glob.glob(os.path.join(folder, "*"))):
        with open(path, "rb") as f:
            by_sum[hashlib.sha256(f.read()).hexdigest()] = path
    files = {key: by_sum.get(page["sha256"]) for key, page in wanted["pages"].items()}
    if not all(files.values()):
        print("skip: the five pages are not here")
        return 77
    p = subprocess.run([program, "trace", "--json", *files.values()], capture_output=True, check=True)
    trace, bad = Trace(json.loads(p.stdout), files), 0
    for check in wanted["checks"]:
        why = globals()["check_" + check["check"]](trace, check)
        if why:
            bad += 1
            print("not as wanted: %s: %s" % (json.dumps(check, ensure_ascii=False), why))
    print("%d of %d checks hold" % (len(wanted["checks"]) - bad, len(wanted["checks"])))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
