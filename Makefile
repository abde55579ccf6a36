# SPDX-License-Identifier: Apache-2.0
# For those whose hands type make: everything is in ./dev.
all: build
build run test lint format bench fuzz:
	./dev $@
clean:
	rm -rf build build-test build-tsan build-clang build-bench build-fuzz
.PHONY: all build run test lint format bench fuzz clean
