/* SPDX-License-Identifier: Apache-2.0 */
/* Looking words up in the union of all packs, and small comparisons of strings that need no language. */
#include "article/draft.h"

#include "text/utf8.h"

enum { STOP_WORDS = 60 }; /* the start of a long line says enough */

const struct ru_entry *ru_phrase_in(const struct ru_draft *d, uint32_t table, const struct ru_lookup *text,
                                    uint32_t word, uint32_t *used, const struct ru_pack **pack)
{
	const struct ru_entry *best = NULL;

	*used = 0;
	if (word >= text->count || d->pack_count == 0)
		return NULL;
	uint64_t packs = ru_packs_beginning(d->options->packs, table, text->hash[word]);
	for (size_t i = 0; i < d->pack_count && packs != 0; i++, packs = i <= 63 ? packs >> 1 : packs) {
		size_t words = 0;
		const struct ru_entry *entry =
		    (packs & 1) != 0 ? ru_pack_at(d->packs[i], table, text, word, &words) : NULL;

		if (entry != NULL && words > *used) {
			best = entry;
			*used = (uint32_t)words;
			if (pack != NULL)
				*pack = d->packs[i];
		}
	}
	return best;
}

const struct ru_entry *ru_phrase_at(const struct ru_draft *d, uint32_t table, uint32_t word, uint32_t *used,
                                    const struct ru_pack **pack)
{
	if (d->uses != NULL && word < d->lookup.count && (d->uses[word].opens & ru_pack_table_bit(table)) == 0) {
		*used = 0;
		return NULL;
	}
	return ru_phrase_in(d, table, &d->lookup, word, used, pack);
}

const struct ru_entry *ru_phrase_get(const struct ru_draft *d, uint32_t table, struct ru_str phrase,
                                     const struct ru_pack **pack)
{
	struct ru_word_cursor cursor;
	struct ru_word word;
	uint64_t packs = 0;

	ru_word_cursor_init(&cursor, phrase);
	if (d->pack_count > 0 && ru_word_cursor_next(&cursor, &word))
		packs = ru_packs_beginning(d->options->packs, table,
		                           ru_fold_hash(ru_str_cut(phrase, word.begin, word.end)));
	for (size_t i = 0; i < d->pack_count && packs != 0; i++, packs = i <= 63 ? packs >> 1 : packs) {
		const struct ru_entry *entry = (packs & 1) != 0 ? ru_pack_get(d->packs[i], table, phrase) : NULL;

		if (entry != NULL) {
			if (pack != NULL)
				*pack = d->packs[i];
			return entry;
		}
	}
	return NULL;
}

uint32_t ru_phrase_stop_share(const struct ru_draft *d, uint32_t first, uint32_t last)
{
	uint32_t stops[64] = {0}, best = 0;

	if (d->uses == NULL || first >= last)
		return 0;
	if (last - first > STOP_WORDS)
		last = first + STOP_WORDS;
	for (uint32_t w = first; w < last; w++)
		for (uint64_t packs = d->uses[w].stops; packs != 0; packs &= packs - 1) {
			uint32_t n = ++stops[__builtin_ctzll(packs)];

			best = n > best ? n : best;
		}
	return best * 100 / (last - first);
}

/* The next letter or digit of s at or after *pos, lower case; 0 at the end. */
static uint32_t next_letter(struct ru_str s, size_t *pos)
{
	while (*pos < s.len) {
		uint32_t cp = ru_utf8_next(s, pos);

		if (ru_char_is_letter(cp) || ru_char_is_digit(cp))
			return ru_char_lower(cp);
	}
	return 0;
}

bool ru_has_letter(struct ru_str s)
{
	size_t pos = 0;

	while (pos < s.len)
		if (ru_char_is_letter(ru_utf8_next(s, &pos)))
			return true;
	return false;
}

/* A letter or digit of ASCII. */
static bool is_plain(char c) { return ru_is_alpha((unsigned char)c) || ru_is_digit((unsigned char)c); }

