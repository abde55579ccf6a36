/* SPDX-License-Identifier: Apache-2.0 */
/* The wording of pages as evidence; see readings.h. */
#include "trace/readings.h"

#include "text/words.h"

enum {
	WORD_MIN = 4, /* bytes: shorter words are at home everywhere */
	RARE_MIN = 8, /* a word on no more pages than this, or than one in RARE_SHARE, is rare */
	RARE_SHARE = 50,
	REST_MIN = 40, /* words beside the passages below which a page is no home */
	HOME_WORD = 120,
	HOME_MIN = 40,
	HOME_CLEAR = 2,
	KIN = 8,
	CHANGED_MAX = 256, /* changed word pairs looked at on each side of a copy */
	CHANGED_MIN = 6,
	HOLDERS = 8,
	ODDS_MAX = 300,
	PART_WHOLE = 92, /* percent of a page's words that make it a part of the other */
	PART_LESS = 75,
	PART_ODDS = 60,
	GRAM = 4,
	MIDDLE_MIN = 8, /* runs of GRAM words that two of three pages share and the third has not */
	MIDDLE_PLACES = 2
};

/* The pages that have a word pair, as far as they are needed. */
struct holders {
	uint32_t page[HOLDERS];
	uint32_t count; /* HOLDERS + 1: more */
};

static bool is_text(enum ru_block_kind kind)
{
	return kind == RU_BLOCK_STANDFIRST || kind == RU_BLOCK_BODY || kind == RU_BLOCK_SUBHEAD ||
	       kind == RU_BLOCK_LIST || kind == RU_BLOCK_QUOTE || kind == RU_BLOCK_TABLE;
}

/* ---- the words of a page ---- */

static int read_words(struct ru_vec *words, const struct ru_article *article)
{
	for (uint32_t i = 0; i < article->block_count; i++) {
		struct ru_range at = article->blocks[i].at;
		struct ru_word_cursor cursor;
		struct ru_word word;

		if (!is_text(article->blocks[i].kind) || article->blocks[i].parent != RU_NONE)
			continue;
		ru_word_cursor_init(&cursor, ru_str_cut(article->text, at.begin, at.end));
		while (ru_word_cursor_next(&cursor, &word)) {
			struct ru_reading_word *place;
			uint64_t hash;

			if (word.kind != RU_WORD_LETTERS && word.kind != RU_WORD_NUMBER)
				continue;
			place = ru_vec_push(words);
			if (place == NULL)
				return ru_vec_full(words) ? RU_ELIMIT : RU_ENOMEM;
			hash = ru_fold_hash(ru_str_cut(article->text, at.begin + word.begin, at.begin + word.end));
			*place = (struct ru_reading_word){(uint32_t)(hash ^ hash >> 32), at.begin + word.begin,
			                                  at.begin + word.end};
		}
	}
	return RU_OK;
}

/* Hash of len words in a row. */
static uint32_t run_hash(const struct ru_reading_word *words, uint32_t len)
{
	uint64_t hash = len;

	if (len == 1)
		return words[0].hash;
	for (uint32_t i = 0; i < len; i++)
		hash = ru_hash_mix(hash, words[i].hash);
	return (uint32_t)hash;
}

/* The keys of a word and of a pair of words in the world. */
static uint64_t word_key(uint32_t hash) { return hash; }
static uint64_t pair_key(uint32_t hash) { return hash | UINT64_C(1) << 32; }

int ru_trace_keys(const struct ru_article *article, struct ru_vec *out)
{
	struct ru_vec words;
	int status;

	ru_vec_init(&words, out->al, sizeof(struct ru_reading_word), UINT32_MAX / 2);
	status = read_words(&words, article);
	for (size_t i = 0; i < 2 * words.len && status == RU_OK; i++) {
		const struct ru_reading_word *word = RU_VEC_AT(&words, struct ru_reading_word, i / 2);
		uint64_t *key;

		if (i % 2 == 1 && i / 2 + 1 == words.len)
			break;
		key = ru_vec_push(out);
		if (key == NULL)
			status = ru_vec_full(out) ? RU_ELIMIT : RU_ENOMEM;
		else
			*key = i % 2 == 0 ? word_key(word->hash) : pair_key(run_hash(word, 2));
	}
	ru_vec_release(&words);
	return status;
}

