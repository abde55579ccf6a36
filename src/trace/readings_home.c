/* SPDX-License-Identifier: Apache-2.0 */
/* Where the rare words of a shared passage are at home, and which page is a part of the other; see readings.h. */
#include "trace/readings.h"

enum {
	WORD_MIN = 4, /* bytes: shorter words are at home everywhere */
	RARE_MIN = 8, /* a word on no more pages than this, or than one in RARE_SHARE, is rare */
	RARE_SHARE = 50,
	REST_MIN = 20, /* words beside the passages below which a page is no home */
	HOME_WORD = 120,
	HOME_MIN = 40,
	HOME_CLEAR = 2,
	LINE_LONG = 12,  /* words of a line that is running text: a headline, a link or a caption has fewer, */
	LINE_SUMS = 40,  /* and sums up a passage where so many percent of them stand in it */
	TOPIC_WORD = 40, /* least that a word weighs for the topic, which is on one page in so many at most: */
	TOPIC_SHARE = 8,
	KIN = 8,
	PART_WHOLE = 92, /* percent of a page's words that make it a part of the other */
	PART_LESS = 75,
	PART_ODDS = 60
};

static uint32_t log2_tenths(uint64_t value)
{
	uint32_t tenths = 0;

	if (value < 1)
		return 0;
	for (; value >= 1024; value /= 2)
		tenths += 10;
	for (uint64_t power = 1; power * 2 <= value; power *= 2)
		tenths += 10;
	return tenths;
}

static uint32_t pile_pages(const struct ru_readings *r)
{
	const struct ru_world *world = r->t->options->world;

	return world != NULL ? world->pages : r->t->count;
}

/* Pages of the pile with the word; 0 where that is not known. */
static uint32_t pages_with(const struct ru_readings *r, uint32_t word)
{
	const struct ru_world *world = r->t->options->world;
	uint32_t pages = 0;

	if (world != NULL)
		return world->pages_with(world->ctx, ru_reading_word_key(word));
	return ru_index_get(&r->word_pages, word, &pages) ? pages : 0;
}

uint32_t ru_reading_word_enough(uint32_t pages)
{
	uint32_t topic = pages / TOPIC_SHARE, rare = pages / RARE_SHARE > RARE_MIN ? pages / RARE_SHARE : RARE_MIN;

	return (topic > rare ? topic : rare) + 1;
}

/* What it weighs that both pages have a word of the passages again: then both may be about the same. */
static int32_t topicality(const struct ru_readings *r, uint32_t word, int32_t rarity)
{
	if (rarity >= TOPIC_WORD)
		return rarity;
	return (uint64_t)pages_with(r, word) * TOPIC_SHARE <= pile_pages(r) ? TOPIC_WORD : 0;
}

/* What it weighs that a word of the passages comes again beside them on one page and not on the other: much where few
 * other pages have the word (the odds of its coming again at home, one in seven or so, against its share of the pile).
 * Nothing in a small pile, where no word is known to be rare. */
static int32_t rarity(struct ru_readings *r, const struct ru_copy *copy, const struct ru_reading_word *word)
{
	uint32_t tenths, pages = word->end - word->begin < WORD_MIN ? 0 : pages_with(r, word->hash);

	if (pages == 0 || (pages > RARE_MIN && pages > pile_pages(r) / RARE_SHARE))
		return 0;
	for (int turn = 0; turn < 2; turn++) {
		uint32_t of = turn == 0 ? copy->a : copy->b;

		for (uint32_t i = 0; i < r->t->near_count[of] && i < KIN && pages > 0; i++) {
			uint32_t kin = r->t->near[of][i].page;

			/* kin of both counts twice: that errs towards rare by little */
			pages -= ru_reading_has(ru_reading_lexicon(r, kin), word->hash);
		}
	}
	tenths = log2_tenths((uint64_t)pile_pages(r) / 7 / (pages + 1));
	return tenths * 2 > HOME_WORD ? HOME_WORD : (int32_t)tenths * 2;
}

