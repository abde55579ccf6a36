/* SPDX-License-Identifier: Apache-2.0 */
/* Hand-made pages for the tests of match/: a title and a text become an article and plain facts (words, and names where
 * a word has a capital inside a sentence), without any pack. */
#ifndef TESTS_MATCH_PAGES_H
#define TESTS_MATCH_PAGES_H

#include "base/hash.h"
#include "engine/anchors.h"
#include "match/match.h"
#include "text/fold.h"
#include "text/words.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

struct pages {
	struct ru_arena arena;
	struct ru_doc docs[400];
	uint32_t count;
	struct page_date { /* dates of the pages to come; a page has those whose words stand in it */
		const char *words, *value;
		int32_t day;
	} dates[4];
	const char *located; /* a name behind a word of place, on the pages to come */
};

static inline void pages_init(struct pages *pages)
{
	ru_arena_init(&pages->arena, ru_alloc_default());
	pages->count = 0;
	memset(pages->dates, 0, sizeof(pages->dates));
	pages->located = NULL;
}

static inline void pages_release(struct pages *pages) { ru_arena_release(&pages->arena); }

static inline struct ru_article *page_article(struct pages *pages, const char *title, const char *text,
                                              const char *foot)
{
	struct ru_article *article = ru_arena_get(&pages->arena, 1, sizeof(*article));
	const char *part[3] = {title, text, foot};
	const enum ru_block_kind kind[3] = {RU_BLOCK_HEADLINE, RU_BLOCK_BODY, RU_BLOCK_FOOTER};
	struct ru_buf buf;
	assert_non_null(article);
	article->blocks = ru_arena_get(&pages->arena, 3, sizeof(*article->blocks));
	assert_non_null(article->blocks);
	ru_buf_init(&buf, ru_alloc_default(), 0);
	for (int i = 0; i < 3; i++) {
		if (part[i] == NULL || part[i][0] == '\0')
			continue;
		uint32_t begin = (uint32_t)buf.len + (buf.len > 0 ? 2 : 0);
		ru_buf_print(&buf, "%s%s", buf.len > 0 ? "\n\n" : "", part[i]);
		struct ru_block *block = &article->blocks[article->block_count++];
		*block = (struct ru_block){
		    kind[i], {begin, (uint32_t)buf.len}, {RU_NONE, RU_NONE}, {begin, (uint32_t)buf.len, 0}, RU_NONE};
		if (i == 1)
			block->clean = (struct ru_range){0, (uint32_t)buf.len - begin};
	}
	assert_int_equal(ru_arena_copy(&pages->arena, ru_buf_str(&buf), &article->text), 0);
	ru_buf_release(&buf);
	for (uint32_t i = 0; i < article->block_count; i++) {
		if (article->blocks[i].kind == RU_BLOCK_BODY)
			article->clean =
			    ru_str_cut(article->text, article->blocks[i].at.begin, article->blocks[i].at.end);
	}
	article->map = RU_MAP_IDENTITY;
	struct ru_sha256 sum;
	ru_sha256(article->text, &sum);
	ru_sha256_hex(&sum, 32, article->sha256);
	return article;
}

static inline void page_words(struct ru_facts *facts, const struct ru_article *article, struct ru_arena *arena)
{
	struct ru_vec words;
	ru_vec_init(&words, ru_alloc_default(), sizeof(struct ru_word), 0);
	assert_int_equal(ru_words(article->text, &words), 0);
	facts->tokens = ru_arena_get(arena, words.len, sizeof(*facts->tokens));
	facts->names = ru_arena_get(arena, words.len, sizeof(*facts->names));
	assert_true(facts->tokens != NULL && facts->names != NULL);
	for (size_t i = 0; i < words.len; i++) {
		const struct ru_word *word = RU_VEC_AT(&words, struct ru_word, i);
		struct ru_str s = ru_str_cut(article->text, word->begin, word->end);
		struct ru_token *token = &facts->tokens[facts->token_count++];
		*token = (struct ru_token){word->begin, word->end, 0, RU_TOKEN_PUNCT, 0};
		if (word->kind == RU_WORD_PUNCT)
			continue;
		token->stem = ru_fold_hash(s);
		token->flags = s.len < 4 ? RU_TOKEN_STOP : 0;
		token->weight = s.len < 4 ? 0 : 500;
		if ((word->flags & RU_WORD_CAPITAL) == 0 || (word->flags & RU_WORD_BREAK) != 0)
			continue;
		struct ru_name *name = &facts->names[facts->name_count++];
		name->place = ru_article_place(article, (struct ru_range){word->begin, word->end});
		name->text = s;
		name->type = RU_NAME_OTHER;
		name->entity = RU_NONE;
	}
	ru_vec_release(&words);
}

