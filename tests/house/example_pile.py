#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Check what runut finds on examples/pile against tests/example_pile.json. usage: example_pile.py ROOT RUNUT"""
import json
import os
import subprocess
import sys

import five_pages
from five_pages import alike, over, spans


def check_two_stories(t, c):
    stories = {t.event(p)["story"] for p in c["pages"]}
    return None if len(stories) == len(c["pages"]) else "%d stories" % len(stories)


def check_two_events(t, c):
    events = {t.page_of[p]["event"] for p in c["pages"]}
    return None if len(events) == len(c["pages"]) else "%d events" % len(events)


def check_parent(t, c):
    best = next((p for p in t.parents(c["page"]) if p["direct"]), {})
    if best.get("page") != t.id_of[c["of"]]:
        return "parent %s" % (best.get("page") or t.sources.get(best.get("unseen")))
    return None if best["kind"] in c["kinds"] else "kind %s" % best["kind"]


def check_no_parent(t, c):
    charged = [p for p in t.parents(c["page"]) if p["kind"] not in ("same_source", "quotes_only")]
    return "parents %s" % [p.get("page") or t.sources.get(p.get("unseen")) for p in charged] if charged else None


def check_separate(t, c):
    for group in t.event(c["pages"][0])["independent"]["groups"]:
        if all(t.id_of[p] in group["pages"] for p in c["pages"]):
            return "counted as one telling"
    return None


def check_statement(t, c):
    s = t.statement(c["page"], c["content"])
    if s is None:
        return "no such statement"
    return None if alike(s["speaker"], c["speaker"]) else "speaker %s" % s["speaker"]


def by_cue(t, c, polarity):
    for s in t.facts(c["page"], "statements"):
        if any(over(x, c["cue"]) for x in spans(s["cue"])):
            return None if s["polarity"] == polarity else "polarity %s" % s["polarity"]
    return "no statement with that cue"


def check_silence(t, c):
    return by_cue(t, c, "not_said")


def check_denial(t, c):
    return by_cue(t, c, "denied")


def check_not_differ(t, c):
    return "shown as a difference" if five_pages.check_differ(t, c) is None else None


def main():
    root, program = sys.argv[1:3]
    with open(os.path.join(root, "tests", "example_pile.json"), encoding="utf-8") as f:
        wanted = json.load(f)
    files = {key: os.path.join(root, "examples", "pile", name) for key, name in wanted["pages"].items()}
    p = subprocess.run([program, "trace", "--json", *files.values()], capture_output=True, check=True)
    trace, bad = five_pages.Trace(json.loads(p.stdout), files), 0
    for check in wanted["checks"]:
        name = "check_" + check["check"]
        why = (globals().get(name) or getattr(five_pages, name))(trace, check)
        if why:
            bad += 1
            print("not as wanted: %s: %s" % (json.dumps(check, ensure_ascii=False), why))
    print("%d of %d checks hold" % (len(wanted["checks"]) - bad, len(wanted["checks"])))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
