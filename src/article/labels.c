/* SPDX-License-Identifier: Apache-2.0 */
/* Furniture words: what a line is by how it begins, by being a known phrase as a whole, or by holding one.
 *
 * The words stand in the packs' table "furniture" (phrase, kind, position):
 *   start    the line begins with it:            "Baca juga: Harga jagung turun"
 *   whole    the line is it, with figures:       "Komentar (0)"
 *   section  the same, and what follows is too:  "Berita Terkait"
 *   head     it stands before a name and nothing else: "Tentang PT Tirta Laju"; what follows is too
 *   below    the same, and the line above is:    "Lihat Foto" under a caption
 *   name     the line is it and a name:          "via Kabar Lereng"
 *   page     the line begins with it, and the article goes on on another page: "Halaman selanjutnya"
 *   opens    nothing by itself: a line that begins with it ...
 *   end      ... and ends with this and a name:  "The post Jagung turun appeared first on Kabar Lereng."
 *   any      it stands somewhere in the line:    "... disediakan oleh pihak ketiga ..." */
#include "article/sieve.h"

#include "article/draft.h"

enum { ANY_WORDS = 70, BEGIN_WORDS = 4, WHOLE_REST = 4, NAME_WORDS = 8, END_WORDS = 40 };

uint8_t ru_label_kind(struct ru_str name)
{
	for (int kind = 0; kind < RU_BLOCK_KINDS; kind++)
		if (ru_str_eq(ru_block_kind_name((enum ru_block_kind)kind), name))
			return (uint8_t)kind;
	return RU_KIND_NONE;
}

static enum ru_position position_of(struct ru_str name)
{
	if (ru_str_eq(name, RU_S("whole")))
		return RU_AT_WHOLE;
	if (ru_str_eq(name, RU_S("section")))
		return RU_AT_SECTION;
	if (ru_str_eq(name, RU_S("head")))
		return RU_AT_HEAD;
	if (ru_str_eq(name, RU_S("below")))
		return RU_AT_BELOW;
	if (ru_str_eq(name, RU_S("page")))
		return RU_AT_PAGE;
	if (ru_str_eq(name, RU_S("name")))
		return RU_AT_NAME;
	if (ru_str_eq(name, RU_S("end")))
		return RU_AT_END;
	if (ru_str_eq(name, RU_S("opens")))
		return RU_AT_OPENS;
	return ru_str_eq(name, RU_S("any")) ? RU_AT_ANY : RU_AT_START;
}

/* Whether nothing but figures, marks and symbols stands in the words [first, last). */
static bool no_letters(const struct ru_draft *d, uint32_t first, uint32_t last)
{
	for (uint32_t w = first; w < last; w++)
		if (ru_draft_word(d, w)->kind == RU_WORD_LETTERS)
			return false;
	return true;
}

/* Whether the words [first, last) are a name: each begins with a capital, and there is one at least. */
static bool only_name(const struct ru_draft *d, uint32_t first, uint32_t last)
{
	for (uint32_t w = first; w < last; w++)
		if (ru_draft_word(d, w)->kind == RU_WORD_LETTERS && (ru_draft_word(d, w)->flags & RU_WORD_CAPITAL) == 0)
			return false;
	return first < last && last - first <= NAME_WORDS;
}

/* The same, where a host's name counts as one: "Kabar.example". */
static bool is_name_or_host(const struct ru_draft *d, uint32_t first, uint32_t last)
{
	return only_name(d, first, last) || (first < last && ru_is_host(ru_draft_cut(d, ru_draft_word(d, first)->begin,
	                                                                             ru_draft_word(d, last - 1)->end)));
}

/* Whether the words from w on are a name, with the stop that ends the line. Small words may stand in it: "Kabar dari
 * Lereng." */