bool ru_same_letters(struct ru_str a, struct ru_str b)
{
	size_t i = 0, j = 0;
	uint32_t x, y;

	if (a.len > 400 || b.len > 400)
		return false;
	/* so it is with most that are compared */
	if (a.len > 0 && b.len > 0 && is_plain(a.ptr[0]) && is_plain(b.ptr[0]) &&
	    ru_to_lower(a.ptr[0]) != ru_to_lower(b.ptr[0]))
		return false;
	do {
		x = next_letter(a, &i);
		y = next_letter(b, &j);
	} while (x == y && x != 0);
	return x == y;
}

/* What a byte is behind the "//" of an address. */
enum { HOST_END = 1, HOST_PART = 2 };
static const unsigned char host_byte[256] = {
    ['/'] = HOST_END,  ['?'] = HOST_END,  ['#'] = HOST_END, ['\\'] = HOST_END, ['"'] = HOST_END,
    ['\''] = HOST_END, ['<'] = HOST_END,  ['>'] = HOST_END, [','] = HOST_END,  [';'] = HOST_END,
    [')'] = HOST_END,  ['@'] = HOST_PART, [':'] = HOST_PART};

struct ru_str ru_host_slice(struct ru_str url)
{
	struct ru_str s = ru_str_trim(url);
	size_t begin, end, at;
	unsigned classes = 0;

	begin = ru_str_find(ru_str_cut(s, 0, 12), RU_S("//"), 0);
	if (begin == SIZE_MAX || (begin != 0 && s.ptr[begin - 1] != ':'))
		return (struct ru_str){NULL, 0};
	begin += 2;
	end = begin;
	for (; end < s.len && (unsigned char)s.ptr[end] > ' '; end++) {
		unsigned here = host_byte[(unsigned char)s.ptr[end]];

		if (here == HOST_END)
			break;
		classes |= here;
	}
	for (at = begin; classes != 0 && at < end && end - begin < 300; at++)
		if (s.ptr[at] == '@')
			begin = at + 1;
	for (at = begin; classes != 0 && at < end; at++)
		if (s.ptr[at] == ':')
			end = at;
	if (ru_str_eq_nocase(ru_str_cut(s, begin, begin + 4), RU_S("www.")) && end - begin > 4)
		begin += 4;
	while (end > begin && s.ptr[end - 1] == '.')
		end--;
	return end - begin > 0 && end - begin < 254 ? ru_str_cut(s, begin, end) : (struct ru_str){NULL, 0};
}

int ru_host_of(struct ru_draft *d, struct ru_str url, struct ru_str *out)
{
	struct ru_str host = ru_host_slice(url);

	*out = (struct ru_str){"", 0};
	return host.len > 0 ? ru_fold_copy(d->arena, host, out) : 0;
}

/* ASCII, since host names in running text are. */
static bool host_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

bool ru_is_host(struct ru_str s)
{
	size_t label = 0, dots = 0;

	if (s.len < 4 || s.len > 100)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (!host_char(s.ptr[i]))
			return false;
		if (s.ptr[i] == '.') {
			if (label == 0)
				return false;
			label = 0;
			dots++;
		} else {
			label++;
			if (s.ptr[i] >= '0' && s.ptr[i] <= '9' && i + 1 == s.len)
				return false;
		}
	}
	return dots > 0 && label >= 2;
}

/* The letters of s, lower case, in a buffer of 64. */
static size_t few_letters(struct ru_str s, uint32_t out[64])
{
	size_t pos = 0, n = 0;
	uint32_t cp;

	while (n < 64 && (cp = next_letter(s, &pos)) != 0)
		out[n++] = cp;
	return n;
}

bool ru_letters_share(struct ru_str a, struct ru_str b)
{
	uint32_t x[64], y[64];
	size_t nx = few_letters(a, x), ny = few_letters(b, y), common = 0;
	const uint32_t *in = nx >= ny ? x : y, *what = nx >= ny ? y : x;
	size_t n = nx >= ny ? nx : ny, k = nx >= ny ? ny : nx;

	while (common < k && x[common] == y[common])
		common++;
	if (common >= 5)
		return true;
	for (size_t i = 0; k >= 3 && i + k <= n; i++)
		if (memcmp(in + i, what, k * sizeof(*what)) == 0)
			return true;
	return false;
}
