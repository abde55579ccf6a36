#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Add up Meson's test logs: names what was skipped and why, then one line 'N passed, N failed, N skipped'.

usage: test_summary.py testlog.json...
"""
import json
import sys


def main():
    passed = failed = 0
    skipped = []
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as log:
            for line in log:
                test = json.loads(line)
                if test["result"] in ("OK", "EXPECTEDFAIL"):
                    passed += 1
                elif test["result"] == "SKIP":
                    said = (test.get("stdout", "") + "\n" + test.get("stderr", "")).strip().splitlines()
                    why = [s for s in said if s.startswith("skip:")]
                    skipped.append("%s: %s" % (test["name"], why[-1][5:].strip() if why else "no reason given"))
                else:
                    failed += 1
    for line in skipped:
        print("skipped " + line)
    print("%d passed, %d failed, %d skipped" % (passed, failed, len(skipped)))
    return 1 if failed or passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