/* The hashes of all runs of len words, upwards, without repeats. */
static int runs_of(const struct ru_readings *r, const struct ru_reading_page *page, uint32_t len, uint64_t *scratch,
                   uint32_t **out, uint32_t *count)
{
	uint32_t n = page->count >= len ? page->count - len + 1 : 0, kept = 0;
	int status;

	for (uint32_t i = 0; i < n; i++)
		scratch[i] = run_hash(page->words + i, len);
	status = ru_sort_u64(scratch, n, r->t->al);
	*out = ru_arena_get(r->t->scratch, n, sizeof(**out));
	if (status != RU_OK || *out == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < n; i++) {
		if (kept == 0 || (*out)[kept - 1] != (uint32_t)scratch[i])
			(*out)[kept++] = (uint32_t)scratch[i];
	}
	*count = kept;
	return RU_OK;
}

static int read_page(struct ru_readings *r, uint32_t p, struct ru_vec *words)
{
	struct ru_reading_page *page = &r->pages[p];
	uint64_t *scratch;
	void *copy;
	int status;

	words->len = 0;
	status = read_words(words, r->t->docs[p].article);
	if (status == RU_OK)
		status = ru_vec_copy(words, r->t->scratch, &copy);
	if (status != RU_OK)
		return status;
	page->words = copy;
	page->count = (uint32_t)words->len;
	if (r->t->near_count[p] == 0)
		return RU_OK;
	scratch = ru_alloc_get(r->t->al, (size_t)page->count + 1, sizeof(*scratch));
	if (scratch == NULL)
		return RU_ENOMEM;
	status = runs_of(r, page, 1, scratch, &page->lexicon, &page->lexicon_count);
	if (status == RU_OK)
		status = runs_of(r, page, 2, scratch, &page->pairs, &page->pair_count);
	if (status == RU_OK)
		status = runs_of(r, page, GRAM, scratch, &page->grams, &page->gram_count);
	ru_alloc_free(r->t->al, scratch);
	return status;
}

/* Count the page once for each of its words. */
static int count_words(struct ru_readings *r, uint32_t p, struct ru_index *seen)
{
	const struct ru_reading_page *page = &r->pages[p];

	for (uint32_t i = 0; i < page->count; i++) {
		uint32_t last, pages = 0;
		int status = ru_index_add(seen, page->words[i].hash, p, &last);

		if (status == 1 && last == p)
			continue;
		if (status == 1)
			status = ru_index_put(seen, page->words[i].hash, p);
		if (status == RU_OK && ru_index_get(&r->word_pages, page->words[i].hash, &pages))
			status = ru_index_put(&r->word_pages, page->words[i].hash, pages + 1);
		else if (status == RU_OK)
			status = ru_index_put(&r->word_pages, page->words[i].hash, 1);
		if (status < 0)
			return status;
	}
	return RU_OK;
}

static int read_pages(struct ru_readings *r)
{
	struct ru_index seen;
	struct ru_vec words;
	int status = RU_OK;
	uint32_t most = 0;

	ru_index_init(&seen, r->t->al);
	ru_vec_init(&words, r->t->al, sizeof(struct ru_reading_word), UINT32_MAX / 2);
	for (uint32_t p = 0; status == RU_OK && p < r->t->count; p++) {
		status = trace_cancelled(r->t->options) ? RU_ECANCEL : read_page(r, p, &words);
		if (status == RU_OK && r->t->options->world == NULL)
			status = count_words(r, p, &seen);
		most = r->pages[p].count > most ? r->pages[p].count : most;
	}
	ru_vec_release(&words);
	ru_index_release(&seen);
	if (status != RU_OK)
		return status;
	r->inside = ru_arena_get(r->t->scratch, most, 1);
	r->changed = ru_arena_get(r->t->scratch, CHANGED_MAX, sizeof(*r->changed));
	return r->inside != NULL && r->changed != NULL ? RU_OK : RU_ENOMEM;
}

