/* SPDX-License-Identifier: Apache-2.0 */
/* The values a page tells - figures, dates, durations - each with the words around it, so that the same slot can be
 * found in another telling. No language: words are stems with weights, classes come from facts. */
#include "trace/slots.h"

#include "text/utf8.h"

enum { CONTEXT_WORDS = 24, CONTEXT_FLOOR = 100, CLOSE_WORDS = 4 };

uint32_t ru_token_at(const struct ru_facts *facts, uint32_t at)
{
	uint32_t low = 0, high = facts->token_count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (facts->tokens[mid].begin < at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

bool ru_token_breaks(const struct ru_doc *doc, uint32_t token)
{
	const struct ru_token *tok = &doc->facts->tokens[token];
	unsigned char c;

	if ((tok->flags & RU_TOKEN_PUNCT) == 0 || tok->begin >= doc->article->text.len)
		return false;
	c = (unsigned char)doc->article->text.ptr[tok->begin];
	return c != '-' && c != '\'' && c != '/' && c != '.' && c != '%';
}

static int by_stem(const void *a, const void *b, void *ctx)
{
	const struct slot_word *x = a, *y = b;

	(void)ctx;
	return x->stem < y->stem ? -1 : x->stem > y->stem;
}

static bool is_content(const struct ru_token *token)
{
	return token->stem != 0 && (token->flags & (RU_TOKEN_STOP | RU_TOKEN_PUNCT | RU_TOKEN_NUMBER | RU_TOKEN_DATE |
	                                            RU_TOKEN_NEGATION)) == 0;
}

int ru_context_read(const struct ru_doc *doc, uint32_t first, uint32_t last, struct ru_range skip,
                    struct ru_arena *scratch, const struct ru_alloc *al, struct context *out)
{
	struct slot_word word[CONTEXT_WORDS];
	uint32_t n = 0, kept = 0;
	int status;

	*out = (struct context){NULL, 0, 0};
	for (uint32_t i = first; i < last && n < CONTEXT_WORDS; i++) {
		const struct ru_token *token = &doc->facts->tokens[i];

		if (!is_content(token) || (token->begin >= skip.begin && token->begin < skip.end))
			continue;
		word[n++] = (struct slot_word){token->stem, token->weight + (uint32_t)CONTEXT_FLOOR};
	}
	status = ru_sort(word, n, sizeof(*word), by_stem, NULL, al);
	if (status != 0)
		return status;
	for (uint32_t i = 0; i < n; i++) {
		if (kept > 0 && word[kept - 1].stem == word[i].stem)
			continue;
		word[kept++] = word[i];
		out->weight += word[i].weight;
	}
	out->word = ru_arena_get(scratch, kept, sizeof(*word));
	if (out->word == NULL)
		return RU_ENOMEM;
	if (kept > 0)
		memcpy(out->word, word, kept * sizeof(*word));
	out->count = kept;
	return 0;
}

uint32_t ru_context_common(const struct context *a, const struct context *b, uint32_t *words)
{
	uint32_t weight = 0;

	*words = 0;
	for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
		if (a->word[i].stem == b->word[j].stem) {
			weight += a->word[i].weight;
			(*words)++;
			i++;
			j++;
		} else if (a->word[i].stem < b->word[j].stem) {
			i++;
		} else {
			j++;
		}
	}
	return weight;
}

uint32_t ru_context_share(const struct context *a, const struct context *b, uint32_t *words, uint32_t *weight)
{
	uint32_t least = a->weight < b->weight ? a->weight : b->weight;

	*weight = ru_context_common(a, b, words);
	return least == 0 ? 0 : (uint32_t)((uint64_t)*weight * 100 / least);
}

/* The clause around tokens [first, last) inside the sentence: up to the next break on either side; where that leaves
 * fewer than two content words, the next stretch too ("Pada Sabtu (30/11), ..."). */
static void clause_of(const struct ru_doc *doc, const struct ru_sentence *sentence, uint32_t *first, uint32_t *last)
{
	uint32_t words = 0, left = *first, right = *last;

	for (uint32_t turn = 0; turn < 3 && words < 3; turn++) {
		if (turn > 0 && left > sentence->first)
			left--;
		if (turn > 0 && right < sentence->last)
			right++;
		while (left > sentence->first && !ru_token_breaks(doc, left - 1))
			left--;
		while (right < sentence->last && !ru_token_breaks(doc, right))
			right++;
		words = 0;
		for (uint32_t i = left; i < right; i++)
			words += (i < *first || i >= *last) && is_content(&doc->facts->tokens[i]);
	}
	*first = left;
	*last = right;
}

/* True where the token is part of the name of a person or an organisation: a party, not a place. */
static bool names_party(const struct ru_facts *facts, const struct ru_token *token)
{
	uint32_t low = 0, high = facts->name_count;

	if ((token->flags & RU_TOKEN_NAME) == 0)
		return false;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (facts->names[mid].place.at.end <= token->begin)
			low = mid + 1;
		else
			high = mid;
	}
	return low < facts->name_count && facts->names[low].place.at.begin <= token->begin &&
	       facts->names[low].type != RU_NAME_PLACE;
}

