#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Forms of English verbs and adverbs, for packs/en/verb_forms.tsv, from WordNet 3.0 (Debian package wordnet-base). Standard
library only; the same input gives the same bytes.

  list_verbs.py /usr/share/wordnet packs/en/verbs.tsv > ROWS

A verb is taken where the tagged texts behind WordNet's counts hold it LEAST times, and every verb that the pack's own table of
reporting verbs begins with. Marks: b base, s third person, d past, n participle, g gerund; x: the form may be a noun or adjective as well, X: it mostly
is; a: adverb."""
import collections
import os
import re
import sys

LEAST = 2
RARE = 12
folder = sys.argv[1]
with open(sys.argv[2], encoding="utf-8") as table:
    OWN = {re.match(r"[a-z]*", line).group() for line in table if not line.startswith("#")}
SAME = set("bet bid burst cast cost cut fit forecast hit hurt let put quit read rid set shed shut slit split spread thrust upset".split())
BOTH = {"plead"}  # "pled" and "pleaded"
VOWELS = "aeiou"


def read(name):
    with open(os.path.join(folder, name), encoding="ascii") as f:
        return f.read().split("\n")


count = collections.Counter()
for line in read("cntlist.rev"):
    m = re.match(r"([a-z]+)%(\d):\S* \d+ (\d+)", line)
    if m:
        count[m.group(1), {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}[m.group(2)]] += int(m.group(3))
lemmas = {p: {l.split(" ")[0] for l in read("index." + n) if re.match(r"[a-z]+ ", l)} for p, n in (("n", "noun"), ("v", "verb"), ("a", "adj"), ("r", "adv"))}
irregular = collections.defaultdict(list)
for line in read("verb.exc"):
    form, *bases = line.split(" ")
    for base in bases:
        if form.isalpha():
            irregular[base].append(form)


def doubled(verb):
    """one syllable, or a stress on the last one that the exception list would name"""
    return re.fullmatch(r"[^aeiou]*(?:qu)?[aeiou][^aeiouwxy]", verb) is not None


def forms(verb):
    made = collections.defaultdict(set)
    made[verb].add("b")
    if re.search(r"(s|x|z|ch|sh|[^aeiou]o)$", verb):
        made[verb + "es"].add("s")
    elif re.search(r"[^aeiou]y$", verb):
        made[verb[:-1] + "ies"].add("s")
    else:
        made[verb + "s"].add("s")
    odd = irregular[verb]
    ing = [f for f in odd if f.endswith("ing")]
    past = [f for f in odd if not f.endswith("ing") and not f.endswith("s")]
    if ing:
        made[ing[0]].add("g")
    elif verb.endswith("ie"):
        made[verb[:-2] + "ying"].add("g")
    elif re.search(r"[^eoy]e$", verb):
        made[verb[:-1] + "ing"].add("g")
    else:
        made[(verb + verb[-1] if doubled(verb) else verb) + "ing"].add("g")
    if verb in SAME:
        made[verb].update("dn")
        return made
    for f in past:
        only = re.search("[^a]n$", f) if len(past) > 1 else f == verb + "n" or f.endswith("en")
        made[f].update("n" if only else "dn")
    if any("d" in made[f] for f in past) and verb not in BOTH:
        return made
    # no past of its own, as "show, shown"
    if verb.endswith("e"):
        made[verb + "d"].update("dn")
    elif re.search(r"[^aeiou]y$", verb):
        made[verb[:-1] + "ied"].update("dn")
    else:
        made[(verb + verb[-1] if doubled(verb) else verb) + "ed"].update("dn")
    return made


def elsewhere(form, verb):
    """how often the form is a noun or adjective"""
    n = count[form, "n"] + count[form, "a"]
    if form.endswith("s") and form != verb:
        single = verb if verb in lemmas["n"] else None
        n += count[single, "n"] // 2 if single else 0
    known = form in lemmas["n"] or form in lemmas["a"] or (form.endswith("s") and verb in lemmas["n"])
    return n, known


rows = {}
for verb in sorted(lemmas["v"] | OWN - {""}):
    if verb not in OWN and count[verb, "v"] < LEAST or verb in ("be", "have", "do", "can", "will", "may", "must", "might") or len(verb) < 2:
        continue
    for form, marks in forms(verb).items():
        n, known = elsewhere(form, verb)
        share = count[verb, "v"] // 4 + 1
        mark = "".join(sorted(marks)) + ("X" if n > 2 * share else "x" if known and RARE * n >= count[verb, "v"] else "")
        if form not in rows or len(rows[form][1]) < len(mark) and rows[form][2] <= count[verb, "v"]:
            rows[form] = (verb, mark, count[verb, "v"])
for adverb in sorted(lemmas["r"]):
    if (count[adverb, "r"] >= 1 or adverb.endswith("ly")) and adverb not in rows and len(adverb) > 3 and (adverb not in lemmas["n"] and adverb not in lemmas["a"]):
        rows[adverb] = ("", "a", 0)
for base, forms_of in (("be", "am is are was were be been being"), ("have", "has have had having"), ("do", "do does did done doing")):
    for form in forms_of.split():
        rows[form] = (base, {"ing": "g", "een": "n", "one": "n"}.get(form[-3:], "bd"), 0)
for form in sorted(rows):
    print("%s\t%s\t%s" % (form, rows[form][0], rows[form][1]))