/* ---- words inside and outside of passages ---- */

static struct ru_range side(const struct ru_passage *passage, bool of_a) { return of_a ? passage->a : passage->b; }

/* Mark the words of one side that stand in a passage; gives how many do. Passages are in the order of a, and on the
 * side of b in any order. */
static uint32_t mark_inside(struct ru_readings *r, const struct ru_copy *copy, bool of_a)
{
	const struct ru_reading_page *page = &r->pages[of_a ? copy->a : copy->b];
	uint32_t marked = 0;

	if (page->count > 0)
		memset(r->inside, 0, page->count);
	for (uint32_t i = 0; i < copy->passage_count; i++) {
		struct ru_range at = side(&copy->passages[i], of_a);
		uint32_t low = 0, high = page->count;

		while (low < high) {
			uint32_t middle = low + (high - low) / 2;

			if (page->words[middle].begin < at.begin)
				low = middle + 1;
			else
				high = middle;
		}
		for (; low < page->count && page->words[low].end <= at.end; low++) {
			marked += !r->inside[low];
			r->inside[low] = 1;
		}
	}
	return marked;
}

static struct ru_page_span word_span(const struct ru_readings *r, uint32_t p, const struct ru_reading_word *first,
                                     const struct ru_reading_word *last)
{
	struct ru_range at = {first->begin, last->end};
	struct ru_span span;

	if (!ru_article_span(r->t->docs[p].article, at, &span))
		return trace_span(RU_NONE, TRACE_NO_SPAN);
	return trace_span(p, span);
}

static int32_t odds_of(uint64_t hundredths) { return hundredths > ODDS_MAX ? ODDS_MAX : (int32_t)hundredths; }

static bool has(const uint32_t *sorted, uint32_t count, uint32_t value)
{
	uint32_t low = 0, high = count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (sorted[middle] < value)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && sorted[low] == value;
}

/* ---- home ---- */

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
		return world->pages_with(world->ctx, word_key(word));
	return ru_index_get(&r->word_pages, word, &pages) ? pages : 0;
}

/* What it weighs that a word of the passages comes again beside them on one page and not on the other: much where few
 * other pages have the word (the odds of its coming again at home, one in seven or so, against its share of the pile).
 * Nothing in a small pile, where no word is known to be rare. */
