/* SPDX-License-Identifier: Apache-2.0 */
/* Folding (NFKC, lower case, typographic variants made one) for comparing words.
 *
 * Text is folded a segment at a time: a starter with the marks behind it, which is all that normalisation can join
 * (Unicode Standard Annex 15). ASCII goes a short way round. A segment is capped, so that a character with ten
 * thousand accents costs what ten thousand characters cost. */
#include "text/fold.h"

#include "base/hash.h"
#include "text/eight_hash.h"
#include "text/utf8.h"

#include <utf8proc.h>

enum { SEGMENT = 32, EXPANSION = 24 };

/* Where folded bytes go: a buffer, or a running hash. */
struct sink {
	struct ru_buf *buf;
	XXH3_state_t *hash;
	bool bare;
	bool space; /* white space seen and not yet written */
	bool begun;
	utf8proc_int32_t segment[SEGMENT + EXPANSION];
	utf8proc_ssize_t len; /* code points in segment */
};

static void emit(struct sink *sink, const char *ptr, size_t len)
{
	if (sink->space && sink->begun) {
		if (sink->buf != NULL)
			ru_buf_putc(sink->buf, ' ');
		else
			(void)XXH3_64bits_update(sink->hash, " ", 1);
	}
	sink->space = false;
	sink->begun = true;
	if (sink->buf != NULL)
		ru_buf_put(sink->buf, (struct ru_str){ptr, len});
	else
		(void)XXH3_64bits_update(sink->hash, ptr, len);
}

