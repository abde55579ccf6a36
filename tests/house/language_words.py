#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Languages are data: no word of a language stands in a string literal of C.

Every word of the Indonesian and Malay packs counts. English is also the language of HTML, of our own field names and of messages to
programmers, so of the English pack the phrases of several words count ("according to", "read more"), and the single words of calendar tables. Words that are technical terms too are listed below, each with its reason.
"""
import glob
import os
import re
import sys

import source

ENGLISH_PHRASES = {"furniture", "credits", "bylines", "cues", "cue_nouns", "titles", "months", "weekdays", "dayparts", "relative"}
ENGLISH_WORDS = {"months", "weekdays", "dayparts", "relative", "zones"}
SHORTEST = 4
TECHNICAL = set()
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "technical_words.txt"), encoding="utf-8") as f:
    TECHNICAL = {line.split("#")[0].strip() for line in f} - {""}


def pack_words(root):
    words = {}
    for path in sorted(glob.glob(os.path.join(root, "packs", "*", "*.tsv"))):
        if path.endswith("examples.tsv"):  # its first column is a kind of example
            continue
        tag, table = path.split(os.sep)[-2], os.path.basename(path)[:-4]
        if tag == "all" or table in ("errors", "messages", "pack", "weights", "roots", "name_words", "profile") :
            continue
        with open(path, encoding="utf-8") as f:
            for line in f:
                phrase = "" if line.startswith("#") else line.rstrip("\n").split("\t")[0].casefold()
                # a phrase of several words is a finding as a whole, a single word alone
                if tag == "en" and table not in (ENGLISH_WORDS if re.fullmatch(r"\w+", phrase) else ENGLISH_PHRASES):
                    continue
                if len(phrase) >= SHORTEST and not re.fullmatch(r"[\W\d]*", phrase):
                    words.setdefault(phrase, "%s/%s" % (tag, table))
    return words


def main():
    root, faults, literals = sys.argv[1], [], 0
    words = pack_words(root)
    single = {w for w in words if re.fullmatch(r"\w+", w)}
    several = {w for w in words if w not in single}
    for path in source.c_files(root):
        code = re.sub(r"(?m)^[ \t]*#[ \t]*include[^\n]*", "", source.read(path))
        for line, text in source.literals(code):
            literals += 1
            folded = text.casefold()
            hits = {w for w in re.findall(r"\w+", folded) if w in single} | {w for w in several if " " in w and w in folded and re.search(r"\b%s\b" % re.escape(w), folded)}
            for w in sorted(hits - TECHNICAL):
                faults.append('%s:%d: "%s" is a word of packs/%s' % (os.path.relpath(path, root), line, w, words[w]))
    print("\n".join(faults) or "%d literals hold none of %d pack words" % (literals, len(words)))
    return 1 if faults or not words or not literals else 0


sys.exit(main())