static inline void page_dates(const struct pages *pages, struct ru_facts *facts, const struct ru_article *article,
                              struct ru_arena *arena)
{
	facts->dates = ru_arena_get(arena, 4, sizeof(*facts->dates));
	assert_non_null(facts->dates);
	for (int i = 0; i < 4 && pages->dates[i].words != NULL; i++) {
		struct ru_str words = ru_str_from(pages->dates[i].words);
		size_t at = ru_str_find(article->text, words, 0);
		if (at == SIZE_MAX)
			continue;
		struct ru_date *date = &facts->dates[facts->date_count++];
		date->place = ru_article_place(article, (struct ru_range){(uint32_t)at, (uint32_t)(at + words.len)});
		date->text = words;
		date->value = ru_str_from(pages->dates[i].value);
		date->days.first = date->days.last = pages->dates[i].day;
	}
	for (uint32_t i = 0; i < facts->name_count; i++)
		facts->names[i].located =
		    pages->located != NULL && ru_str_eq(facts->names[i].text, ru_str_from(pages->located));
}

/* day is that of publication, INT32_MIN for none. */
static inline uint32_t page_add(struct pages *pages, const char *title, const char *text, const char *foot, int32_t day)
{
	struct ru_article *article = page_article(pages, title, text, foot);
	struct ru_facts *facts = ru_arena_get(&pages->arena, 1, sizeof(*facts));
	assert_non_null(facts);
	page_words(facts, article, &pages->arena);
	page_dates(pages, facts, article, &pages->arena);
	facts->sentences = ru_arena_get(&pages->arena, article->block_count, sizeof(*facts->sentences));
	assert_non_null(facts->sentences);
	uint32_t token = 0;
	for (uint32_t i = 0; i < article->block_count; i++) {
		struct ru_sentence *s = &facts->sentences[facts->sentence_count++];
		*s = (struct ru_sentence){article->blocks[i].at, token, token, i};
		while (token < facts->token_count && facts->tokens[token].begin < s->at.end)
			token++;
		s->last = token;
	}
	if (day != INT32_MIN) {
		article->published.known = true;
		article->published.day = day;
		article->published.not_before = (int64_t)day * 1440;
		article->published.not_after = (int64_t)day * 1440 + 1439;
	}
	struct ru_doc *doc = &pages->docs[pages->count];
	*doc = (struct ru_doc){article, facts, NULL, 0};
	assert_int_equal(ru_engine_anchors(doc, &pages->arena, ru_alloc_default()), 0);
	return pages->count++;
}

/* n words of a small made-up tongue, the same for the same seed; into buf. */
static inline void page_babble(struct ru_buf *buf, uint64_t seed, uint32_t n)
{
	static const char syllable[16][4] = {"ba", "ke", "lo", "mu", "ni", "ra", "so", "tu",
	                                     "wi", "ya", "da", "fe", "go", "hi", "pu", "ze"};
	for (uint32_t i = 0; i < n; i++) {
		seed = ru_hash_mix(seed, i);
		ru_buf_print(buf, "%s%s%s%s", i > 0 ? " " : "", syllable[seed >> 60], syllable[seed >> 56 & 15],
		             syllable[seed >> 52 & 15]);
		if ((seed & 1) != 0)
			ru_buf_put(buf, ru_str_from(syllable[seed >> 48 & 15]));
	}
}

static inline const char *page_text(struct pages *pages, uint64_t seed, uint32_t n)
{
	struct ru_buf buf;
	struct ru_str out;
	ru_buf_init(&buf, ru_alloc_default(), 0);
	page_babble(&buf, seed, n);
	assert_int_equal(ru_arena_copy(&pages->arena, ru_buf_str(&buf), &out), 0);
	ru_buf_release(&buf);
	return out.ptr;
}

static inline const char *page_join(struct pages *pages, const char *a, const char *b, const char *c)
{
	struct ru_str out;
	assert_int_equal(ru_arena_print(&pages->arena, &out, "%s %s %s", a, b, c), 0);
	return out.ptr;
}

#endif
