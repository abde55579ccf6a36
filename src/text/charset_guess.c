/* SPDX-License-Identifier: Apache-2.0 */
/* Telling a charset by the letters it would spell.
 *
 * For each language and each charset that it was written in before UTF-8, gen/charset_letters.h says how often which
 * letter follows what: "ł" behind a small letter is common in Polish, "³" there in no language. The bytes are counted
 * once, each with the one before it, and every model adds up what that costs. Text in pairs of bytes is weighed by its
 * first and its second bytes. The cheapest reading wins, if it is clearly cheaper than what the page declares or, where
 * it declares nothing, windows-1252. Integers only, so that the same bytes give the same answer anywhere. */
#include "text/charset_guess.h"

#include "text/eight.h"

#include "text/gen/charset_letters.h"

enum {
	/* beside the 128 bytes above ASCII: a small letter, a capital, anything else */
	SMALL = 128,
	CAPITAL,
	OTHER,
	SYMBOLS,
	/* the first costs of a model's row, before those of its letters */
	COST_SMALL = 0,
	COST_CAPITAL,
	COST_OTHER,
	COST_MARK,
	COST_FOREIGN,
	COST_BAD,
	COST_LETTERS,
	/* what stood before, the rows of a model */
	BEFORE_OTHER = 0,
	BEFORE_SMALL,
	BEFORE_CAPITAL,
	BEFORE_HIGH_SMALL,
	BEFORE_HIGH_CAPITAL,
	ROWS,
	/* of a pair's table */
	CANNOT = 255,
	ALONE = 254, /* a whole character in one byte */
	ALONE_COST = 14 * 8,
	NO_PAIR_COST = 24 * 8,
	/* bytes above ASCII that are looked at: more of them change nothing */
	ENOUGH = 1 << 16,
	/* eighths of a bit by which a reading must be cheaper: in all, and for each byte above ASCII; more against what
	 * is declared than against nothing */
	SURE = 20 * 8,
	SURE_EACH = 12,
	SURE_STATED = 96 * 8,
	SURE_STATED_EACH = 20,
	/* eighths of a bit that text costs at most for each byte: what costs more is no text in that charset either */
	TEXT_EACH = 9 * 8
};

#define CAPITAL_LETTER 0x8000u

/* How often one symbol stands behind another. */
struct counts {
	uint32_t pair[SYMBOLS][SYMBOLS];
	uint32_t high;
	bool seen[SYMBOLS];
	struct met {
		uint8_t before, now;
		uint32_t times;
	} met[SYMBOLS * SYMBOLS]; /* those that do, but for ASCII behind ASCII */
	size_t mets;
};

static unsigned symbol_of(unsigned char c)
{
	if (c >= 0x80)
		return c & 0x7Fu;
	return c >= 'a' && c <= 'z' ? SMALL : c >= 'A' && c <= 'Z' ? CAPITAL : OTHER;
}

static void count(struct counts *counts, struct ru_str bytes)
{
	unsigned before = OTHER;

	for (size_t i = 0; i < bytes.len; i++) {
		unsigned now = symbol_of((unsigned char)bytes.ptr[i]);
		counts->pair[before][now]++;
		counts->seen[now] = true;
		counts->high += now < SMALL;
		before = now;
	}
	for (unsigned a = 0; a < SYMBOLS; a++)
		for (unsigned b = 0; b < (a < SMALL ? SYMBOLS : SMALL); b++)
			if (counts->pair[a][b] > 0)
				counts->met[counts->mets++] = (struct met){(uint8_t)a, (uint8_t)b, counts->pair[a][b]};
}

/* The bytes up to the last one that is looked at. */
static struct ru_str enough_of(struct ru_str bytes)
{
	size_t high = 0;

	for (size_t i = 0; i < bytes.len; i++) {
		high += (unsigned char)bytes.ptr[i] >= 0x80;
		if (high == ENOUGH)
			return ru_str_cut(bytes, 0, i + 1);
	}
	return bytes;
}

static size_t letter_find(const struct letter_model *model, uint16_t cp)
{
	const uint16_t *letters = charset_alphabet + model->alphabet;
	size_t low = 0, high = model->letters;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if ((letters[mid] & ~CAPITAL_LETTER) < cp)
			low = mid + 1;
		else
			high = mid;
	}
	return low < model->letters && (letters[low] & ~CAPITAL_LETTER) == cp ? low : SIZE_MAX;
}

static bool is_mark(uint16_t cp)
{
	for (size_t i = 0; i < sizeof(charset_marks) / sizeof(charset_marks[0]); i++)
		if (charset_marks[i] == cp)
			return true;
	return false;
}

/* Where a character's cost stands in each row of the model, and the row for what comes behind it. */
static unsigned cost_index(const struct letter_model *model, uint16_t cp, unsigned *row)
{
	size_t letter = letter_find(model, cp);

	*row = BEFORE_OTHER;
	if (letter != SIZE_MAX) {
		bool capital = (charset_alphabet[model->alphabet + letter] & CAPITAL_LETTER) != 0;
		*row = capital ? BEFORE_HIGH_CAPITAL : BEFORE_HIGH_SMALL;
		return COST_LETTERS + (unsigned)letter;
	}
	if (cp < 0xA0 || cp == 0xFFFD)
		return COST_BAD;
	return is_mark(cp) ? COST_MARK : COST_FOREIGN;
}

