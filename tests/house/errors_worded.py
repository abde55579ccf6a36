#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the library says of a failure stands in packs/id/errors.tsv, and every line there is said somewhere.

usage: errors_worded.py ROOT"""
import os
import re
import sys

from source import TOKEN, c_files, literals, read

# worded as complaints, by their keys
KEYED = {"so many pages share text with {0} that not every two of them were compared",
         "more than {0} pages: sentences told in other words and translations were not looked for"}
VALUE = re.compile(r"%(?:\.\*|\.\d+)?(?:ll|z)?[sud]")
VALUE_HERE = re.compile(r"\{\d\}")
SYSTEM = "# what the system says most often"


def joined(text):
    """the content of string literals that stand side by side, or None where the text holds anything else"""
    if TOKEN.sub("", text).strip():
        return None
    return "".join(hit.group()[1:-1] for hit in TOKEN.finditer(text) if hit.group().startswith('"')).replace('\\"', '"')


def arguments(text, begin):
    """of a call whose opening bracket ends before begin"""
    depth, out = 0, [""]
    while depth >= 0:
        hit = TOKEN.match(text, begin)
        piece = hit.group() if hit else text[begin]
        begin += len(piece)
        if not hit:
            depth += (piece in "([{") - (piece in ")]}")
            if piece == "," and depth == 0:
                out.append("")
                continue
        if depth >= 0:
            out[-1] += piece
    return out


def form(fmt):
    parts = VALUE.split(fmt)
    return parts[0] + "".join("{%d}%s" % (i, part) for i, part in enumerate(parts[1:]))


def rows(path):
    """(line, English form, translation, whether the system says it)"""
    system = False
    for number, line in enumerate(read(path).split("\n"), 1):
        system = system or line == SYSTEM
        if line and not line.startswith("#"):
            english, told = line.split("\t")
            yield number, english, told, system


def said(root):
    """forms of ru_fail(), each with its file; and every literal"""
    forms, words = {}, set()
    for path in c_files(root):
        text = read(path)
        words.update(form(content.replace('\\"', '"')) for _, content in literals(text))
        for call in re.finditer(r"\bru_fail\(", text):
            given = arguments(text, call.end())
            fmt = joined(given[4]) if len(given) > 4 else None
            if fmt is not None:
                forms.setdefault(form(fmt), os.path.relpath(path, root))
    return forms, words | set(forms)


def main():
    root, faults = sys.argv[1], 0
    path = os.path.join(root, "packs", "id", "errors.tsv")
    forms, words = said(root)
    if len(forms) < 30:
        print("only %d forms of failures were found in the source" % len(forms))
        faults += 1
    unworded = set(forms) - KEYED - {"{0}"}
    for number, english, told, system in rows(path):
        pattern = re.compile("(?s)" + re.sub(r"\\\{\d\\\}", "(.+)", re.escape(english)))
        if sorted(VALUE_HERE.findall(english)) != sorted(VALUE_HERE.findall(told)):
            print("%s:%d: the translation fills in other places" % (path, number))
            faults += 1
        if not system and not any(map(pattern.fullmatch, words)):
            print("%s:%d: nobody says this" % (path, number))
            faults += 1
        unworded -= set(filter(pattern.fullmatch, forms))
    for english in sorted(unworded):
        print("%s: %r has no line in packs/id/errors.tsv" % (forms[english], english))
        faults += 1
    return 1 if faults else 0


sys.exit(main())