/* The nearest words on both sides that are no names, and the nearest name on either side. */
static int read_close(const struct ru_doc *doc, struct slot *slot, uint32_t from, uint32_t first, uint32_t last,
                      uint32_t to, struct ru_arena *scratch)
{
	const struct ru_token *token = doc->facts->tokens;
	struct slot_word word[2 * CLOSE_WORDS];
	uint32_t n = 0, side;

	for (uint32_t i = first; i > from && n < CLOSE_WORDS; i--) {
		if (is_content(&token[i - 1]) && (token[i - 1].flags & RU_TOKEN_NAME) == 0)
			word[n++] =
			    (struct slot_word){token[i - 1].stem, token[i - 1].weight + (uint32_t)CONTEXT_FLOOR};
		else if (slot->name[0] == 0 && names_party(doc->facts, &token[i - 1]))
			slot->name[0] = token[i - 1].stem;
	}
	side = n;
	for (uint32_t i = last; i < to && n - side < CLOSE_WORDS; i++) {
		if (is_content(&token[i]) && (token[i].flags & RU_TOKEN_NAME) == 0)
			word[n++] = (struct slot_word){token[i].stem, token[i].weight + (uint32_t)CONTEXT_FLOOR};
		else if (slot->name[1] == 0 && names_party(doc->facts, &token[i]))
			slot->name[1] = token[i].stem;
	}
	/* few: an insertion sort */
	for (uint32_t i = 1; i < n; i++) {
		struct slot_word w = word[i];
		uint32_t k = i;

		for (; k > 0 && word[k - 1].stem > w.stem; k--)
			word[k] = word[k - 1];
		word[k] = w;
	}
	slot->close.word = ru_arena_get(scratch, n, sizeof(*word));
	if (slot->close.word == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < n; i++) {
		slot->close.word[i] = word[i];
		slot->close.weight += word[i].weight;
	}
	slot->close.count = n;
	return 0;
}

static int read_contexts(const struct ru_doc *doc, struct slot *slot, struct ru_arena *scratch,
                         const struct ru_alloc *al)
{
	const struct ru_facts *facts = doc->facts;
	uint32_t first = ru_token_at(facts, slot->at.begin), last = ru_token_at(facts, slot->at.end);
	const struct ru_sentence *sentence;
	uint32_t from, to;
	int status;

	slot->sentence = ru_facts_sentence(facts, slot->at.begin);
	if (slot->sentence == RU_NONE)
		return 0;
	sentence = &facts->sentences[slot->sentence];
	if (last > sentence->last)
		last = sentence->last;
	if (first < sentence->first || first > last)
		return 0;
	for (uint32_t i = first;
	     i > sentence->first && i + 2 > first && slot->left == 0 && !ru_token_breaks(doc, i - 1); i--) {
		if (is_content(&facts->tokens[i - 1]))
			slot->left = facts->tokens[i - 1].stem;
	}
	status = ru_context_read(doc, sentence->first, sentence->last, slot->at, scratch, al, &slot->far);
	if (status != 0)
		return status;
	from = first;
	to = last;
	clause_of(doc, sentence, &first, &last);
	status = read_close(doc, slot, first, from, to, last, scratch);
	if (status != 0)
		return status;
	return ru_context_read(doc, first, last, slot->at, scratch, al, &slot->near);
}