static uint32_t cost_of_letters(const struct letter_model *model, const struct counts *counts)
{
	const uint16_t *table = ru_charset_table(model->charset);
	const uint8_t *costs = charset_costs + model->costs;
	size_t width = COST_LETTERS + (size_t)model->letters;
	unsigned index[SYMBOLS] = {0}, row[SYMBOLS] = {0};
	uint32_t sum = 0;

	for (unsigned i = 0; i < SMALL; i++)
		if (counts->seen[i])
			index[i] = cost_index(model, table[i], &row[i]);
	for (unsigned i = SMALL; i < SYMBOLS; i++) {
		index[i] = COST_SMALL + (i - SMALL);
		row[i] = i == SMALL ? BEFORE_SMALL : i == CAPITAL ? BEFORE_CAPITAL : BEFORE_OTHER;
	}
	for (size_t i = 0; i < counts->mets; i++) {
		const struct met *met = &counts->met[i];
		/* ASCII behind ASCII is the same in all charsets; behind a mark it says nothing either */
		if (met->now < SMALL || row[met->before] >= BEFORE_HIGH_SMALL)
			sum += met->times * costs[row[met->before] * width + index[met->now]];
	}
	return sum;
}

/* The first byte above ASCII from at on, or the end. */
static size_t skip_ascii(struct ru_str bytes, size_t at)
{
	while (at + 8 <= bytes.len && (ru_eight(bytes.ptr + at) & RU_EIGHT_EVERY(0x80)) == 0)
		at += 8;
	while (at < bytes.len && (unsigned char)bytes.ptr[at] < 0x80)
		at++;
	return at;
}

/* Given up where it is over limit. */
static uint32_t cost_of_pairs(const struct pair_model *model, struct ru_str bytes, uint32_t limit)
{
	uint32_t sum = 0;

	for (size_t i = skip_ascii(bytes, 0); i < bytes.len && sum <= limit; i = skip_ascii(bytes, i + 1)) {
		unsigned char first = (unsigned char)bytes.ptr[i];
		unsigned char second = i + 1 < bytes.len ? (unsigned char)bytes.ptr[i + 1] : 0;
		unsigned lead = model->lead[first - 0x80],
		         trail = second >= 0x40 ? model->trail[second - 0x40] : CANNOT;

		if (lead == ALONE) {
			sum += ALONE_COST;
		} else if (lead == CANNOT || trail == CANNOT) {
			sum += NO_PAIR_COST;
		} else {
			sum += lead + trail;
			i++;
		}
	}
	return sum;
}

struct reading {
	struct ru_str charset;
	uint32_t cost;
};

static struct reading reading_of(size_t model, struct ru_str bytes, const struct counts *counts, struct ru_str named,
                                 uint32_t limit)
{
	size_t singles = sizeof(letter_models) / sizeof(letter_models[0]);
	struct reading reading;

	if (model < singles) {
		reading.charset = ru_str_from(letter_models[model].charset);
		reading.cost = cost_of_letters(&letter_models[model], counts);
	} else {
		reading.charset = ru_str_from(pair_models[model - singles].charset);
		reading.cost = cost_of_pairs(&pair_models[model - singles], bytes,
		                             ru_str_eq(reading.charset, named) ? UINT32_MAX : limit);
	}
	return reading;
}

/* The cheapest reading of all, and in *named the cheapest in the charset that it names. */
static struct reading cheapest(struct ru_str bytes, const struct counts *counts, struct reading *named)
{
	size_t models = sizeof(letter_models) / sizeof(letter_models[0]) + sizeof(pair_models) / sizeof(pair_models[0]);
	struct reading best = {{NULL, 0}, UINT32_MAX};

	named->cost = UINT32_MAX;
	for (size_t i = 0; i < models; i++) {
		struct reading reading = reading_of(i, bytes, counts, named->charset, best.cost);
		if (reading.cost < best.cost)
			best = reading;
		if (ru_str_eq(reading.charset, named->charset) && reading.cost < named->cost)
			named->cost = reading.cost;
	}
	return best;
}

int ru_charset_guess(struct ru_str bytes, struct ru_str named, bool is_stated, const struct ru_alloc *al,
                     struct ru_str *name)
{
	struct counts *counts = ru_alloc_zero(al, 1, sizeof(*counts));
	/* what GBK knows, GB 18030 spells with the same bytes */
	struct reading told = {ru_str_eq(named, RU_S("gb18030")) ? RU_S("GBK") : named, 0}, best;

	*name = (struct ru_str){NULL, 0};
	if (counts == NULL)
		return RU_ENOMEM;
	bytes = enough_of(bytes);
	count(counts, bytes);
	best = cheapest(bytes, counts, &told);
	if (told.cost != UINT32_MAX && best.cost <= counts->high * TEXT_EACH) {
		uint32_t sure =
		    is_stated ? SURE_STATED + counts->high * SURE_STATED_EACH : SURE + counts->high * SURE_EACH;
		if (told.cost > best.cost && told.cost - best.cost >= sure)
			*name = best.charset;
	}
	ru_alloc_free(al, counts);
	return 0;
}

const char *ru_charset_zeros(struct ru_str bytes, bool is_stated)
{
	size_t pairs = bytes.len / 2 < 512 ? bytes.len / 2 : 512, even = 0, odd = 0;

	for (size_t i = 0; i < pairs; i++) {
		even += bytes.ptr[2 * i] == '\0';
		odd += bytes.ptr[2 * i + 1] == '\0';
	}
	size_t more = even > odd ? even : odd, less = even > odd ? odd : even;
	if (more == less || (!is_stated && (less > 0 || more * 2 <= pairs)))
		return NULL;
	return odd > even ? "UTF-16LE" : "UTF-16BE";
}