/* The words in the passages, as keys: of value 0, or 1 once they were found beside them on side a, 2 on side b, 3
 * on both. */
static int gather_words(struct ru_readings *r, const struct ru_copy *copy, struct ru_index *out)
{
	const struct ru_reading_page *page = &r->pages[copy->a];

	(void)ru_reading_mark(r, copy, true);
	for (uint32_t i = 0; i < page->count; i++) {
		if (r->inside[i] && page->words[i].end - page->words[i].begin >= WORD_MIN &&
		    ru_index_put(out, page->words[i].hash, 0) != RU_OK)
			return RU_ENOMEM;
	}
	return RU_OK;
}

/* Where the line ends that begins with word i. */
static uint32_t line_end(const struct ru_readings *r, uint32_t p, uint32_t i)
{
	const struct ru_reading_page *page = &r->pages[p];
	const char *text = r->t->docs[p].article->text.ptr;

	for (i++; i < page->count; i++) {
		uint32_t from = page->words[i - 1].end;

		if (page->words[i].begin < from || memchr(text + from, '\n', page->words[i].begin - from) != NULL)
			break;
	}
	return i;
}

/* Whether the words [i, end) are a short line made of words that stand in the passages. */
static bool sums_up(const struct ru_reading_page *page, uint32_t i, uint32_t end, const struct ru_index *words)
{
	uint32_t count = 0, known = 0, found;

	for (uint32_t k = i; k < end; k++)
		count += page->words[k].end - page->words[k].begin >= WORD_MIN;
	if (count >= LINE_LONG)
		return false;
	for (uint32_t k = i; k < end; k++) {
		known += page->words[k].end - page->words[k].begin >= WORD_MIN &&
		         ru_index_get(words, page->words[k].hash, &found);
	}
	return known * 100 >= count * LINE_SUMS;
}

/* Mark in r->inside the words of one side that do not tell where the words of the passages are at home: those in the
 * passages, and those of headlines and links that were made from them. Gives how many are left. */
static uint32_t mark_strange(struct ru_readings *r, const struct ru_copy *copy, bool of_a, const struct ru_index *words)
{
	uint32_t p = of_a ? copy->a : copy->b, end, left = 0;
	const struct ru_reading_page *page = &r->pages[p];

	(void)ru_reading_mark(r, copy, of_a);
	for (uint32_t i = 0; i < page->count; i = end) {
		end = line_end(r, p, i);
		if (sums_up(page, i, end, words))
			memset(r->inside + i, 1, end - i);
		for (uint32_t k = i; k < end; k++)
			left += !r->inside[k];
	}
	return left;
}

/* *rest: words beside the passages. */
static int find_again(struct ru_readings *r, const struct ru_copy *copy, bool of_a, struct ru_index *words,
                      uint32_t *rest)
{
	const struct ru_reading_page *page = &r->pages[of_a ? copy->a : copy->b];

	*rest = mark_strange(r, copy, of_a, words);
	for (uint32_t i = 0; i < page->count; i++) {
		uint32_t found;

		if (!r->inside[i] && ru_index_get(words, page->words[i].hash, &found) &&
		    ru_index_put(words, page->words[i].hash, found | (of_a ? 1 : 2)) != RU_OK)
			return RU_ENOMEM;
	}
	return RU_OK;
}

/* Add up the words that one side alone has again, and into *both those that both have; *shown is the weightiest of the
 * side's words. */
static int32_t add_up(struct ru_readings *r, const struct ru_copy *copy, bool of_a, struct ru_index *words,
                      uint32_t *shown, int32_t *both)
{
	const struct ru_reading_page *page = &r->pages[of_a ? copy->a : copy->b];
	int32_t sum = 0, most = 0;

	(void)mark_strange(r, copy, of_a, words);
	*shown = RU_NONE;
	for (uint32_t i = 0; i < page->count; i++) {
		uint32_t found;
		int32_t weight;

		if (r->inside[i] || !ru_index_get(words, page->words[i].hash, &found) ||
		    (found != 3 && found != (of_a ? 1u : 2u)))
			continue;
		weight = rarity(r, copy, &page->words[i]);
		if (found == 3)
			*both += topicality(r, page->words[i].hash, weight);
		else
			sum += weight;
		if (found != 3 && weight > most) {
			most = weight;
			*shown = i;
		}
		/* a word counts once; its key stands already, so that this takes no memory */
		if (ru_index_put(words, page->words[i].hash, 0) != RU_OK)
			return 0;
	}
	return sum;
}