static uint64_t unit_key(struct ru_str unit) { return unit.len == 0 ? 0 : ru_hash64(unit); }

/* "P4Y" is four years: number and unit of a plain duration; false for others. */
static bool plain_duration(struct ru_str value, struct slot *slot)
{
	size_t i = 1;
	int64_t n = 0;

	if (value.len < 3 || value.ptr[0] != 'P')
		return false;
	if (value.ptr[i] == 'T')
		i++;
	for (; i < value.len && ru_is_digit(value.ptr[i]) && n < 1000000; i++)
		n = n * 10 + (value.ptr[i] - '0');
	if (n == 0 || i + 1 != value.len)
		return false;
	slot->low = slot->high = n * 1000;
	slot->unit = ru_hash_mix(3, ru_hash64(ru_str_cut(value, i, value.len)) + (value.ptr[1] == 'T'));
	return true;
}

static bool from_figure(const struct ru_facts *facts, uint32_t i, struct slot *slot)
{
	const struct ru_figure *figure = &facts->figures[i];

	if (figure->change == RU_CHANGE_ORDINAL || figure->place.at.begin == RU_NONE)
		return false;
	*slot = (struct slot){.kind = SLOT_FIGURE,
	                      .index = i,
	                      .by = figure->by,
	                      .noun = figure->noun_stem,
	                      .unit = unit_key(figure->unit),
	                      .fate = unit_key(figure->fate),
	                      .low = figure->milli,
	                      .high = figure->milli_high,
	                      .change = figure->change,
	                      .figure = figure,
	                      .at = figure->place.at,
	                      .span = figure->place.span,
	                      .text = figure->text,
	                      .value = figure->value};
	return true;
}

/* "empat tahun" is told as a figure too: once is enough. */
static bool told_as_figure(const struct ru_facts *facts, const struct ru_date *date)
{
	uint32_t low = 0, high = facts->figure_count;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (facts->figures[mid].place.at.end <= date->place.at.begin)
			low = mid + 1;
		else
			high = mid;
	}
	return low < facts->figure_count && ru_range_overlap(facts->figures[low].place.at, date->place.at);
}

static bool from_date(const struct ru_facts *facts, uint32_t i, int32_t about, struct slot *slot)
{
	const struct ru_date *date = &facts->dates[i];

	if (date->place.at.begin == RU_NONE)
		return false;
	*slot = (struct slot){.kind = SLOT_DATE,
	                      .index = i,
	                      .by = RU_NONE,
	                      .date = date,
	                      .at = date->place.at,
	                      .span = date->place.span,
	                      .text = date->text,
	                      .value = date->value,
	                      .change = RU_CHANGE_EQ};
	if (date->type == RU_DATE_DURATION) {
		slot->kind = SLOT_DURATION;
		return !told_as_figure(facts, date) && plain_duration(date->value, slot);
	}
	slot->days = date->days;
	return date->type != RU_DATE_SET &&
	       (date->days.first != INT32_MIN || ru_trace_complete(date->value, about, &slot->days));
}

static bool is_dash(struct ru_str s)
{
	size_t at = 0;

	return s.len > 0 && ru_char_is_dash(ru_utf8_next(s, &at)) && at == s.len;
}

