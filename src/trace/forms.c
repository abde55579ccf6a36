/* SPDX-License-Identifier: Apache-2.0 */
/* Forms of names: how outlets, agencies and people are compared across pages. No language: letters, words, edits. */
#include "trace/tracing.h"

#include "text/utf8.h"

void *ru_trace_push(struct ru_arena *arena, struct trace_list *list, size_t size)
{
	if (list->len == list->cap) {
		uint32_t cap = list->cap == 0 ? 4 : list->cap * 2;
		void *ptr;

		if (cap < list->cap)
			return NULL;
		ptr = ru_arena_get(arena, cap, size);
		if (ptr == NULL)
			return NULL;
		if (list->len > 0)
			memcpy(ptr, list->ptr, (size_t)list->len * size);
		list->ptr = ptr;
		list->cap = cap;
	}
	return (char *)list->ptr + (size_t)list->len++ * size;
}

uint32_t ru_trace_root(uint32_t *parent, uint32_t i)
{
	while (parent[i] != i) {
		parent[i] = parent[parent[i]];
		i = parent[i];
	}
	return i;
}

void ru_trace_join(uint32_t *parent, uint32_t a, uint32_t b)
{
	a = ru_trace_root(parent, a);
	b = ru_trace_root(parent, b);
	if (a < b)
		parent[b] = a;
	else
		parent[a] = b;
}

uint32_t *ru_trace_sets(struct ru_arena *arena, uint32_t n)
{
	uint32_t *parent = ru_arena_get(arena, n, sizeof(*parent));

	for (uint32_t i = 0; parent != NULL && i < n; i++)
		parent[i] = i;
	return parent;
}

void ru_trace_forms_init(struct trace_forms *forms, struct ru_arena *arena)
{
	*forms = (struct trace_forms){.arena = arena};
	ru_index_init(&forms->index, arena->al);
}

void ru_trace_forms_release(struct trace_forms *forms) { ru_index_release(&forms->index); }

/* The slot key of s: its hash, or the next free one after other strings with that hash. */
static uint64_t form_key(const struct trace_forms *forms, struct ru_str s, uint32_t *found)
{
	uint64_t key = ru_hash64(s);

	*found = RU_NONE;
	while (ru_index_get(&forms->index, key, found)) {
		if (ru_str_eq(*TRACE_AT(&forms->text, struct ru_str, *found), s))
			return key;
		*found = RU_NONE;
		key++;
	}
	*found = RU_NONE;
	return key;
}

int ru_trace_form(struct trace_forms *forms, struct ru_str s, uint32_t *out)
{
	uint32_t found;
	uint64_t key = form_key(forms, s, &found);
	struct ru_str *text;
	int status;

	if (found == RU_NONE) {
		text = ru_trace_push(forms->arena, &forms->text, sizeof(*text));
		if (text == NULL)
			return RU_ENOMEM;
		found = forms->text.len - 1;
		status = ru_arena_copy(forms->arena, s, text);
		if (status != 0)
			return status;
		status = ru_index_put(&forms->index, key, found);
		if (status != 0)
			return status;
	}
	*out = found;
	return 0;
}

uint32_t ru_trace_form_find(const struct trace_forms *forms, struct ru_str s)
{
	uint32_t found;

	(void)form_key(forms, s, &found);
	return found;
}

static int fold_words(struct ru_arena *arena, struct ru_str s, struct ru_str gap, struct ru_str *out)
{
	struct ru_buf folded, words;
	bool pending = false;
	int status;

	ru_buf_init(&folded, arena->al, 0);
	ru_buf_init(&words, arena->al, 0);
	ru_fold_bare(&folded, ru_str_cut(s, 0, 400));
	status = ru_buf_status(&folded);
	for (size_t i = 0; status == 0 && i < folded.len;) {
		size_t from = i;
		uint32_t cp = ru_utf8_next(ru_buf_str(&folded), &i);

		if (ru_char_is_letter(cp) || ru_char_is_digit(cp)) {
			if (pending && words.len > 0)
				ru_buf_put(&words, gap);
			pending = false;
			ru_buf_put(&words, ru_str_cut(ru_buf_str(&folded), from, i));
		} else {
			pending = true;
		}
	}
	if (status == 0)
		status = ru_buf_status(&words);
	if (status == 0)
		status = ru_arena_copy(arena, ru_buf_str(&words), out);
	ru_buf_release(&words);
	ru_buf_release(&folded);
	return status;
}

int ru_trace_bare(struct ru_arena *arena, struct ru_str s, struct ru_str *out)
{
	return fold_words(arena, s, RU_S(" "), out);
}

int ru_trace_squeeze(struct ru_arena *arena, struct ru_str s, struct ru_str *out)
{
	return fold_words(arena, s, RU_S(""), out);
}

uint32_t ru_trace_word_count(struct ru_str bare)
{
	uint32_t n = bare.len > 0;

	for (size_t i = 0; i < bare.len; i++)
		n += bare.ptr[i] == ' ';
	return n;
}

bool ru_trace_words_in(struct ru_str part, struct ru_str whole)
{
	if (part.len == 0)
		return false;
	for (size_t at = 0; (at = ru_str_find(whole, part, at)) != SIZE_MAX; at++) {
		size_t end = at + part.len;

		if ((at == 0 || whole.ptr[at - 1] == ' ') && (end == whole.len || whole.ptr[end] == ' '))
			return true;
	}
	return false;
}

/* Damerau-Levenshtein in its optimal string alignment form, in a band that the limit makes. */
uint32_t ru_trace_edits(struct ru_str a, struct ru_str b, uint32_t limit)
{
	uint32_t row[3][66];
	uint32_t *above = row[0], *last = row[1], *now = row[2];

	if (a.len > 64 || b.len > 64 || (a.len > b.len ? a.len - b.len : b.len - a.len) > limit)
		return ru_str_eq(a, b) ? 0 : limit + 1;
	for (uint32_t j = 0; j <= b.len; j++)
		last[j] = above[j] = j;
	for (uint32_t i = 1; i <= a.len; i++) {
		uint32_t *swap, least = i;

		now[0] = i;
		for (uint32_t j = 1; j <= b.len; j++) {
			uint32_t best = last[j - 1] + (a.ptr[i - 1] != b.ptr[j - 1]);

			if (last[j] + 1 < best)
				best = last[j] + 1;
			if (now[j - 1] + 1 < best)
				best = now[j - 1] + 1;
			if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] && a.ptr[i - 2] == b.ptr[j - 1] &&
			    above[j - 2] + 1 < best)
				best = above[j - 2] + 1;
			now[j] = best;
			if (best < least)
				least = best;
		}
		if (least > limit)
			return limit + 1;
		swap = above;
		above = last;
		last = now;
		now = swap;
	}
	return last[b.len] <= limit ? last[b.len] : limit + 1;
}

bool ru_trace_initials(struct ru_str part, struct ru_str whole)
{
	size_t matched = 0;
	bool start = true;

	if (part.len < 2 || part.len > 10 || ru_trace_word_count(whole) < 2)
		return false;
	for (size_t i = 0; i < whole.len; i++) {
		if (start && matched < part.len && whole.ptr[i] == part.ptr[matched])
			matched++;
		else if (start && matched == 0)
			return false; /* the first word has to begin it */
		start = whole.ptr[i] == ' ';
	}
	return matched == part.len;
}
