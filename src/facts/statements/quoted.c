/* SPDX-License-Identifier: Apache-2.0 */
/* Quoted words inside what is told without marks: "Braun sagte, der Bau sei „ein großer Fehler“ gewesen."
 *
 * Fed the frames of a page; puts behind each a frame of its source and cue for every quotation that is only a part of
 * its content, where the pack says that such words are a statement of their own (quoted_parts): they alone are word for
 * word. Linear in the words of the contents. */
#include "facts/statements/statements.h"

enum { QUOTED_WORDS = 2 };

bool ru_quotation_is_worded(const struct ru_statement_reader *s, const struct ru_quotation *q)
{
	for (uint32_t i = q->open; i < q->close; i++) {
		const struct ru_word *w = &s->r->words[i];
		if (w->kind == RU_WORD_LETTERS && (w->flags & RU_WORD_CAPITAL) == 0)
			return true;
	}
	return false;
}

static bool is_long(const struct ru_statement_reader *s, const struct ru_quotation *q)
{
	uint32_t count = 0;

	for (uint32_t i = q->open; i < q->close; i++)
		count += s->r->words[i].kind != RU_WORD_PUNCT;
	return count >= QUOTED_WORDS;
}

/* Words of the content stand outside the quotation. */
static bool is_part(const struct ru_statement_reader *s, struct ru_words_range content, const struct ru_quotation *q)
{
	for (uint32_t i = content.first; i < content.last; i++) {
		if ((i < q->open || i >= q->close) && s->r->words[i].kind != RU_WORD_PUNCT && s->word[i].depth == 0)
			return true;
	}
	return false;
}

/* Frames for the quotations of one range of content of frame from. */
static int add_parts(const struct ru_statement_reader *s, struct ru_vec *frames, const struct ru_frame *from,
                     struct ru_words_range content)
{
	for (uint32_t i = content.first; i < content.last; i++) {
		const struct ru_quotation *q = s->quotation_at[i] == RU_NONE
		                                   ? NULL
		                                   : RU_VEC_AT(&s->quotations, struct ru_quotation, s->quotation_at[i]);
		struct ru_frame *f;
		if (q == NULL || q->depth != 1 || !q->closed || q->close > content.last)
			continue;
		if (!is_long(s, q) || !ru_quotation_is_worded(s, q) || frames->len >= s->r->options->limits->facts)
			continue;
		if (!is_part(s, content, q))
			return RU_OK;
		f = ru_vec_push(frames);
		if (f == NULL)
			return RU_ENOMEM;
		*f = *from;
		f->content[0] = (struct ru_words_range){q->open, q->close};
		f->content_count = 1;
		i = q->close - 1;
	}
	return RU_OK;
}

int ru_quoted_parts(struct ru_statement_reader *s)
{
	struct ru_frame cued = {.source = {RU_NONE, RU_NONE}, .cue = {RU_NONE, RU_NONE}};
	struct ru_vec frames;
	uint32_t *place;
	int status = RU_OK;

	if (s->frames.len == 0 || ru_statement_setting(s, RU_S("quoted_parts")).len == 0)
		return RU_OK;
	place = ru_arena_get(s->r->arena, s->frames.len, sizeof(*place));
	if (place == NULL)
		return RU_ENOMEM;
	ru_vec_init(&frames, s->r->options->al, sizeof(struct ru_frame), 0);
	for (size_t k = 0; k < s->frames.len && status == RU_OK; k++) {
		struct ru_frame from = *RU_VEC_AT(&s->frames, struct ru_frame, k), *f = ru_vec_push(&frames);
		if (f == NULL) {
			status = RU_ENOMEM;
			break;
		}
		if (from.parent != RU_NONE)
			from.parent = place[from.parent];
		*f = from;
		if (from.cue.first != RU_NONE) {
			cued = from;
		} else if (from.source.first == cued.source.first) {
			from.cue = cued.cue;
			from.clitic = cued.clitic;
			if (from.content_count > 0 && s->quotation_at[from.content[0].first] != RU_NONE)
				*f = from;
		}
		place[k] = (uint32_t)frames.len - 1;
		for (uint32_t i = 0; i < from.content_count && status == RU_OK; i++)
			status = add_parts(s, &frames, &from, from.content[i]);
	}
	if (status != RU_OK) {
		ru_vec_release(&frames);
		return status;
	}
	ru_vec_release(&s->frames);
	s->frames = frames;
	return RU_OK;
}