/* Scores of games and votes: two numbers with a dash between, "3-1", outside dates and figures. */
static int read_scores(const struct ru_doc *doc, uint32_t page, struct ru_arena *scratch, const struct ru_alloc *al,
                       uint32_t cap, struct trace_list *out)
{
	const struct ru_facts *facts = doc->facts;
	const uint16_t taken = RU_TOKEN_DATE | RU_TOKEN_FIGURE;

	for (uint32_t i = 0; i + 2 < facts->token_count && cap > 0; i++) {
		const struct ru_token *t = &facts->tokens[i];
		struct slot *slot;
		uint64_t a, b;
		int status;

		if ((t[0].flags & t[2].flags & RU_TOKEN_NUMBER) == 0 || ((t[0].flags | t[2].flags) & taken) != 0 ||
		    t[0].end != t[1].begin || t[1].end != t[2].begin ||
		    !is_dash(ru_str_cut(doc->article->text, t[1].begin, t[1].end)) ||
		    !ru_str_to_u64(ru_str_cut(doc->article->text, t[0].begin, t[0].end), &a) ||
		    !ru_str_to_u64(ru_str_cut(doc->article->text, t[2].begin, t[2].end), &b) || a > 9999 || b > 9999)
			continue;
		slot = ru_trace_push(scratch, out, sizeof(*slot));
		if (slot == NULL)
			return RU_ENOMEM;
		*slot = (struct slot){.kind = SLOT_SCORE,
		                      .page = page,
		                      .by = RU_NONE,
		                      .sentence = RU_NONE,
		                      .low = (int64_t)(a < b ? a : b),
		                      .high = (int64_t)(a < b ? b : a),
		                      .at = {t[0].begin, t[2].end}};
		slot->text = slot->value = ru_str_cut(doc->article->text, t[0].begin, t[2].end);
		status = read_contexts(doc, slot, scratch, al);
		if (status != 0)
			return status;
		if (slot->sentence == RU_NONE || !ru_article_span(doc->article, slot->at, &slot->span))
			out->len--;
		cap--;
	}
	return 0;
}

static void find_claim(const struct ru_facts *facts, struct slot *slot)
{
	uint32_t least = UINT32_MAX;

	for (uint32_t i = 0; slot->kind != SLOT_FIGURE && i < facts->statement_count && i < 200; i++) {
		const struct ru_statement *s = &facts->statements[i];

		for (uint32_t k = 0; k < s->content.count; k++) {
			struct ru_range at = s->content.items[k].at;

			if (at.begin <= slot->at.begin && slot->at.end <= at.end && at.end - at.begin < least) {
				least = at.end - at.begin;
				slot->by = i;
			}
		}
	}
}

static int by_at(const void *a, const void *b, void *ctx)
{
	const struct slot *x = a, *y = b;

	(void)ctx;
	if (x->at.begin != y->at.begin)
		return x->at.begin < y->at.begin ? -1 : 1;
	return (int)x->kind - (int)y->kind;
}

static bool in_headline(const struct ru_doc *doc, uint32_t sentence)
{
	uint32_t block = doc->facts->sentences[sentence].block;

	return block < doc->article->block_count && doc->article->blocks[block].kind == RU_BLOCK_HEADLINE;
}

int ru_slots_read(const struct ru_doc *doc, uint32_t page, int32_t about, struct ru_arena *scratch,
                  const struct ru_alloc *al, uint32_t cap, struct trace_list *out)
{
	const struct ru_facts *facts = doc->facts;
	uint32_t from = out->len, n = facts->figure_count + facts->date_count;
	int status;

	for (uint32_t i = 0; i < n && out->len - from < cap; i++) {
		struct slot slot, *item;
		bool good = i < facts->figure_count ? from_figure(facts, i, &slot)
		                                    : from_date(facts, i - facts->figure_count, about, &slot);

		if (!good)
			continue;
		slot.page = page;
		slot.sentence = RU_NONE;
		find_claim(facts, &slot);
		status = read_contexts(doc, &slot, scratch, al);
		if (status != 0)
			return status;
		if (slot.sentence == RU_NONE || (slot.kind == SLOT_DATE && in_headline(doc, slot.sentence)))
			continue; /* headlines shorten dates to "dini hari" and the like: they say when, but not of what
			           */
		slot.headline = in_headline(doc, slot.sentence);
		item = ru_trace_push(scratch, out, sizeof(*item));
		if (item == NULL)
			return RU_ENOMEM;
		*item = slot;
	}
	status = read_scores(doc, page, scratch, al, cap, out);
	return status != 0
	           ? status
	           : ru_sort(TRACE_AT(out, struct slot, from), out->len - from, sizeof(struct slot), by_at, NULL, al);
}
