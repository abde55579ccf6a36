/* SPDX-License-Identifier: Apache-2.0 */
/* The first full date in a short line, by any of the packs: "Sabtu, 30 Nov 2024 08:12 WIB", "Nov. 30, 2024 8:12 a.m.",
 * "14/01/2025 | 21:15".
 *
 * For bylines, where the language is not known yet. Fed one line, gives a stamp and its byte range. A weekday decides
 * the order of day and month; else the pack's order does, day first where packs disagree. Reads the first 96 atoms;
 * never allocates. */
#include "values/values.h"
#include "values/when.h"

enum { MAX_ATOMS = 96, MAX_BYTES = 2000 };

static bool has_digit(struct ru_str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (ru_is_digit((unsigned char)s.ptr[i]))
			return true;
	}
	return false;
}

/* Day number of the date as read, or with day and month swapped where only that falls on the weekday given. */
static int32_t decide(const struct ru_when *w)
{
	int32_t day = ru_day_from(w->at.year, w->at.month, w->at.day);

	if (w->weekday == 0 || !w->swappable || ru_day_weekday(day) == w->weekday)
		return day;
	int32_t swapped = ru_day_from(w->at.year, w->at.day, w->at.month);

	return ru_day_weekday(swapped) == w->weekday ? swapped : day;
}

/* A clock time behind the date with a bar, a dash or a bullet between: "14/01/2025 | 21:15 WIB". */
static size_t clock_behind(const struct ru_value_text *t, size_t i, struct ru_when *w)
{
	size_t at = i;

	while (at < t->atoms.count && at < i + 3 && t->atoms.words[at].kind != RU_WORD_LETTERS &&
	       t->atoms.words[at].kind != RU_WORD_NUMBER && ru_value_char_at(t, at) != '.')
		at++;
	size_t used = ru_when_clock(t, at, w);

	return used > 0 ? at + used - i : 0;
}

static bool find_in_pack(const struct ru_value_text *t, struct ru_line_date *out)
{
	for (size_t i = 0; i < t->atoms.count; i++) {
		struct ru_when w;

		if (!ru_when_at(t, i, &w))
			continue;
		if (w.shape != RU_WHEN_DAY || w.at.day == 0 || w.at.year == 0 || w.range ||
		    !ru_day_valid(w.at.year, w.at.month, w.at.day)) {
			/* the date may begin inside: "2 menit lalu 30/11/2024" */
			continue;
		}
		size_t end = i + w.used;

		if (w.minute < 0)
			end += clock_behind(t, end, &w);
		out->stamp = (struct ru_stamp){decide(&w), w.minute, w.minute >= 0 ? w.zone : INT16_MIN};
		out->begin = t->atoms.words[i].begin;
		out->end = t->atoms.words[end - 1].end;
		out->zone_from_pack = out->stamp.offset != INT16_MIN;
		return true;
	}
	return false;
}

/* The packs that have a word of the line in one of their date tables, one bit each as ru_packs_beginning tells them. */
static uint64_t packs_of(const struct ru_packs *packs, const uint64_t *hash, size_t count)
{
	static const char *const names[] = {"months",     "weekdays",   "dayparts", "relative",
	                                    "date_words", "time_units", "zones"};
	uint64_t found = 0;

	for (size_t t = 0; t < sizeof(names) / sizeof(names[0]); t++) {
		uint32_t table = ru_table_find(ru_str_from(names[t]));

		for (size_t i = 0; i < count; i++)
			found |= ru_packs_beginning(packs, table, hash[i]);
	}
	return found;
}

bool ru_line_date_find(const struct ru_packs *packs, struct ru_str line, struct ru_line_date *out)
{
	struct ru_word atoms[MAX_ATOMS];
	uint64_t hash[MAX_ATOMS];
	struct ru_value_hit hits[MAX_ATOMS * RU_VALUE_TABLES];
	bool found = false, found_month_first = false, tried[2] = {false, false};

	line = ru_str_cut(line, 0, MAX_BYTES);
	if (!has_digit(line))
		return false;
	size_t count = ru_atoms_cut(line, 0, line.len, atoms, hash, MAX_ATOMS);

	uint64_t with_words = packs_of(packs, hash, count);

	for (size_t p = 0; p < ru_packs_count(packs); p++) {
		struct ru_value_text t;
		struct ru_line_date candidate;
		bool month_first = ru_value_month_first(ru_packs_at(packs, p));

		/* figures alone read alike in all packs of one order */
		if ((with_words >> (p < 63 ? p : 63) & 1) == 0 && tried[month_first])
			continue;
		tried[month_first] = true;
		ru_value_text_fill(&t, ru_packs_at(packs, p), line, atoms, hash, count, hits, RU_VALUE_DATE_TABLES);
		if (!find_in_pack(&t, &candidate))
			continue;
		bool longer = found && candidate.end - candidate.begin > out->end - out->begin;
		bool same = found && candidate.end - candidate.begin == out->end - out->begin;

		/* the weekday's name, the zone and the month are what makes a reading long */
		if (!found || longer || (same && found_month_first && !t.month_first)) {
			*out = candidate;
			found = true;
			found_month_first = t.month_first;
		}
	}
	return found;
}