static int32_t rarity(const struct ru_readings *r, const struct ru_copy *copy, const struct ru_reading_word *word)
{
	uint32_t tenths, pages = word->end - word->begin < WORD_MIN ? 0 : pages_with(r, word->hash);

	if (pages == 0 || (pages > RARE_MIN && pages > pile_pages(r) / RARE_SHARE))
		return 0;
	for (int turn = 0; turn < 2; turn++) {
		uint32_t of = turn == 0 ? copy->a : copy->b;

		for (uint32_t i = 0; i < r->t->near_count[of] && i < KIN && pages > 0; i++) {
			const struct ru_reading_page *kin = &r->pages[r->t->near[of][i].page];

			/* kin of both counts twice: that errs towards rare by little */
			pages -= has(kin->lexicon, kin->lexicon_count, word->hash);
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

	(void)mark_inside(r, copy, true);
	for (uint32_t i = 0; i < page->count; i++) {
		if (r->inside[i] && page->words[i].end - page->words[i].begin >= WORD_MIN &&
		    ru_index_put(out, page->words[i].hash, 0) != RU_OK)
			return RU_ENOMEM;
	}
	return RU_OK;
}

static int find_again(struct ru_readings *r, const struct ru_copy *copy, bool of_a, struct ru_index *words)
{
	const struct ru_reading_page *page = &r->pages[of_a ? copy->a : copy->b];

	(void)mark_inside(r, copy, of_a);
	for (uint32_t i = 0; i < page->count; i++) {
		uint32_t found;

		if (!r->inside[i] && ru_index_get(words, page->words[i].hash, &found) &&
		    ru_index_put(words, page->words[i].hash, found | (of_a ? 1 : 2)) != RU_OK)
			return RU_ENOMEM;
	}
	return RU_OK;
}

/* Add up the words that one side alone has again; *shown is the weightiest of the side's words. */
static int32_t add_up(struct ru_readings *r, const struct ru_copy *copy, bool of_a, struct ru_index *words,
                      uint32_t *shown)
{
	const struct ru_reading_page *page = &r->pages[of_a ? copy->a : copy->b];
	int32_t sum = 0, most = 0;

	(void)mark_inside(r, copy, of_a);
	*shown = RU_NONE;
	for (uint32_t i = 0; i < page->count; i++) {
		uint32_t found;
		int32_t weight;

		if (r->inside[i] || !ru_index_get(words, page->words[i].hash, &found) || found != (of_a ? 1u : 2u))
			continue;
		weight = rarity(r, copy, &page->words[i]);
		sum += weight;
		if (weight > most) {
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
	uint32_t shown_a, shown_b;
	int32_t on_a, on_b;

	if (gather_words(r, copy, words) != RU_OK || find_again(r, copy, true, words) != RU_OK ||
	    find_again(r, copy, false, words) != RU_OK) {
		r->status = RU_ENOMEM;
		return found;
	}
	on_a = add_up(r, copy, true, words, &shown_a);
	on_b = add_up(r, copy, false, words, &shown_b);
	found.odds = on_a - on_b;
	if ((found.odds > -HOME_MIN && found.odds < HOME_MIN) ||
	    (on_a < on_b ? on_a : on_b) * HOME_CLEAR > (on_a < on_b ? on_b : on_a))
		found.odds = 0;
	found.odds = found.odds > ODDS_MAX ? ODDS_MAX : found.odds < -ODDS_MAX ? -ODDS_MAX : found.odds;
	if (found.odds > 0)
		found.a = word_span(r, copy->a, &r->pages[copy->a].words[shown_a], &r->pages[copy->a].words[shown_a]);
	if (found.odds < 0)
		found.b = word_span(r, copy->b, &r->pages[copy->b].words[shown_b], &r->pages[copy->b].words[shown_b]);
	return found;
}

struct ru_reading ru_reading_home(struct ru_readings *r, const struct ru_copy *copy)
{
	struct ru_reading found = {0, trace_span(RU_NONE, TRACE_NO_SPAN), trace_span(RU_NONE, TRACE_NO_SPAN)};
	uint32_t rest_a = r->pages[copy->a].count - mark_inside(r, copy, true);
	uint32_t rest_b = r->pages[copy->b].count - mark_inside(r, copy, false);
	struct ru_index words;

	if (rest_a < REST_MIN || rest_b < REST_MIN)
		return found;
	ru_index_init(&words, r->t->al);
	found = weigh_home(r, copy, &words);
	ru_index_release(&words);
	return found;
}

/* ---- wording ---- */

/* Word pairs inside the passages of one side that the other page has nowhere, into r->changed; *first: the word where
 * the first begins. */
static uint32_t changed_pairs(struct ru_readings *r, const struct ru_copy *copy, bool of_a, uint32_t *first)
{
	const struct ru_reading_page *page = &r->pages[of_a ? copy->a : copy->b];
	const struct ru_reading_page *other = &r->pages[of_a ? copy->b : copy->a];
	uint32_t count = 0;

	*first = RU_NONE;
	(void)mark_inside(r, copy, of_a);
	for (uint32_t i = 0; i + 1 < page->count && count < CHANGED_MAX; i++) {
		uint32_t pair = run_hash(page->words + i, 2);

		if (!r->inside[i] || !r->inside[i + 1] || has(other->pairs, other->pair_count, pair))
			continue;
		*first = *first == RU_NONE ? i : *first;
		r->changed[count++] = pair;
	}
	return count;
}

static int ask(struct ru_readings *r)
{
	for (uint32_t i = 0; i < r->t->copies->count; i++) {
		const struct ru_copy *copy = &r->t->copies->items[i];

		for (int turn = 0; turn < 2 && copy->kind != RU_COPY_FURNITURE; turn++) {
			uint32_t first, count = changed_pairs(r, copy, turn == 0, &first);

			for (uint32_t k = 0; k < count; k++) {
				uint32_t slot;
				int status = ru_index_add(&r->asked, r->changed[k], r->held.len, &slot);

				if (status == 0 &&
				    ru_trace_push(r->t->scratch, &r->held, sizeof(struct holders)) == NULL)
					status = RU_ENOMEM;
				if (status < 0)
					return status;
			}
		}
	}
	return RU_OK;
}

static void answer(struct ru_readings *r)
{
	for (uint32_t p = 0; p < r->t->count; p++) {
		const struct ru_reading_page *page = &r->pages[p];

		for (uint32_t i = 0; i + 1 < page->count; i++) {
			struct holders *held;
			uint32_t slot;

			if (!ru_index_get(&r->asked, run_hash(page->words + i, 2), &slot))
				continue;
			held = TRACE_AT(&r->held, struct holders, slot);
			if (held->count > HOLDERS || (held->count > 0 && held->page[held->count - 1] == p))
				continue;
			if (held->count < HOLDERS)
				held->page[held->count] = p;
			held->count++;
		}
	}
}

static bool is_kin(const struct ru_tracing *t, uint32_t p, uint32_t of)
{
	for (uint32_t i = 0; i < t->near_count[of] && i < TRACE_NEIGHBOURS; i++) {
		if (t->near[of][i].page == p)
			return true;
	}
	return p == of;
}

/* How many of r->changed stand on a page that is no kin of the two. */
static uint32_t supported(const struct ru_readings *r, const struct ru_copy *copy, uint32_t count)
{
	const struct ru_world *world = r->t->options->world;
	uint32_t found = 0;

	for (uint32_t i = 0; i < count; i++) {
		const struct holders *held;
		bool other;
		uint32_t slot;

		if (!ru_index_get(&r->asked, r->changed[i], &slot))
			continue;
		held = TRACE_AT(&r->held, const struct holders, slot);
		other = held->count > HOLDERS;
		for (uint32_t k = 0; !other && k < held->count; k++)
			other = !is_kin(r->t, held->page[k], copy->a) && !is_kin(r->t, held->page[k], copy->b);
		/* pages that are not among these share no words with either */
		if (!other && world != NULL)
			other = world->pages_with(world->ctx, pair_key(r->changed[i])) > held->count;
		found += other;
	}
	return found;
}

struct ru_reading ru_reading_wording(struct ru_readings *r, const struct ru_copy *copy)
{
	struct ru_reading none = {0, trace_span(RU_NONE, TRACE_NO_SPAN), trace_span(RU_NONE, TRACE_NO_SPAN)};
	struct ru_reading found = none;
	uint32_t first_a, first_b, of_a, of_b, in_a, in_b, all, both;
	uint64_t cross_a, cross_b, apart;

	of_a = changed_pairs(r, copy, true, &first_a);
	if (of_a < CHANGED_MIN)
		return none;
	of_b = changed_pairs(r, copy, false, &first_b);
	if (of_b < CHANGED_MIN)
		return none;
	in_b = supported(r, copy, of_b);
	(void)changed_pairs(r, copy, true, &first_a);
	in_a = supported(r, copy, of_a);
	all = of_a + of_b;
	both = in_a + in_b;
	if (both == 0 || both == all)
		return none;
	/* the chi-squared test of two shares */
	cross_a = (uint64_t)in_a * of_b;
	cross_b = (uint64_t)in_b * of_a;
	apart = cross_a > cross_b ? cross_a - cross_b : cross_b - cross_a;
	found.odds = odds_of(apart * apart * all * 30 / ((uint64_t)of_a * of_b * both * (all - both)));
	if (found.odds < 120)
		return none;
	if (cross_a < cross_b)
		found.odds = -found.odds;
	found.a = word_span(r, copy->a, &r->pages[copy->a].words[first_a], &r->pages[copy->a].words[first_a + 1]);
	found.b = word_span(r, copy->b, &r->pages[copy->b].words[first_b], &r->pages[copy->b].words[first_b + 1]);
	return found;
}

/* ---- part and whole ---- */

struct ru_reading ru_reading_part(struct ru_readings *r, const struct ru_copy *copy)
{
	struct ru_reading found = {0, trace_span(RU_NONE, TRACE_NO_SPAN), trace_span(RU_NONE, TRACE_NO_SPAN)};
	uint64_t in_a = (uint64_t)mark_inside(r, copy, true) * 100, in_b = (uint64_t)mark_inside(r, copy, false) * 100;
	uint64_t of_a = r->pages[copy->a].count, of_b = r->pages[copy->b].count;

	if (in_b >= of_b * PART_WHOLE && in_a <= of_a * PART_LESS && of_b > 0)
		found.odds = PART_ODDS;
	else if (in_a >= of_a * PART_WHOLE && in_b <= of_b * PART_LESS && of_a > 0)
		found.odds = -PART_ODDS;
	return found;
}

/* ---- the middle of three ---- */

/* In how many places page p has words that q has too and `without` has not. A footer is one place, edits are many. */
static uint32_t places(const struct ru_readings *r, uint32_t p, uint32_t q, uint32_t without)
{
	const struct ru_reading_page *page = &r->pages[p], *with = &r->pages[q], *not_in = &r->pages[without];
	uint32_t found = 0;
	bool in = false;

	for (uint32_t i = 0; i + GRAM <= page->count; i++) {
		uint32_t gram = run_hash(page->words + i, GRAM);
		bool was = in;

		in = has(with->grams, with->gram_count, gram) && !has(not_in->grams, not_in->gram_count, gram);
		found += in && !was;
	}
	return found;
}

uint32_t ru_reading_middle(const struct ru_readings *r, uint32_t x, uint32_t y, uint32_t z)
{
	const uint32_t page[3] = {x, y, z};
	const struct ru_reading_page *of[3] = {&r->pages[x], &r->pages[y], &r->pages[z]};
	uint32_t at[3] = {0, 0, 0}, without[3] = {0, 0, 0}; /* runs that all have but one */

	for (;;) {
		uint32_t least = UINT32_MAX, in = 0;
		bool left = false;

		for (int i = 0; i < 3; i++) {
			if (at[i] < of[i]->gram_count) {
				left = true;
				least = of[i]->grams[at[i]] < least ? of[i]->grams[at[i]] : least;
			}
		}
		if (!left)
			break;
		for (int i = 0; i < 3; i++) {
			if (at[i] < of[i]->gram_count && of[i]->grams[at[i]] == least) {
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
		    places(r, page[i], page[(i + 1) % 3], page[(i + 2) % 3]) >= MIDDLE_PLACES &&
		    places(r, page[i], page[(i + 2) % 3], page[(i + 1) % 3]) >= MIDDLE_PLACES)
			return page[i];
	}
	return RU_NONE;
}

int ru_readings_init(struct ru_readings *r, const struct ru_tracing *t)
{
	int status;

	*r = (struct ru_readings){.t = t};
	ru_index_init(&r->word_pages, t->al);
	ru_index_init(&r->asked, t->al);
	r->pages = ru_arena_get(t->scratch, t->count, sizeof(*r->pages));
	status = r->pages != NULL ? read_pages(r) : RU_ENOMEM;
	if (status == RU_OK)
		status = ask(r);
	if (status == RU_OK)
		answer(r);
	else
		ru_readings_release(r);
	return status;
}

void ru_readings_release(struct ru_readings *r)
{
	ru_index_release(&r->word_pages);
	ru_index_release(&r->asked);
}
