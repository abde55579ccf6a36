#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The house: no #include over an edge that the table in ARCHITECTURE.md does not allow."""
import os
import re
import sys

ROOT = sys.argv[1]
ROW = re.compile(r"^\|\s*src/(\w+)\s*\|[^|]*\|([^|]*)\|")
INCLUDE = re.compile(r'^\s*#\s*include\s*"([\w/]+)/[\w.]+"')


def table():
    allowed = {}
    with open(os.path.join(ROOT, "ARCHITECTURE.md"), encoding="utf-8") as f:
        for line in f:
            row = ROW.match(line)
            if row:
                cell = row.group(2)
                allowed[row.group(1)] = set(allowed) if "all of the above" in cell else set(re.findall(r"\w+", cell.replace("runut.h", "")))
    return allowed


def main():
    allowed, faults, edges = table(), [], 0
    for folder, _, names in os.walk(os.path.join(ROOT, "src")):
        own = os.path.relpath(folder, os.path.join(ROOT, "src")).split(os.sep)[0]
        if own == ".":
            continue
        if own not in allowed:
            faults.append("src/%s stands in no row of ARCHITECTURE.md" % own)
            continue
        for name in sorted(names):
            if not name.endswith((".c", ".h")):
                continue
            with open(os.path.join(folder, name), encoding="utf-8") as f:
                for number, line in enumerate(f, 1):
                    hit = INCLUDE.match(line)
                    if not hit:
                        continue
                    edges += 1
                    to = hit.group(1).split("/")[0]
                    if to != own and to not in allowed[own]:
                        faults.append("%s/%s:%d: src/%s may not include %s" % (folder, name, number, own, to))
    print("\n".join(faults) or "%d includes, all allowed" % edges)
    return 1 if faults or edges == 0 else 0


sys.exit(main())