static bool ends_with_name(const struct ru_draft *d, const struct ru_line *line, uint32_t w)
{
	uint32_t last = line->last, capitals = 0;

	while (last > w && ru_draft_word(d, last - 1)->kind == RU_WORD_PUNCT)
		last--;
	if (last == w || last - w > NAME_WORDS || line->last - line->first > END_WORDS)
		return false;
	for (uint32_t k = w; k < last; k++)
		capitals += (ru_draft_word(d, k)->flags & RU_WORD_CAPITAL) != 0 ? 1 : 0;
	return ((ru_draft_word(d, w)->flags & RU_WORD_CAPITAL) != 0 && capitals * 2 >= last - w) ||
	       is_name_or_host(d, w, last);
}

/* Whether the line begins as one of those that an entry of position "end" closes. */
static bool is_opened(const struct ru_draft *d, uint32_t table, const struct ru_line *line)
{
	const struct ru_pack *pack = NULL;
	uint32_t used;
	const struct ru_entry *entry = ru_phrase_at(d, table, line->first, &used, &pack);

	while (entry != NULL && position_of(entry->col[2]) != RU_AT_OPENS)
		entry = entry->next != UINT32_MAX ? ru_pack_entry(pack, entry->next) : NULL;
	return entry != NULL;
}

/* The entry of the phrase at word w that fits where it stands in line; entries with one phrase follow each other. */
static const struct ru_entry *fitting(const struct ru_draft *d, uint32_t table, const struct ru_line *line, uint32_t w,
                                      enum ru_position *position)
{
	const struct ru_pack *pack = NULL;
	uint32_t used;
	const struct ru_entry *entry = ru_phrase_at(d, table, w, &used, &pack);

	for (int tries = 0; entry != NULL && tries < 8; tries++) {
		enum ru_position at = position_of(entry->col[2]);
		bool leads = w - line->first < BEGIN_WORDS && no_letters(d, line->first, w);
		bool alone = leads && line->last - w - used <= WHOLE_REST && no_letters(d, w + used, line->last);

		if (at == RU_AT_HEAD)
			alone = leads && only_name(d, w + used, line->last) && (line->flags & RU_LINE_END) == 0;
		else if (at == RU_AT_NAME)
			alone = w == line->first && is_name_or_host(d, w + used, line->last) &&
			        (line->flags & RU_LINE_END) == 0;
		else if (at == RU_AT_END)
			alone = ends_with_name(d, line, w + used) && is_opened(d, table, line);
		if (at == RU_AT_ANY || ((at == RU_AT_START || at == RU_AT_PAGE) && leads) ||
		    (at != RU_AT_START && at != RU_AT_PAGE && at != RU_AT_OPENS && alone)) {
			*position = at;
			return entry;
		}
		entry = entry->next != UINT32_MAX ? ru_pack_entry(pack, entry->next) : NULL;
	}
	return NULL;
}

static bool may_begin(const struct ru_draft *d, uint32_t w)
{
	const uint64_t *hash = d->lookup.hash;

	return d->options->sieve == NULL ||
	       ru_sieve_passes(d->options->sieve, hash[w], w + 1 < d->lookup.count ? hash[w + 1] : 0);
}

uint8_t ru_label_line(const struct ru_draft *d, uint32_t i, enum ru_position *position)
{
	const struct ru_line *line = ru_draft_line(d, i);
	uint32_t table = d->furniture;
	uint64_t bit = ru_pack_table_bit(table);
	uint32_t last = line->last - line->first > ANY_WORDS ? line->first + BEGIN_WORDS : line->last;

	*position = RU_AT_NONE;
	for (uint32_t w = line->first; w < last; w++) {
		const struct ru_entry *entry;
		uint8_t kind;

		if (d->uses != NULL && ((d->uses[w].opens & bit) == 0 || !may_begin(d, w)))
			continue;
		entry = fitting(d, table, line, w, position);
		kind = entry != NULL ? ru_label_kind(entry->col[1]) : RU_KIND_NONE;
		if (kind != RU_KIND_NONE)
			return kind;
	}
	return RU_KIND_NONE;
}