static struct ru_reading weigh_home(struct ru_readings *r, const struct ru_copy *copy, struct ru_index *words)
{
	struct ru_reading found = {0, trace_span(RU_NONE, TRACE_NO_SPAN), trace_span(RU_NONE, TRACE_NO_SPAN)};
	uint32_t shown_a, shown_b, rest_a, rest_b;
	int32_t on_a, on_b, both = 0;

	if (gather_words(r, copy, words) != RU_OK || find_again(r, copy, true, words, &rest_a) != RU_OK ||
	    find_again(r, copy, false, words, &rest_b) != RU_OK) {
		r->status = RU_ENOMEM;
		return found;
	}
	if (rest_a < REST_MIN || rest_b < REST_MIN)
		return found;
	on_a = add_up(r, copy, true, words, &shown_a, &both);
	on_b = add_up(r, copy, false, words, &shown_b, &both);
	found.odds = on_a - on_b;
	if ((found.odds > -HOME_MIN && found.odds < HOME_MIN) ||
	    ((on_a < on_b ? on_a : on_b) + both) * HOME_CLEAR > (on_a < on_b ? on_b : on_a) + both)
		found.odds = 0;
	found.odds = found.odds > RU_READING_ODDS    ? RU_READING_ODDS
	             : found.odds < -RU_READING_ODDS ? -RU_READING_ODDS
	                                             : found.odds;
	if (found.odds > 0)
		found.a =
		    ru_reading_span(r, copy->a, &r->pages[copy->a].words[shown_a], &r->pages[copy->a].words[shown_a]);
	if (found.odds < 0)
		found.b =
		    ru_reading_span(r, copy->b, &r->pages[copy->b].words[shown_b], &r->pages[copy->b].words[shown_b]);
	return found;
}

struct ru_reading ru_reading_home(struct ru_readings *r, const struct ru_copy *copy)
{
	struct ru_reading found = {0, trace_span(RU_NONE, TRACE_NO_SPAN), trace_span(RU_NONE, TRACE_NO_SPAN)};
	uint32_t rest_a = r->pages[copy->a].count - ru_reading_mark(r, copy, true);
	uint32_t rest_b = r->pages[copy->b].count - ru_reading_mark(r, copy, false);
	struct ru_index words;

	if (rest_a < REST_MIN || rest_b < REST_MIN)
		return found;
	ru_index_init(&words, r->t->al);
	found = weigh_home(r, copy, &words);
	ru_index_release(&words);
	return found;
}

/* ---- part and whole ---- */

struct ru_reading ru_reading_part(struct ru_readings *r, const struct ru_copy *copy)
{
	struct ru_reading found = {0, trace_span(RU_NONE, TRACE_NO_SPAN), trace_span(RU_NONE, TRACE_NO_SPAN)};
	uint64_t in_a = (uint64_t)ru_reading_mark(r, copy, true) * 100,
	         in_b = (uint64_t)ru_reading_mark(r, copy, false) * 100;
	uint64_t of_a = r->pages[copy->a].count, of_b = r->pages[copy->b].count;

	if (in_b >= of_b * PART_WHOLE && in_a <= of_a * PART_LESS && of_b > 0)
		found.odds = PART_ODDS;
	else if (in_a >= of_a * PART_WHOLE && in_b <= of_b * PART_LESS && of_a > 0)
		found.odds = -PART_ODDS;
	if (found.odds != 0 && copy->passage_count > 0) {
		found.a = trace_span(copy->a, copy->passages[0].raw_a);
		found.b = trace_span(copy->b, copy->passages[0].raw_b);
	}
	return found;
}
