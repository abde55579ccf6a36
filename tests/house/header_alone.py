#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""runut.h compiles alone, as C11 and as C++17, without a warning. usage: header_alone.py ROOT CC"""
import subprocess
import sys


def main():
    root, cc = sys.argv[1:3]
    cxx = {"cc": "c++", "gcc": "g++", "clang": "clang++"}.get(cc, "c++")
    failed = 0
    for command, language in (([cc, "-std=c11"], "c"), ([cxx, "-std=c++17"], "c++")):
        p = subprocess.run(command + ["-x", language, "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only", "-I", root + "/include", "-"],
                           input="#include <runut.h>\nint main(void) { return runut_version() == 0; }\n", text=True, capture_output=True)
        print(language, "good" if p.returncode == 0 else p.stderr)
        failed |= p.returncode
    return 1 if failed else 0


sys.exit(main())
