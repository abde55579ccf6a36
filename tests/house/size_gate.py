#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A function fits a screen and a file a sitting. gen/ is exempt, and one table-driven state function a tokenizer."""
import os
import sys

import source

FUNCTION_MOST, FILE_MOST = 60, 800
STATE_FUNCTIONS = {("src/html/tokenizer.c", "next_token")}


def main():
    root, faults, count = sys.argv[1], [], 0
    for path in source.c_files(root, ("src", "include", "tests", "fuzz", "bench")):
        text, short = source.read(path), os.path.relpath(path, root)
        lines = text.count("\n")
        if lines > FILE_MOST:
            faults.append("%s: %d lines, %d at most" % (short, lines, FILE_MOST))
        for name, first, last in source.functions(text):
            count += 1
            if last - first + 1 > FUNCTION_MOST and (short, name) not in STATE_FUNCTIONS:
                faults.append("%s:%d: %s() has %d lines, %d at most" % (short, first, name, last - first + 1, FUNCTION_MOST))
    print("\n".join(faults) or "%d functions, all within bounds" % count)
    return 1 if faults or count == 0 else 0


sys.exit(main())
