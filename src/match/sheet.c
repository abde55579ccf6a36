/* SPDX-License-Identifier: Apache-2.0 */
/* The sheet of a page, out of its facts. */
#include "match/sheet.h"

/* No running text: what is told there is seldom told again as a sentence. */
static bool is_aside(const struct ru_article *article, uint32_t block)
{
	return block >= article->block_count || article->blocks[block].kind == RU_BLOCK_HEADLINE ||
	       article->blocks[block].kind >= RU_BLOCK_CAPTION;
}

/* 32 bits of a stem are enough where five in a row must be equal; 0 is kept for punctuation. */
static uint32_t word_of(uint64_t stem)
{
	uint32_t word = (uint32_t)(stem ^ stem >> 32);

	return stem != 0 && word == 0 ? 1 : word;
}

static int read_sentences(struct ru_sheet *out, const struct ru_doc *doc, struct ru_arena *arena)
{
	const struct ru_facts *facts = doc->facts;
	uint32_t count = facts->sentence_count < RU_MARK_SENTENCES ? facts->sentence_count : RU_MARK_SENTENCES;
	uint32_t words = 0;

	out->sentences = ru_arena_get(arena, count, sizeof(*out->sentences));
	if (out->sentences == NULL)
		return RU_ENOMEM;
	out->count = count;
	for (uint32_t i = 0; i < count; i++) {
		const struct ru_sentence *from = &facts->sentences[i];
		struct ru_sheet_sentence *to = &out->sentences[i];
		uint32_t most = RU_SHEET_WORDS + RU_SHEET_RUN - 1, n = from->last - from->first;

		to->at = from->at;
		to->aside = is_aside(doc->article, from->block);
		to->placed = ru_article_span(doc->article, from->at, &to->raw);
		to->words = words;
		words += n < most ? n : most;
		to->words_end = words;
	}
	out->words = ru_arena_get(arena, words, sizeof(*out->words));
	if (out->words == NULL)
		return RU_ENOMEM;
	out->word_count = words;
	for (uint32_t i = 0; i < count; i++) {
		const struct ru_sheet_sentence *to = &out->sentences[i];

		for (uint32_t k = to->words; k < to->words_end; k++)
			out->words[k] = word_of(facts->tokens[facts->sentences[i].first + (k - to->words)].stem);
	}
	return 0;
}

int ru_sheet_read(struct ru_sheet *out, const struct ru_doc *doc, struct ru_arena *arena)
{
	struct ru_sheet sheet = {.count = 0};
	struct ru_vec marks;
	void *copied = NULL;

	ru_vec_init(&marks, arena->al, sizeof(struct ru_mark), 0);
	int status = ru_marks_read(doc, true, &marks);
	if (status == 0)
		status = ru_vec_copy(&marks, arena, &copied);
	sheet.marks = copied;
	sheet.mark_count = (uint32_t)marks.len;
	if (status == 0)
		status = read_sentences(&sheet, doc, arena);
	ru_vec_release(&marks);
	if (status == 0)
		*out = sheet;
	return status;
}
