#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Write docs/five-pages.md: what five real pages look like and what runut finds on them.

usage: five_pages.py RUNUT FOLDER

The pages are named by SHA-256 and length; nothing of their text is written but short quotations.
"""
import json
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
QUOTE = 60
LOOK = {
    "000": "A machine-translated copy without headline, date or outlet: thirteen lines, a photo credit, an advertisement mark, a source line with an address, an empty comment counter.",
    "001": "A mirror of a portal's page: a foreign host name on the first line, headline, a long caption, \"Lihat Foto\", dateline without the outlet's name, two see-also lines, two empty footer headings.",
    "002": "A page without headline: dateline with the outlet's host name, one quotation never closed, a date with day and month swapped, a sign-off with outlet and author, a see-also heading at the end.",
    "003": "A release of a paid distributor: headline with a stray mark, the distributor's name as dateline, a third-party disclaimer, a section line, a sales paragraph full of figures.",
    "004": "A machine-translated page with headline and standfirst, no date, no outlet.",
}


def short(text):
    text = " ".join((text or "").split())
    return text if len(text) <= QUOTE else text[:QUOTE - 1].rstrip() + "…"


def code(text):
    return "`%s`" % text.replace("`", "'")


def words(telling):
    with open(telling["page"], "rb") as f:
        return f.read()[telling["span"][0]:telling["span"][1]].decode("utf-8", "replace")


def main():
    program, folder = sys.argv[1:3]
    with open(os.path.join(ROOT, "tests", "five_pages.json"), encoding="utf-8") as f:
        wanted = json.load(f)["pages"]
    run = lambda verb, *more: subprocess.run([program, verb, "--json", *more], capture_output=True, check=True).stdout.decode()
    trace = json.loads(run("trace", folder))
    pages = {p["sha256"]: p for p in trace["pages"]}
    key = {pages[w["sha256"]]["id"]: k for k, w in wanted.items() if w["sha256"] in pages}
    if len(key) != len(wanted):
        sys.exit("the five pages are not all in " + folder)
    sources = {s["id"]: s["name"] for s in trace["sources"]}
    name = lambda node: key.get(node.get("page")) or "%s (not in the pile)" % sources.get(node.get("unseen"), "?")
    out = ["# Five real pages", "",
           "Five Indonesian web pages as plain text, the first input that had to work. They are not in this repository; whoever has them can check what",
           "is said here, since spans count their raw bytes: `tests/five_pages.json` holds the asserted values, `tests/house/five_pages.py` checks them, and",
           "`tests/house/changed_pages.py` checks them again with every name, agency, number and year changed. Made by `./dev five-pages DIR`.", ""]
    out += ["## The pages", "", "| page | bytes | SHA-256 | what it looks like |", "|---|---|---|---|"]
    for k, w in sorted(wanted.items()):
        out.append("| %s | %d | `%s` | %s |" % (k, w["bytes"], w["sha256"], LOOK[k]))
    out += ["", "## The events", ""]
    for e in trace["events"]:
        ind = e["independent"]
        count = str(ind["count"]) if ind["count"] == ind["max"] else "%d to %d" % (ind["count"], ind["max"])
        out.append("* **%s**, %s, %s: pages %s; independent tellings: %s; first told by %s" % (
            ", ".join(e["who"][:3]), e["when"] or "day not known", e["where"] or "place not known",
            ", ".join(key[p] for p in e["pages"]), count, name(e["origin"])))
    out += ["", "All five are %s." % ("one story" if len({e["story"] for e in trace["events"]}) == 1 else "not one story"), "", "## Who took it from whom", ""]
    for d in trace["derivation"]:
        for p in d["parents"]:
            kinds = sorted({v["kind"] for v in p["evidence"]})
            out.append("* %s from %s: %s%s; evidence: %s" % (name(d), name(p), p["kind"].replace("_", " "), "" if p["direct"] else ", not directly", ", ".join(kinds)))
    out += ["", "## Where they differ", ""]
    for d in trace["differences"]:
        told = ["%s %s at %s: %s" % (key[t["page"]], code(short(words(t))), t["span"], t["value"] or "") for t in d["tellings"] if t["span"]]
        out.append("* %s, %s%s: %s" % (d["kind"], d["relation"], " (%s)" % d["why"] if d["why"] else "", "; ".join(" ".join(x.split()) for x in told)))
    for k in sorted(wanted):
        p = pages[wanted[k]["sha256"]]
        facts = p["facts"]
        who = {s["id"]: s["speaker"] for s in facts["statements"]}
        out += ["", "## Page %s" % k, "", "Outlet: %s. Credits: %s." % (p["outlet"] or "not known", ", ".join(c["who"] for c in p["credits"]) or "none"), "", "Dates:", ""]
        for d in facts["dates"]:
            out.append("* %s at %s: %s%s" % (code(short(d["text"])), d["span"], d["value"], ", conflict " + d["conflict"] if d.get("conflict") else ""))
        out += ["", "Figures:", ""]
        for f in facts["figures"]:
            out.append("* %s at %s: %s %s %s%s" % (code(short(f["text"])), f["span"], f["change"], f["value"], f["unit"] or f["noun"] or "",
                                                   ", claimed by " + who[f["by"]] if who.get(f.get("by")) else ""))
        out += ["", "Statements:", ""]
        for s in facts["statements"]:
            chain = " -> ".join([s["speaker"] or "somebody"] + ["%s%s" % (r["who"], "" if r["basis"] == "stated" else " (%s)" % r["basis"]) for r in s["relay"]])
            out.append("* %s: %s, %s%s" % (chain, s["type"], s["polarity"].replace("_", " "), " at %s" % s["content"][0] if s["content"] else ""))
    path = os.path.join(ROOT, "docs", "five-pages.md")
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.write("\n".join(out) + "\n")
    print("written: docs/five-pages.md")


if __name__ == "__main__":
    main()
