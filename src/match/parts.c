/* SPDX-License-Identifier: Apache-2.0 */
/* A passage's ends, and the passage as its parts: a new one where a line begins on both pages. */
#include "match/align.h"

enum {
	CHANCE_WORDS = 2, /* words of a neighbouring line that are equal by chance: "The", */
	CHANCE_NAME = 5,  /* and beside a line that is equal: "... said. / The bank of Port Anju" */
	EQUAL_LINE = 12
};

/* A line begins somewhere in words [from, to]. */
static bool line_between(const struct ru_shared_page *page, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i <= to && i < page->count; i++) {
		if (ru_align_breaks(page, i))
			return true;
	}
	return false;
}

/* Whether run and next stand on different lines of either page. */
static bool parted(const struct ru_aligner *aligner, const struct ru_shared_page *b, const struct align_run *run,
                   const struct align_run *next)
{
	return line_between(aligner->a, run->a + run->words, next->a) || line_between(b, run->b + run->words, next->b);
}

/* Few words at an end of a passage that stand on a line of their own there, and are not all of that line: equal by
 * chance ("... the jury said. / The ..." beside "... / The ..."). Beside a line that both pages have as it is they may
 * be some more, such as a name that both next lines tell of. So is a whole line that is as short as a run that says
 * nothing ("Baik."): it may stand between two others, but not at an end. */
static bool is_chance(const struct ru_aligner *aligner, const struct ru_shared_page *b, const struct align_run *from,
                      const struct align_run *to, bool leads)
{
	const struct align_run *beside = leads ? to + 1 : from - 1;
	uint32_t edge = leads ? 0 : beside->words, words = 0;
	bool equal = beside->words >= EQUAL_LINE && ru_align_breaks(aligner->a, beside->a + edge) &&
	             ru_align_breaks(b, beside->b + edge);

	for (const struct align_run *run = from; run <= to; run++)
		words += run->words;
	if (words > (equal ? CHANCE_NAME : CHANCE_WORDS))
		return false;
	bool begins = ru_align_breaks(aligner->a, from->a) && ru_align_breaks(b, from->b);
	bool ends = ru_align_breaks(aligner->a, to->a + to->words) && ru_align_breaks(b, to->b + to->words);
	if (begins && ends && from == to)
		return !ru_align_is_long(aligner->a, b, from);
	if (equal && words <= CHANCE_WORDS)
		return true;
	return leads ? !ends : !begins;
}

void ru_align_trim(struct ru_aligner *aligner, const struct ru_shared_page *b, size_t first)
{
	struct align_run *run = RU_VEC_AT(&aligner->parts, struct align_run, first);
	size_t from = 0, to = aligner->parts.len - first;

	while (to > from + 1) {
		size_t i = to - 1;
		while (i > from && !parted(aligner, b, &run[i - 1], &run[i]))
			i--;
		if (i == from || !is_chance(aligner, b, &run[i], &run[to - 1], false))
			break;
		to = i;
	}
	while (to > from + 1) {
		size_t i = from + 1;
		while (i < to && !parted(aligner, b, &run[i - 1], &run[i]))
			i++;
		if (i == to || !is_chance(aligner, b, &run[from], &run[i - 1], true))
			break;
		from = i;
	}
	if (from > 0)
		memmove(run, run + from, (to - from) * sizeof(*run));
	aligner->parts.len = first + to - from;
}

/* A passage as its parts: a new one where a line begins on both pages. */
int ru_align_put(const struct ru_aligner *aligner, const struct ru_shared_page *b, const struct align_whole *whole,
                 struct ru_vec *out)
{
	size_t count = whole->last - whole->first;
	const struct align_run *run = RU_VEC_AT(&aligner->parts, struct align_run, whole->first);
	struct ru_aligned *part = NULL;
	for (size_t i = 0; i < count; i++, run++) {
		bool joined = i > 0 && run[-1].a + run[-1].words == run->a && run[-1].b + run[-1].words == run->b;
		bool fresh = i == 0 || (line_between(aligner->a, run[-1].a + run[-1].words, run->a) &&
		                        line_between(b, run[-1].b + run[-1].words, run->b));
		if (fresh) {
			part = ru_vec_push(out);
			if (part == NULL)
				return RU_ENOMEM;
			part->a0 = run->a;
			part->b0 = run->b;
			part->head = run->words;
			part->opens = i == 0;
			part->goes_on = joined;
		}
		part->a1 = run->a + run->words;
		part->b1 = run->b + run->words;
		part->words += run->words;
		part->runs += !joined;
		part->tail = run->words;
		if (run->words > part->longest)
			part->longest = run->words;
	}
	return 0;
}
