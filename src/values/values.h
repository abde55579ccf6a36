/* SPDX-License-Identifier: Apache-2.0 */
/* Dates, clock times, numbers and units out of words, one stretch at a time, without context: what "Jumat (29/11/2024)
 * pukul 08.00 WIB" can mean, not what it means here. facts/ chooses and anchors. */
#ifndef RU_VALUES_VALUES_H
#define RU_VALUES_VALUES_H

#include "base/calendar.h"
#include "pack/pack.h"

/* ---- times as machines write them (meta, JSON-LD, <time>, JSON records) ---- */

struct ru_stamp {
	int32_t day;
	int16_t minute; /* -1: day only */
	int16_t offset; /* minutes east, INT16_MIN: not stated */
};
/* ISO 8601 and RFC 2822 and RFC 3339, with or without seconds, "2024-11-30 08:12:00", "20241130". False where s is
 * none. */
bool ru_stamp_parse(struct ru_str s, struct ru_stamp *out);
/* "2024-11-30", "2024-11-30T08:12", "...+07:00", "...Z". */
int ru_stamp_print(const struct ru_stamp *stamp, struct ru_arena *arena, struct ru_str *out) RU_MUST_CHECK;

/* A date as people write it, anywhere in a short line ("Sabtu, 30 Nov 2024 08:12 WIB", "Nov. 30, 2024 8:12 a.m.",
 * "30/11/2024"), by all packs given: the first full date (day, month, year). Where day and month can be swapped and a
 * weekday stands there, the weekday decides; else the order of the pack in which the line matched. used is the byte
 * range in line. False where there is none. For bylines; facts/ has its own reader. */
struct ru_line_date {
	struct ru_stamp stamp;
	size_t begin, end;
};
bool ru_line_date_find(const struct ru_packs *packs, struct ru_str line, struct ru_line_date *out);

/* ---- numbers ---- */

struct ru_number {
	struct ru_str value; /* exact decimal in the arena: "10000", "3.5", "-2", "2/3" */
	int64_t milli;       /* value * 1000, saturated */
	size_t used;         /* words of the text */
	bool spelled;        /* written in words */
	bool vague;          /* "puluhan", "hundreds": value is the lower bound */
	bool ordinal;
};
/* The number that starts at word i ("10.000", "3,5 juta", "dua ratus lima puluh", "2/3", "setengah", "64,5 miliar"), by
 * the pack's separators and number words. 0 and used 0 where there is none. */
int ru_number_at(const struct ru_pack *pack, const struct ru_lookup *text, size_t i, struct ru_arena *arena,
                 struct ru_number *out) RU_MUST_CHECK;

#endif
