/* SPDX-License-Identifier: Apache-2.0 */
/* Copies and stories over pages cut out of the input at NUL bytes: any bytes, no crash, spans inside the pages. */
#include "engine/anchors.h"
#include "match/match.h"
#include "text/fold.h"
#include "text/words.h"

#include <stdlib.h>

enum { PAGES_MOST = 24 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static int read_words(struct ru_facts *facts, struct ru_str text, struct ru_arena *arena)
{
	struct ru_vec words;
	ru_vec_init(&words, ru_alloc_default(), sizeof(struct ru_word), 0);
	int status = ru_words(text, &words);
	facts->tokens = ru_arena_get(arena, words.len, sizeof(*facts->tokens));
	if (facts->tokens == NULL)
		status = RU_ENOMEM;
	for (size_t i = 0; status == 0 && i < words.len; i++) {
		const struct ru_word *word = RU_VEC_AT(&words, struct ru_word, i);
		facts->tokens[i] = (struct ru_token){word->begin, word->end,
		                                     ru_fold_hash(ru_str_cut(text, word->begin, word->end)), 0, 500};
	}
	facts->token_count = status == 0 ? (uint32_t)words.len : 0;
	ru_vec_release(&words);
	return status;
}

/* Sentences that end at full stops, and a name for each word with a capital. */
static int read_facts(struct ru_facts *facts, struct ru_str text, struct ru_arena *arena)
{
	int status = read_words(facts, text, arena);
	uint32_t begin = 0, first = 0;

	facts->sentences = ru_arena_get(arena, (size_t)facts->token_count + 1, sizeof(*facts->sentences));
	facts->names = ru_arena_get(arena, (size_t)facts->token_count + 1, sizeof(*facts->names));
	if (status != 0 || facts->sentences == NULL || facts->names == NULL)
		return status != 0 ? status : RU_ENOMEM;
	for (uint32_t i = 0; i < facts->token_count; i++) {
		struct ru_range at = {facts->tokens[i].begin, facts->tokens[i].end};
		char c = text.ptr[at.begin];
		if (c >= 'A' && c <= 'Z')
			facts->names[facts->name_count++] =
			    (struct ru_name){.place = {at, {at.begin, at.end, RU_FIELD_PAGE}, 0},
			                     .text = ru_str_cut(text, at.begin, at.end)};
		if (c != '.' && i + 1 < facts->token_count)
			continue;
		facts->sentences[facts->sentence_count++] =
		    (struct ru_sentence){{begin, at.end}, first, i + 1, 0, false};
		begin = at.end;
		first = i + 1;
	}
	return 0;
}

static int make_page(struct ru_doc *doc, struct ru_str text, struct ru_str language, struct ru_arena *arena)
{
	struct ru_article *article = ru_arena_get(arena, 1, sizeof(*article));
	struct ru_facts *facts = ru_arena_get(arena, 1, sizeof(*facts));
	if (article == NULL || facts == NULL)
		return RU_ENOMEM;
	uint32_t end = (uint32_t)text.len;
	article->blocks = ru_arena_get(arena, 1, sizeof(*article->blocks));
	if (article->blocks == NULL)
		return RU_ENOMEM;
	article->blocks[0] = (struct ru_block){RU_BLOCK_BODY, {0, end}, {0, end}, {0, end, 0}, RU_NONE};
	article->block_count = 1;
	article->text = article->clean = text;
	article->map = RU_MAP_IDENTITY;
	doc->article = article;
	doc->facts = facts;
	facts->language = language;
	int status = read_facts(facts, text, arena);
	return status == 0 ? ru_engine_anchors(doc, arena, ru_alloc_default()) : status;
}

static void check(bool good)
{
	if (!good)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct ru_str rest = {(const char *)bytes, len}, part;
	struct ru_doc docs[PAGES_MOST] = {{0}};
	struct ru_copies copies;
	struct ru_stories stories;
	struct ru_arena arena;
	struct ru_match_options options = {ru_alloc_default(), 1, NULL};
	uint32_t count = 0;
	int status = 0;
	if (len == 0 || len > 1 << 20)
		return 0;
	ru_arena_init(&arena, options.al);
	while (count < PAGES_MOST && status == 0 && ru_str_split(&rest, '\0', &part)) {
		status = make_page(&docs[count], part, count % 2 == 0 ? RU_S("id") : RU_S("en"), &arena);
		count++;
	}
	if (status == 0)
		status = ru_match_copies(&copies, docs, count, &options, &arena, NULL);
	for (uint32_t i = 0; status == 0 && i < copies.count; i++) {
		check(copies.items[i].a < copies.items[i].b && copies.items[i].b < count &&
		      copies.items[i].passage_count > 0);
		for (uint32_t k = 0; k < copies.items[i].passage_count; k++) {
			const struct ru_passage *p = &copies.items[i].passages[k];
			check(p->a.begin < p->a.end && p->a.end <= docs[copies.items[i].a].article->text.len);
			check(p->b.begin < p->b.end && p->b.end <= docs[copies.items[i].b].article->text.len);
		}
	}
	if (status == 0)
		status = ru_match_rewritten(&copies, docs, count, &options, &arena, NULL);
	for (uint32_t i = 0; status == 0 && i < copies.count; i++) {
		const struct ru_copy *copy = &copies.items[i];
		check(copy->a < copy->b && copy->b < count && copy->passage_count + copy->retold_count > 0);
		for (uint32_t k = 0; k < copy->retold_count; k++) {
			check(copy->retold[k].a.end <= docs[copy->a].article->text.len);
			check(copy->retold[k].b.end <= docs[copy->b].article->text.len);
		}
	}
	if (status == 0)
		status = ru_match_stories(&stories, docs, count, &copies, &options, &arena, NULL);
	for (uint32_t i = 0; status == 0 && i < count; i++)
		check(stories.event_of[i] == RU_NONE || stories.event_of[i] < stories.event_count);
	ru_arena_release(&arena);
	return 0;
}
