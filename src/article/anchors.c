/* SPDX-License-Identifier: Apache-2.0 */
/* Anchors: how much of a line stands in what the page states of itself - its title, its description, the article's text
 * in JSON-LD - and whether the line says again what another one said.
 *
 * Words are compared folded; for description and text three in a row. Linear. */
#include "article/features.h"

#include "base/hash.h"

enum { IN_TITLE, IN_DESCRIPTION = 2, IN_BODY = 4, SAID = 8, SAID_WORDS = 5, TITLE_BYTES = 600 };

struct anchors {
	struct ru_draft *d;
	struct ru_index title; /* hashes of the title's words */
	uint64_t maybe[4];     /* a bit for each of them: most words of a page are told from them by these alone */
	struct ru_index grams; /* hash of three words -> where they stand */
	uint32_t body_words;
};

static uint64_t gram(uint64_t a, uint64_t b, uint64_t c) { return ru_hash_mix(ru_hash_mix(a, b), c); }

/* Note that a run of words stands in where; *before: where it stood already. */
static int mark(struct anchors *a, uint64_t key, uint32_t where, uint32_t *before)
{
	uint32_t value;
	int known = ru_index_add(&a->grams, key, where, &value);

	*before = known == 1 ? value : 0;
	if (known == 1 && (value & where) == 0)
		return ru_index_put(&a->grams, key, value | where);
	return known < 0 ? known : 0;
}

static uint64_t bit_of(uint64_t hash) { return UINT64_C(1) << hash % 64; }

static int put_title(struct anchors *a, uint64_t hash)
{
	a->maybe[hash / 64 % 4] |= bit_of(hash);
	return ru_index_put(&a->title, hash, 1);
}

static bool in_title(const struct anchors *a, uint64_t hash)
{
	uint32_t one;

	return (a->maybe[hash / 64 % 4] & bit_of(hash)) != 0 && ru_index_get(&a->title, hash, &one);
}

/* The words of a stated value: alone for a title, three in a row for longer ones. */
static int put_value(struct anchors *a, struct ru_str value, uint32_t where)
{
	struct ru_word_cursor cursor;
	struct ru_word word;
	uint64_t h[3] = {0, 0, 0};
	uint32_t n = 0, before;
	int status = 0;

	ru_word_cursor_init(&cursor, value);
	while (status == 0 && ru_word_cursor_next(&cursor, &word)) {
		if (word.kind > RU_WORD_NUMBER)
			continue;
		h[0] = h[1];
		h[1] = h[2];
		h[2] = ru_fold_hash(ru_str_cut(value, word.begin, word.end));
		n++;
		if (where == IN_TITLE)
			status = put_title(a, h[2]);
		else if (n >= 3)
			status = mark(a, gram(h[0], h[1], h[2]), where, &before);
	}
	if (where == IN_BODY)
		a->body_words += n;
	return status;
}

static int put_stated(struct anchors *a)
{
	int status = 0;

	for (size_t i = 0; i < a->d->stated.len && status == 0; i++) {
		const struct ru_stated *stated = RU_VEC_AT(&a->d->stated, struct ru_stated, i);

		if (stated->key == RU_STATED_BODY)
			status = put_value(a, stated->value, IN_BODY);
		else if (stated->key == RU_STATED_DESCRIPTION)
			status = put_value(a, stated->value, IN_DESCRIPTION);
		else if ((stated->key == RU_STATED_TITLE || stated->key == RU_STATED_PAGE_TITLE) &&
		         stated->value.len <= TITLE_BYTES)
			status = put_value(a, stated->value, IN_TITLE);
	}
	return status;
}

static uint32_t where_is(const struct anchors *a, uint64_t key)
{
	uint32_t value;

	return ru_index_get(&a->grams, key, &value) ? value : 0;
}

static int line_row(struct anchors *a, uint32_t i)
{
	const struct ru_draft *d = a->d;
	const struct ru_line *line = ru_draft_line(d, i);
	uint32_t n = 0, title = 0, description = 0, body = 0, said = 0;
	uint64_t h[3] = {0, 0, 0};
	int status = 0;

	for (uint32_t w = line->first; w < line->last && status == 0; w++) {
		uint32_t three;

		if (ru_draft_word(d, w)->kind > RU_WORD_NUMBER)
			continue;
		h[0] = h[1];
		h[1] = h[2];
		h[2] = d->lookup.hash[w];
		n++;
		title += n <= 60 && in_title(a, h[2]) ? 1 : 0;
		if (n < 3)
			continue;
		if (line->last - line->first >= SAID_WORDS)
			status = mark(a, gram(h[0], h[1], h[2]), SAID, &three);
		else
			three = where_is(a, gram(h[0], h[1], h[2]));
		description += (three & IN_DESCRIPTION) != 0 ? 1 : 0;
		body += (three & IN_BODY) != 0 ? 1 : 0;
		said += (three & SAID) != 0 ? 1 : 0;
	}
	d->features[i].f[RU_F_SAID] = n > 2 ? ru_share(said, n - 2) : 0;
	d->features[i].f[RU_F_TITLE] = ru_share(title, n < 60 ? n : 60);
	d->features[i].f[RU_F_DESCRIPTION] = n > 2 ? ru_share(description, n - 2) : 0;
	d->features[i].f[RU_F_STATED_BODY] = n > 2 ? ru_share(body, n - 2) : 0;
	return status;
}

/* How often the line's text stands on the page, at most 4. */
static int repeats(struct anchors *a)
{
	struct ru_draft *d = a->d;
	struct ru_index seen;
	int status = 0;

	ru_index_init(&seen, d->options->al);
	status = ru_index_reserve(&seen, ru_draft_line_count(d));
	for (uint32_t i = 0; i < ru_draft_line_count(d) && status >= 0; i++) {
		uint32_t n = 0;
		uint64_t key = ru_hash64(ru_draft_line_text(d, i));

		status = ru_index_add(&seen, key, i, &n);
		d->features[i].f[RU_F_REPEATS] = status == 1 ? 1 : 0;
		if (status == 1)
			d->features[n].f[RU_F_REPEATS] = 2;
	}
	ru_index_release(&seen);
	return status < 0 ? status : 0;
}

int ru_anchors_read(struct ru_draft *d)
{
	struct anchors a = {.d = d};
	int status;

	ru_index_init(&a.title, d->options->al);
	ru_index_init(&a.grams, d->options->al);
	status = ru_index_reserve(&a.grams, d->words.len / 2);
	if (status == 0)
		status = put_stated(&a);
	for (uint32_t i = 0; i < ru_draft_line_count(d) && status == 0; i++) {
		status = line_row(&a, i);
		d->features[i].f[RU_F_HAS_BODY] = ru_few(a.body_words, 2000);
	}
	ru_index_release(&a.title);
	ru_index_release(&a.grams);
	return status == 0 ? repeats(&a) : status;
}
