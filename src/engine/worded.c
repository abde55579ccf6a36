/* SPDX-License-Identifier: Apache-2.0 */
/* Failures in the language of the messages: what the library says in English is matched against the forms of the pack's
 * table "errors", and what stood in the places of a form goes into its translation. */
#include "engine/engine.h"

#include <string.h>

enum { VALUES_MOST = 4, SLOT = 3 /* bytes of "{0}" */ };

struct words {
	const struct ru_pack *pack;
	char *out;
	size_t len, size;
};

static bool is_slot(struct ru_str form, size_t at)
{
	return form.len - at >= SLOT && form.ptr[at] == '{' && form.ptr[at + 1] >= '0' &&
	       form.ptr[at + 1] < '0' + VALUES_MOST && form.ptr[at + 2] == '}';
}

static size_t slot_after(struct ru_str form, size_t at)
{
	while (at < form.len && !is_slot(form, at))
		at++;
	return at;
}

/* Where the piece of a form stands in the text from a byte on: at its end for the last piece. text.len + 1: nowhere. */
static size_t find_piece(struct ru_str text, size_t from, struct ru_str piece, bool last)
{
	if (text.len - from < piece.len)
		return text.len + 1;
	for (size_t at = last ? text.len - piece.len : from; at + piece.len <= text.len; at++)
		if (ru_str_eq(ru_str_cut(text, at, at + piece.len), piece))
			return at;
	return text.len + 1;
}

/* Whether the text has the form; value[n]: what stands in it for "{n}". */
static bool has_form(struct ru_str text, struct ru_str form, struct ru_str value[VALUES_MOST])
{
	size_t slot = slot_after(form, 0), at = slot;

	if (!ru_str_starts(text, ru_str_cut(form, 0, slot)))
		return false;
	while (slot < form.len) {
		size_t next = slot_after(form, slot + SLOT);
		struct ru_str piece = ru_str_cut(form, slot + SLOT, next);
		size_t found = find_piece(text, at, piece, next == form.len);

		if (found > text.len)
			return false;
		value[form.ptr[slot + 1] - '0'] = ru_str_cut(text, at, found);
		at = found + piece.len;
		slot = next;
	}
	return at == text.len;
}

/* As much of it as there is room for, up to the end of a character. */
static void put(struct words *words, struct ru_str s)
{
	size_t n = s.len < words->size - words->len ? s.len : words->size - words->len;

	while (n < s.len && n > 0 && ((unsigned char)s.ptr[n] & 0xC0) == 0x80)
		n--;
	if (n > 0)
		memcpy(words->out + words->len, s.ptr, n);
	words->len += n;
	if (n < s.len)
		words->size = words->len;
}

/* The translation of a form that the text has, itself without a form where there is none. */
static const struct ru_entry *find_form(const struct ru_pack *pack, struct ru_str text,
                                        struct ru_str value[VALUES_MOST])
{
	size_t count = 0;
	const struct ru_entry *entry = ru_pack_entries(pack, ru_table_find(RU_S("errors")), &count);

	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < VALUES_MOST; k++)
			value[k] = RU_S("");
		if (has_form(text, entry[i].col[0], value))
			return &entry[i];
	}
	return NULL;
}

/* deep: the values have forms themselves ("copies: out of memory"). */
static bool put_worded(struct words *words, struct ru_str text, bool deep)
{
	struct ru_str value[VALUES_MOST];
	const struct ru_entry *entry = find_form(words->pack, text, value);

	if (entry == NULL) {
		put(words, text);
		return false;
	}
	struct ru_str told = entry->col[1];
	for (size_t at = 0; at < told.len;) {
		size_t slot = slot_after(told, at);

		put(words, ru_str_cut(told, at, slot));
		if (slot == told.len)
			break;
		if (deep)
			(void)put_worded(words, value[told.ptr[slot + 1] - '0'], false);
		else
			put(words, value[told.ptr[slot + 1] - '0']);
		at = slot + SLOT;
	}
	return true;
}

int runut_ctx_worded(const runut_ctx *ctx, const char *english, char *out, size_t size)
{
	if (size == 0)
		return 0;
	struct words words = {.pack = ru_packs_find(ctx->packs, ctx->messages), .out = out, .size = size - 1};
	bool found = put_worded(&words, ru_str_from(english), true);

	out[words.len] = '\0';
	return found;
}