/* Compose what was gathered and write it. */
static void flush(struct sink *sink)
{
	if (sink->len == 0)
		return;
	utf8proc_ssize_t len = sink->len;
	if (len > 1) {
		/* canonical order of marks, then composition; decomposition alone does not sort across characters */
		for (utf8proc_ssize_t i = 1; i < len; i++) {
			utf8proc_int32_t cp = sink->segment[i];
			int class = utf8proc_get_property(cp)->combining_class;
			utf8proc_ssize_t at = i;
			while (class != 0 && at > 0 &&
			       utf8proc_get_property(sink->segment[at - 1])->combining_class > class) {
				sink->segment[at] = sink->segment[at - 1];
				at--;
			}
			sink->segment[at] = cp;
		}
		len = utf8proc_normalize_utf32(sink->segment, len, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
	}
	char out[4 * (SEGMENT + EXPANSION)];
	size_t used = 0;
	for (utf8proc_ssize_t i = 0; i < len; i++)
		used += ru_utf8_put((uint32_t)sink->segment[i], out + used);
	sink->len = 0;
	emit(sink, out, used);
}

/* The character that stands for all of its kind, or 0. */
static uint32_t typographic(uint32_t cp)
{
	switch (cp) {
	case 0x60:
	case 0xB4:
	case 0x2018:
	case 0x2019:
	case 0x201A:
	case 0x201B:
	case 0x2032:
	case 0x2035:
	case 0x2039:
	case 0x203A:
	case 0x02B9:
	case 0x02BB:
	case 0x02BC:
	case 0x02BD:
	case 0x02C8:
	case 0x0374:
	case 0xFF07:
	case 0x275B:
	case 0x275C:
		return '\'';
	case 0xAB:
	case 0xBB:
	case 0x201C:
	case 0x201D:
	case 0x201E:
	case 0x201F:
	case 0x2033:
	case 0x2036:
	case 0x301D:
	case 0x301E:
	case 0x301F:
	case 0xFF02:
	case 0x02BA:
	case 0x275D:
	case 0x275E:
		return '"';
	default:
		return ru_char_is_dash(cp) ? '-' : 0;
	}
}

/* Whether nothing before cp can join with it. */
static bool starts_segment(uint32_t cp)
{
	if (cp < 0x300)
		return true;
	if ((cp >= 0x1160 && cp <= 0x11FF) || cp == 0xFF9E || cp == 0xFF9F)
		return false;
	utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
	return c != UTF8PROC_CATEGORY_MN && c != UTF8PROC_CATEGORY_MC && c != UTF8PROC_CATEGORY_ME;
}

static bool is_latin_mark(uint32_t cp) { return cp >= 0x300 && cp <= 0x36F; }

/* Add one character other than white space and ASCII to the segment. bytes is its length in the text. */
static void gather(struct sink *sink, uint32_t cp, size_t bytes)
{
	utf8proc_int32_t part[EXPANSION];
	int boundary = 0;
	if (sink->len > 0 && (starts_segment(cp) || sink->len >= SEGMENT))
		flush(sink);
	utf8proc_ssize_t count = utf8proc_decompose_char(
	    (utf8proc_int32_t)cp, part, EXPANSION, UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &boundary);
	size_t long_as = 0;
	char scratch[4];
	for (utf8proc_ssize_t i = 0; i < count && count <= EXPANSION; i++)
		long_as += ru_utf8_put((uint32_t)part[i], scratch);
	/* "\u00A8" would become a space and a mark: a word must not fall apart */
	if (count < 1 || count > EXPANSION || long_as > 3 * bytes || (part[0] == ' ' && count > 1)) {
		part[0] = (utf8proc_int32_t)cp;
		count = 1;
	}
	for (utf8proc_ssize_t i = 0; i < count; i++) {
		uint32_t one = (uint32_t)part[i];
		if (ru_char_is_ignored(one) || (sink->bare && is_latin_mark(one)))
			continue;
		uint32_t same = typographic(one);
		sink->segment[sink->len++] = (utf8proc_int32_t)(same != 0 ? same : ru_char_lower(one));
	}
}

static void fold_other(struct sink *sink, struct ru_str s, size_t *i)
{
	size_t begin = *i;
	uint32_t cp = ru_utf8_next(s, i);
	if (ru_char_is_ignored(cp))
		return;
	if (ru_char_is_space(cp)) {
		flush(sink);
		sink->space = true;
		return;
	}
	uint32_t same = typographic(cp);
	if (same != 0) {
		flush(sink);
		char c = (char)same;
		emit(sink, &c, 1);
		return;
	}
	gather(sink, cp, *i - begin);
}

static void fold(struct sink *sink, struct ru_str s)
{
	char run[64];
	size_t i = 0;
	while (i < s.len) {
		unsigned char c = (unsigned char)s.ptr[i];
		if (c >= 0x80) {
			fold_other(sink, s, &i);
			continue;
		}
		if (c == ' ' || (c >= '\t' && c <= '\r')) {
			flush(sink);
			sink->space = true;
			i++;
			continue;
		}
		size_t len = 0;
		flush(sink);
		for (; i < s.len && len < sizeof(run); i++, len++) {
			c = (unsigned char)s.ptr[i];
			if (c >= 0x80 || c == ' ' || (c >= '\t' && c <= '\r'))
				break;
			run[len] = (char)(c == '`' ? '\'' : (c >= 'A' && c <= 'Z') ? c + 0x20 : c);
		}
		/* the last one may have a mark behind it */
		if (i < s.len && (unsigned char)s.ptr[i] >= 0x80) {
			len--;
			if (len > 0)
				emit(sink, run, len);
			sink->segment[sink->len++] = (unsigned char)run[len];
			continue;
		}
		emit(sink, run, len);
	}
	flush(sink);
}

/* The end of what stands as it is from here on: visible ASCII with single blanks inside, as most of a text. */
static size_t seen_run(struct ru_str s, size_t from)
{
	size_t at = from;

	while (at + 8 <= s.len) {
		const uint64_t bytes = ru_eight(s.ptr + at);
		const uint64_t blank = ru_eight_within(bytes, ' ', ' ');
		if ((bytes & RU_EIGHT_EVERY(0x80)) != 0 ||
		    (ru_eight_within(bytes, '!', '~') | blank) != RU_EIGHT_EVERY(0x80) || (blank & blank << 8) != 0 ||
		    (at == from && (blank & 0x80) != 0))
			break;
		at += 8 - (size_t)(blank >> 63); /* a blank at the end is looked at with what stands behind it */
	}
	while (at < s.len) {
		const unsigned char c = (unsigned char)s.ptr[at];
		bool inside = c == ' ' && at > from && at + 1 < s.len && s.ptr[at + 1] > ' ' && s.ptr[at + 1] < 0x7F;

		if (!inside && (c <= ' ' || c >= 0x7F))
			break;
		at++;
	}
	return at;
}

/* Fold visible ASCII with single blanks, as most words and names are; false for any other. */
static bool fold_visible(struct ru_buf *buf, struct ru_str s)
{
	if (s.len == 0 || seen_run(s, 0) != s.len)
		return false;
	char *to = ru_buf_room(buf, s.len);
	for (size_t i = 0; to != NULL && i < s.len; i++) {
		const char c = s.ptr[i];
		to[i] = (char)(c == '`' ? '\'' : c >= 'A' && c <= 'Z' ? c + 0x20 : c);
	}
	if (to != NULL) {
		buf->len += s.len;
		buf->ptr[buf->len] = '\0';
	}
	return true;
}

void ru_fold(struct ru_buf *buf, struct ru_str s)
{
	struct sink sink;
	if (fold_visible(buf, s))
		return;
	sink.buf = buf;
	sink.hash = NULL;
	sink.bare = sink.space = sink.begun = false;
	sink.len = 0;
	fold(&sink, s);
}

void ru_fold_bare(struct ru_buf *buf, struct ru_str s)
{
	struct sink sink;
	if (fold_visible(buf, s))
		return;
	sink.buf = buf;
	sink.hash = NULL;
	sink.bare = true;
	sink.space = sink.begun = false;
	sink.len = 0;
	fold(&sink, s);
}

/* The top bit of each byte that is at least `least`; all bytes are below 128, `least` is above 0. */
static uint64_t at_least(uint64_t bytes, unsigned char least)
{
	return (bytes + RU_EIGHT_EVERY(0x80u - least)) & RU_EIGHT_EVERY(0x80);
}

/* Eight bytes of a word at once, in lower case; false where one of them is no ASCII, is "`", white space or a control
 * character. */
static bool fold_eight(uint64_t bytes, uint64_t *out)
{
	if ((bytes & RU_EIGHT_EVERY(0x80)) != 0 || at_least(bytes, '!') != RU_EIGHT_EVERY(0x80) ||
	    at_least(bytes ^ RU_EIGHT_EVERY('`'), 1) != RU_EIGHT_EVERY(0x80))
		return false;
	uint64_t capitals = at_least(bytes, 'A') & ~at_least(bytes, 'Z' + 1);
	*out = bytes + (capitals >> 2); /* 0x80 to 0x20 */
	return true;
}

/* The first eight bytes of a string of len, those behind its end being "!". */
static uint64_t load_eight(const char *at, size_t len)
{
	return len >= 8 ? ru_eight(at) : RU_EIGHT_EVERY('!') << 8 * len | ru_eight_of(at, len);
}

uint64_t ru_fold_hash_letters(uint64_t first, uint64_t second, size_t len)
{
	uint64_t small = RU_EIGHT_EVERY(0x20);

	first |= small & ru_eight_low(len);
	return ru_eight_hash(first, len > 8 ? second | (small & ru_eight_low(len - 8)) : 0, len);
}

uint64_t ru_fold_hash_mark(char mark) { return ru_eight_hash((unsigned char)(mark == '`' ? '\'' : mark), 0, 1); }

/* The hash of a word of one to sixteen bytes that fold_eight() folds, as most are; false for any other. */
static bool hash_short(struct ru_str word, uint64_t *out)
{
	uint64_t first = load_eight(word.ptr, word.len), second = 0;

	if (!fold_eight(first, &first))
		return false;
	if (word.len > 8) {
		/* the last eight bytes, without those that the first eight hold */
		second = ru_eight(word.ptr + word.len - 8) >> 8 * (16 - word.len);
		if (!fold_eight(second | (RU_EIGHT_EVERY('!') & ~ru_eight_low(word.len - 8)), &second))
			return false;
	}
	*out = ru_eight_hash(first, second, word.len);
	return true;
}

static bool in(uint32_t cp, uint32_t first, uint32_t last) { return cp - first <= last - first; }

/* The folded form of a character of two bytes that folding only makes small, or 0: letters of Latin, Greek, Cyrillic,
 * Hebrew and Arabic, which join with no letter behind them. */
static uint32_t fold_letter(uint32_t cp)
{
	if (in(cp, 0xC0, 0xFF))
		return cp == 0xD7 || cp == 0xF7 ? 0 : cp < 0xDF ? cp + 0x20 : cp;
	if (in(cp, 0x410, 0x45F))
		return cp < 0x430 ? cp + 0x20 : cp;
	if (in(cp, 0x621, 0x63A) || in(cp, 0x641, 0x64A) || in(cp, 0x679, 0x6BF) || cp == 0x6CC || in(cp, 0x5D0, 0x5EA))
		return cp;
	if (in(cp, 0x100, 0x12F) || in(cp, 0x14A, 0x177) || in(cp, 0x490, 0x4BF)) /* pairs, the great one first */
		return cp | 1;
	if (in(cp, 0x141, 0x148) || in(cp, 0x179, 0x17E))
		return cp + (cp & 1);
	if (in(cp, 0x391, 0x3A1) || in(cp, 0x3A3, 0x3AB))
		return cp + 0x20;
	if (in(cp, 0x3AC, 0x3CE))
		return cp;
	return in(cp, 0x400, 0x40F) ? cp + 0x50 : 0;
}

/* Characters of three bytes that folding leaves as they are and that join with none of them: Han and Hangul syllables,
 * most kana. */
static bool is_whole(uint32_t cp)
{
	return in(cp, 0x4E00, 0x9FFF) || in(cp, 0xAC00, 0xD7A3) || in(cp, 0x3041, 0x3096) || in(cp, 0x30A1, 0x30FA);
}

/* What stands for the quotation mark or dash at U+2010 and so on up to U+201F, or 0. */
static char plain_mark(uint32_t cp)
{
	static const char marks[16] = {'-',  '-',  '-',  '-',  '-', '-', '\0', '\0',
	                               '\'', '\'', '\'', '\'', '"', '"', '"',  '"'};

	return in(cp, 0x2010, 0x201F) ? marks[cp - 0x2010] : '\0';
}

/* The character that is no ASCII at *at, folded, to out; false where that takes more than the tables above. */
static bool fold_wide(struct ru_str s, size_t *at, char *out, size_t *len)
{
	size_t begin = *at;
	uint32_t cp = ru_utf8_next(s, at), same = *at - begin == 2 ? fold_letter(cp) : is_whole(cp) ? cp : 0;
	char mark = plain_mark(cp);

	if (mark != '\0') {
		out[(*len)++] = mark;
		return true;
	}
	if (same == 0)
		return false;
	*len += ru_utf8_put(same, out + *len);
	return true;
}

/* Of ASCII and of what fold_wide() knows, where blanks only stand alone and inside. */
static bool fold_short(struct ru_str s, char out[RU_FOLD_SMALL], size_t *len)
{
	*len = 0;
	if (s.len > RU_FOLD_SMALL)
		return false;
	for (size_t i = 0; i < s.len;) {
		unsigned char c = (unsigned char)s.ptr[i];
		bool blank = c == ' ' && i > 0 && i + 1 < s.len && s.ptr[i - 1] != ' ';

		if (c >= 0x80) {
			if (!fold_wide(s, &i, out, len))
				return false;
			continue;
		}
		if (c <= ' ' && !blank)
			return false;
		out[(*len)++] = (char)(c == '`' ? '\'' : (c >= 'A' && c <= 'Z') ? c + 0x20 : c);
		i++;
	}
	return true;
}

bool ru_fold_small(struct ru_str s, char out[RU_FOLD_SMALL])
{
	size_t len;

	return fold_short(s, out, &len) && len == s.len;
}

int ru_fold_copy(struct ru_arena *arena, struct ru_str s, struct ru_str *out)
{
	struct ru_buf buf;
	char small[RU_FOLD_SMALL];
	size_t len;
	if (fold_short(s, small, &len))
		return ru_arena_copy(arena, (struct ru_str){small, len}, out);
	ru_buf_init(&buf, arena->al, 0);
	ru_fold(&buf, s);
	int rc = ru_buf_status(&buf);
	if (rc == 0)
		rc = ru_arena_copy(arena, ru_buf_str(&buf), out);
	ru_buf_release(&buf);
	return rc;
}

uint64_t ru_fold_hash(struct ru_str word)
{
	char small[RU_FOLD_SMALL];
	uint64_t hash;
	size_t len;
	if (word.len > 0 && word.len <= 16 && hash_short(word, &hash))
		return hash;
	if (fold_short(word, small, &len))
		return ru_hash64((struct ru_str){small, len});
	XXH3_state_t state;
	struct sink sink;
	(void)XXH3_64bits_reset(&state);
	sink.buf = NULL;
	sink.hash = &state;
	sink.bare = sink.space = sink.begun = false;
	sink.len = 0;
	fold(&sink, word);
	return XXH3_64bits_digest(&state);
}

bool ru_fold_seen(struct ru_buf *buf, struct ru_str s)
{
	bool space = false, begun = false, differs = false;

	for (size_t at = 0; at < s.len;) {
		size_t from = at;
		uint32_t cp = 0;

		if ((at = seen_run(s, from)) == from)
			cp = ru_utf8_next(s, &at);
		if (ru_char_is_space(cp)) {
			differs = differs || cp != ' ' || space || !begun || at == s.len;
			space = true;
			continue;
		}
		if (ru_char_is_zero_width(cp) && cp != 0x200C && cp != 0x200D) {
			differs = true;
			continue;
		}
		if (buf != NULL && space && begun)
			ru_buf_putc(buf, ' ');
		if (buf != NULL)
			ru_buf_put(buf, (struct ru_str){s.ptr + from, at - from});
		space = false;
		begun = true;
	}
	return differs;
}
