/* SPDX-License-Identifier: Apache-2.0 */
/* Reports inside quotations: "Nenek bilang, 'Jangan lupa makan'".
 *
 * Fed the frames of a unit; gives further frames with those as parents. */
#include "facts/statements/clauses.h"

/* "Nenek bilang, 'Jangan lupa makan'": a cue inside a quotation right before an inner one. */
static int read_inner(struct ru_clause *c, uint32_t parent, uint32_t first, uint32_t last)
{
	for (uint32_t i = first; i < last; i++) {
		const struct ru_quotation *q =
		    c->s->quotation_at[i] == RU_NONE
		        ? NULL
		        : RU_VEC_AT(&c->s->quotations, struct ru_quotation, c->s->quotation_at[i]);
		uint32_t cue = RU_NONE, begin, end, index;
		struct ru_frame *f;
		if (q == NULL || q->depth != 2)
			continue;
		for (uint32_t k = i; k > first && k + 8 > i && cue == RU_NONE; k--) {
			if ((c->s->word[k - 1].cue & (RU_CUE_BEFORE | RU_CUE_QUOTE)) != 0 ||
			    (c->s->word[k - 1].takes & (RU_TAKES_CLAUSE | RU_TAKES_ADDRESSEE)) != 0)
				cue = k - 1;
		}
		if (cue == RU_NONE)
			continue;
		begin = cue;
		while (begin > first && cue - begin < 8 && c->s->r->words[begin - 1].kind != RU_WORD_PUNCT)
			begin--;
		if (begin == cue)
			continue;
		end = cue + (c->s->word[cue].cue != 0 ? c->s->word[cue].cue_length : c->s->word[cue].verb_length);
		f = ru_clause_new_frame(c, (struct ru_words_range){begin, cue}, (struct ru_words_range){cue, end},
		                        &index);
		if (f == NULL)
			return ru_clause_no_frame(c);
		f->parent = parent;
		ru_frame_add_content(f, i, q->close < last ? q->close : last);
		if (f->cue.last + 1 < i && (ru_clause_single(c, f->cue.last) & RU_CLAUSE_ADDR) != 0 &&
		    (ru_clause_single(c, f->cue.last + 1) & RU_CLAUSE_FIRST) != 0)
			f->addressee = (struct ru_words_range){f->cue.last + 1, f->cue.last + 2};
		else if ((ru_clause_single(c, f->cue.last) & RU_CLAUSE_FIRST) != 0)
			f->addressee = (struct ru_words_range){f->cue.last, f->cue.last + 1};
	}
	return RU_OK;
}

int ru_clause_read_inners(struct ru_clause *c)
{
	size_t end = c->s->frames.len;

	for (size_t k = c->base; k < end; k++) {
		for (uint32_t i = 0; i < ru_clause_frame(c, (uint32_t)k)->content_count; i++) {
			struct ru_words_range content = ru_clause_frame(c, (uint32_t)k)->content[i];
			int status;
			if (ru_clause_frame(c, (uint32_t)k)->parent != RU_NONE || c->s->word[content.first].depth == 0)
				continue;
			status = read_inner(c, (uint32_t)k, content.first, content.last);
			if (status != RU_OK)
				return status;
		}
	}
	return RU_OK;
}
