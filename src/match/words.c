/* SPDX-License-Identifier: Apache-2.0 */
/* An article to normalised words. */
#include "base/hash.h"
#include "match/copy_pair.h"
#include "text/fold.h"
#include "text/stretch.h"
#include "text/utf8.h"

static uint32_t block_flags(enum ru_block_kind kind)
{
	if (kind == RU_BLOCK_HEADLINE || kind == RU_BLOCK_CAPTION)
		return RU_SHARED_TEXT;
	return kind < RU_BLOCK_CAPTION ? RU_SHARED_TEXT | RU_SHARED_CLEAN : 0;
}

/* Quotation marks that open and close; a straight one does both. Single ones are left out: most of them are
 * apostrophes. */
static void quote_step(uint32_t cp, bool *quoted)
{
	if (cp == 0x22)
		*quoted = !*quoted;
	else if (cp == 0x201C || cp == 0x201E || cp == 0xAB || cp == 0x300C)
		*quoted = true;
	else if (cp == 0x201D || cp == 0xBB || cp == 0x300D || cp == '\n')
		*quoted = false;
}

/* Hash of a folded word of at most 16 bytes, eight of them in each number and the rest of these 0: multiplied and
 * shifted as in the finalizer of MurmurHash3. */
static uint32_t word_hash(uint64_t first, uint64_t second, size_t len)
{
	uint64_t h = (first + len * UINT64_C(0x9E3779B97F4A7C15)) * UINT64_C(0xFF51AFD7ED558CCD);

	h = ((h ^ h >> 32) + second) * UINT64_C(0xC4CEB9FE1A85EC53);
	h = (h ^ h >> 29) * UINT64_C(0xBF58476D1CE4E5B9);
	return (uint32_t)(h ^ h >> 32);
}

/* The same of the bytes, and of a longer word of its XXH3. */
static uint32_t folded_hash(struct ru_str s)
{
	if (s.len <= 16)
		return word_hash(ru_eight_of(s.ptr, s.len), s.len > 8 ? ru_eight_of(s.ptr + 8, s.len - 8) : 0, s.len);
	uint64_t whole = ru_hash64(s);
	return (uint32_t)(whole ^ whole >> 32);
}

static int push_hash(struct ru_vec *out, uint32_t hash, size_t begin, size_t end, uint32_t flags)
{
	struct ru_shared_word *word = ru_vec_push_raw(out);

	if (word == NULL)
		return ru_vec_full(out) ? RU_ELIMIT : RU_ENOMEM;
	*word = (struct ru_shared_word){hash, (uint32_t)begin, (uint32_t)(end - begin) & 0xFFFFFFu, flags & 0xFFu};
	return 0;
}

/* A word that is not plain ASCII, long or at the end of the text: folded whole. */
static int push_folded(struct ru_vec *out, struct ru_str text, size_t begin, size_t end, uint32_t flags)
{
	struct ru_buf folded;
	char small[RU_FOLD_SMALL];

	if (end - begin > 0xFFFF)
		end = begin + 0xFFFF;
	struct ru_str word = ru_str_cut(text, begin, end);
	if (ru_fold_small(word, small))
		return push_hash(out, folded_hash((struct ru_str){small, word.len}), begin, end, flags);
	ru_buf_init(&folded, out->al, 0);
	ru_fold(&folded, word);
	int status = ru_buf_status(&folded);
	uint32_t hash = folded_hash(ru_buf_str(&folded));
	ru_buf_release(&folded);
	return status == 0 ? push_hash(out, hash, begin, end, flags) : status;
}

static bool is_ascii_word(unsigned char c)
{
	unsigned char letter = c | 0x20;

	return (letter >= 'a' && letter <= 'z') || (c >= '0' && c <= '9');
}

struct cutter {
	struct ru_str text;
	size_t pos, end;
	uint32_t flags; /* of the block */
	uint32_t broken;
	bool quoted;
	struct ru_vec *out;
};

static uint32_t take_flags(struct cutter *c)
{
	uint32_t flags = c->flags | c->broken | (c->quoted ? RU_SHARED_QUOTED : 0);

	c->broken = 0;
	return flags;
}

/* The word that begins at from, of which the bytes up to c->pos are read; it may go on beyond ASCII. */
static int cut_word(struct cutter *c, size_t from)
{
	size_t to = c->pos;

	while (c->pos < c->end) {
		size_t next = c->pos;
		unsigned char byte = (unsigned char)c->text.ptr[c->pos];
		if (byte < 0x80) {
			if (!is_ascii_word(byte))
				break;
			to = ++c->pos;
			continue;
		}
		uint32_t cp = ru_utf8_next(c->text, &next);
		bool nothing = ru_char_is_ignored(cp);
		if (!nothing && (ru_char_is_unspaced(cp) || (!ru_char_is_letter(cp) && !ru_char_is_digit(cp))))
			break;
		c->pos = next;
		if (!nothing)
			to = next;
	}
	return push_folded(c->out, c->text, from, to, take_flags(c));
}

