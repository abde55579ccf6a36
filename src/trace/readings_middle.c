/* SPDX-License-Identifier: Apache-2.0 */
/* Which of three pages stands in the middle; see readings.h. */
#include "trace/readings.h"

enum {
	MIDDLE_MIN = 8, /* runs of words that two of three pages share and the third has not */
	MIDDLE_PLACES = 2
};

/* Whether page p has words that q has too and `without` has not, in several places. A footer is one place, edits are
 * many. */
static bool has_places(struct ru_readings *r, uint32_t p, uint32_t q, uint32_t without)
{
	const struct ru_reading_page *page = &r->pages[p];
	const struct ru_reading_runs *with = ru_reading_grams(r, q), *not_in = ru_reading_grams(r, without);
	uint32_t found = 0;
	bool in = false;

	for (uint32_t i = 0; found < MIDDLE_PLACES && i + RU_READING_GRAM <= page->count; i++) {
		uint32_t gram = ru_reading_hash(page->words + i, RU_READING_GRAM);
		bool was = in;

		in = ru_reading_has(with, gram) && !ru_reading_has(not_in, gram);
		found += in && !was;
	}
	return found == MIDDLE_PLACES;
}

uint32_t ru_reading_middle(struct ru_readings *r, uint32_t x, uint32_t y, uint32_t z)
{
	const uint32_t page[3] = {x, y, z};
	const struct ru_reading_runs *of[3] = {ru_reading_grams(r, x), ru_reading_grams(r, y), ru_reading_grams(r, z)};
	uint32_t at[3] = {0, 0, 0}, without[3] = {0, 0, 0}; /* runs that all have but one */

	for (;;) {
		uint32_t least = UINT32_MAX, in = 0;
		bool left = false;

		for (int i = 0; i < 3; i++) {
			if (at[i] < of[i]->count) {
				left = true;
				least = of[i]->hash[at[i]] < least ? of[i]->hash[at[i]] : least;
			}
		}
		if (!left)
			break;
		for (int i = 0; i < 3; i++) {
			if (at[i] < of[i]->count && of[i]->hash[at[i]] == least) {
				at[i]++;
				in |= 1u << i;
			}
		}
		for (int i = 0; i < 3; i++)
			without[i] += in == (7u ^ 1u << i);
	}
	for (int i = 0; i < 3; i++) {
		uint32_t low =
		    without[(i + 1) % 3] < without[(i + 2) % 3] ? without[(i + 1) % 3] : without[(i + 2) % 3];

		if (low >= MIDDLE_MIN && without[i] * 20 <= low &&
		    has_places(r, page[i], page[(i + 1) % 3], page[(i + 2) % 3]) &&
		    has_places(r, page[i], page[(i + 2) % 3], page[(i + 1) % 3]))
			return page[i];
	}
	return RU_NONE;
}
