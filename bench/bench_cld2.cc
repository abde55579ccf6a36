// SPDX-License-Identifier: Apache-2.0
// CLD2 behind a C function, for bench_language.c.
#include <cstdio>

#include <cld2/public/compact_lang_det.h>

extern "C" int bench_cld2(const char *text, int length);

int bench_cld2(const char *text, int length)
{
	bool reliable;
	return static_cast<int>(CLD2::DetectLanguage(text, length, true, &reliable));
}