/* A character that is neither an ASCII letter nor digit. */
static int cut_other(struct cutter *c)
{
	size_t from = c->pos;
	uint32_t cp = (unsigned char)c->text.ptr[from];
	int status = 0;

	if (cp >= 0x80) {
		cp = ru_utf8_next(c->text, &c->pos);
		if (ru_char_is_ignored(cp))
			return 0;
		if (ru_char_is_unspaced(cp))
			status = push_folded(c->out, c->text, from, c->pos, take_flags(c));
		else if (ru_char_is_letter(cp) || ru_char_is_digit(cp))
			return c->pos = from, cut_word(c, from);
	} else {
		c->pos++;
	}
	if (cp == '\n')
		c->broken = RU_SHARED_BREAK;
	quote_step(cp, &c->quoted);
	return status;
}

/* The hash of 1 to 16 ASCII letters and digits; 16 bytes can be read. Folding sets a bit in each letter, which all
 * digits have set. */
static inline uint32_t plain_hash(const char *p, size_t len)
{
	uint64_t first = (ru_eight(p) | RU_EIGHT_EVERY(0x20)) & ru_sixteen_low[len][0];
	uint64_t second = (ru_eight(p + 8) | RU_EIGHT_EVERY(0x20)) & ru_sixteen_low[len][1];

	return word_hash(first, second, len);
}

/* Some bytes of the text from `at` on, a bit each. */
struct part {
	size_t at;
	uint64_t alnum, high;
	uint64_t events; /* where an ASCII word begins, and all that does more than end one */
};

static struct part part_at(const struct cutter *c, size_t at)
{
	char tail[RU_STRETCH];
	const char *from = c->text.ptr + at;

	if (c->end - at < RU_STRETCH) {
		memset(tail, 0, sizeof(tail));
		memcpy(tail, from, c->end - at);
		from = tail;
	}
	struct ru_stretch s = ru_stretch_of(from);
	struct part part = {at, s.letters | s.digits, s.high, 0};
	part.events =
	    (part.alnum & ~(part.alnum << 1)) | s.high | ru_stretch_equal(from, '"') | ru_stretch_equal(from, '\n');
	return part;
}

/* Room for all words that a part may have. */
static int make_room(struct ru_vec *out)
{
	int status = 0;

	while (out->cap - out->len < RU_STRETCH && status == 0)
		status = ru_vec_grow(out);
	return status;
}

/* What begins at c->pos, a word or another character, the long way. */
static int cut_one(struct cutter *c)
{
	size_t from = c->pos;

	while (c->pos < c->end && is_ascii_word((unsigned char)c->text.ptr[c->pos]))
		c->pos++;
	int status = c->pos > from ? cut_word(c, from) : cut_other(c);
	return status == 0 ? make_room(c->out) : status;
}

/* The words that begin in a part, and where to go on. Most are of at most 16 ASCII letters and digits and end before an
 * ASCII character; what else stands there is looked at by cut_one(). */
static int cut_part(struct cutter *c, struct part part)
{
	const char *text = c->text.ptr;
	size_t plain_end = c->text.len > 15 ? c->text.len - 15 : 0; /* 16 bytes can be read before this */

	while (part.events != 0) {
		struct ru_shared_word *word = RU_VEC_AT(c->out, struct ru_shared_word, c->out->len);
		uint32_t steady = c->flags | (c->quoted ? RU_SHARED_QUOTED : 0), flags = steady | c->broken;
		unsigned i = 0, len = 0;
		size_t at = part.at;
		for (; part.events != 0; part.events &= part.events - 1, word++, flags = steady) {
			i = ru_stretch_first(part.events);
			len = ru_stretch_first(~(part.alnum >> i));
			at = part.at + i;
			if (len - 1u > 15 || i + len == RU_STRETCH || (part.high >> (i + len) & 1) != 0 ||
			    at >= plain_end)
				break;
			*word = (struct ru_shared_word){plain_hash(text + at, len), (uint32_t)at, len & 0xFFFFFFu,
			                                flags & 0xFFu};
		}
		c->out->len = (size_t)(word - RU_VEC_AT(c->out, struct ru_shared_word, 0));
		c->broken = flags & ~steady;
		if (part.events == 0)
			break;
		c->pos = at;
		if (i + len == RU_STRETCH && i > 0) /* it may go on */
			return 0;
		int status = cut_one(c);
		if (status != 0 || c->pos - part.at >= RU_STRETCH)
			return status;
		part.events &= UINT64_MAX << (c->pos - part.at);
	}
	c->pos = part.at + RU_STRETCH;
	return 0;
}

/* The words of text[begin, end), all with the same block flags. */
static int range_words(struct ru_str text, size_t begin, size_t end, uint32_t flags, struct ru_vec *out)
{
	struct cutter c = {text, begin, end, flags, RU_SHARED_BREAK, false, out};
	int status = make_room(out);

	while (c.pos < end && status == 0) {
		status = cut_part(&c, part_at(&c, c.pos));
		if (status == 0)
			status = make_room(out);
	}
	return status;
}

int ru_shared_words(const struct ru_article *article, struct ru_vec *out)
{
	uint32_t done = 0;
	for (uint32_t i = 0; i < article->block_count; i++) {
		const struct ru_block *block = &article->blocks[i];
		if (block->parent != RU_NONE || block->at.begin < done)
			continue; /* a dateline lies inside its block */
		int status = range_words(article->text, block->at.begin, block->at.end, block_flags(block->kind), out);
		if (status != 0)
			return status;
		done = block->at.end;
	}
	return 0;
}
