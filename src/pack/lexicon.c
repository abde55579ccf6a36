/* SPDX-License-Identifier: Apache-2.0 */
/* A table with two places for each word, a line of the processor's cache each; see lexicon.h. A word that comes for the
 * second time takes the first place, which words that come once do not get. */
#include "pack/lexicon.h"
#include "base/fetch.h"

#include "pack/inner.h"

/* Longer words are always asked for anew: of two of them somebody might make one that hashes like the other, and so
 * change what is said of a text that was not his. */
enum { KEPT_BYTES = 16, LINE = 64 };

union place {
	struct ru_lexeme word;
	char line[LINE];
};

struct ru_lexicon {
	const struct ru_alloc *al;
	const struct ru_pack *other;
	union place (*place)[2]; /* at the beginning of a line */
	size_t mask;
	uint32_t names; /* the table name_words */
	uint64_t stops; /* the bit of the table of stop words */
	void *room[RU_LEXICON_READERS];
	struct ru_lexeme spare;
	char rest[];
};

int ru_lexicon_new(struct ru_lexicon **out, size_t words, const struct ru_pack *other, const struct ru_alloc *al)
{
	*out = NULL;
	if (words == 0 || (words & (words - 1)) != 0 || words > (size_t)1 << 24)
		return RU_EUSAGE;
	size_t pairs = words > 1 ? words / 2 : 1;
	struct ru_lexicon *lexicon = ru_alloc_zero(al, 1, sizeof(*lexicon) + LINE + pairs * sizeof(*lexicon->place));
	if (lexicon == NULL)
		return RU_ENOMEM;
	lexicon->al = al;
	lexicon->other = other;
	lexicon->place = (void *)(lexicon->rest + (LINE - (uintptr_t)lexicon->rest % LINE));
	lexicon->mask = pairs - 1;
	lexicon->names = ru_table_find(RU_S("name_words"));
	lexicon->stops = ru_pack_table_bit(ru_table_find(RU_S("stopwords")));
	*out = lexicon;
	return 0;
}

void ru_lexicon_free(struct ru_lexicon *lexicon)
{
	if (lexicon == NULL)
		return;
	for (size_t i = 0; i < RU_LEXICON_READERS; i++)
		ru_alloc_free(lexicon->al, lexicon->room[i]);
	ru_alloc_free(lexicon->al, lexicon);
}

void *ru_lexicon_room(struct ru_lexicon *lexicon, enum ru_lexicon_reader reader, size_t bytes)
{
	if (lexicon->room[reader] == NULL)
		lexicon->room[reader] = ru_alloc_zero(lexicon->al, 1, bytes);
	return lexicon->room[reader];
}

static void ask_plain(const struct ru_lexicon *lexicon, struct ru_lexeme *out, const struct ru_pack *pack, bool letters,
                      struct ru_str word, uint64_t hash)
{
	*out = (struct ru_lexeme){.hash = hash, .pack = pack, .stem = hash};
	out->asked = letters ? RU_LEXICON_LETTERS : 0;
	out->first[0] = out->first[1] = ru_pack_opening_at(pack, hash);
	const uint64_t own = ru_pack_opening_tables(pack, out->first[0]);

	out->opening = own;
	if (lexicon->other != pack) {
		out->first[1] = ru_pack_opening_at(lexicon->other, hash);
		out->opening |= ru_pack_opening_tables(lexicon->other, out->first[1]);
	}
	if (letters)
		out->stem = ru_pack_stem_opened(pack, word, own);
	out->is_stop = (own & lexicon->stops) != 0 && ru_pack_is_stop(pack, hash);
	out->is_root = ru_pack_is_root(pack, hash);
	out->weight = out->is_stop ? 0 : ru_pack_weight_of(pack, hash);
}

static void ask_names(const struct ru_lexicon *lexicon, struct ru_lexeme *out)
{
	out->names = ru_pack_number(out->pack, lexicon->names, out->hash);
	out->other_names = ru_pack_number(lexicon->other, lexicon->names, out->hash);
	out->asked |= RU_LEXICON_NAMES;
}

static union place *places_of(const struct ru_lexicon *lexicon, uint64_t hash)
{
	return lexicon->place[(hash ^ hash >> 32) & lexicon->mask];
}

void ru_lexicon_expect(const struct ru_lexicon *lexicon, uint64_t hash) { ru_fetch(places_of(lexicon, hash)); }

static bool holds(const union place *place, uint64_t hash, const struct ru_pack *pack, unsigned letters)
{
	return place->word.hash == hash && place->word.pack == pack &&
	       (place->word.asked & RU_LEXICON_LETTERS) == letters;
}

const struct ru_lexeme *ru_lexicon_get(struct ru_lexicon *lexicon, const struct ru_pack *pack, unsigned ask,
                                       struct ru_str word, uint64_t hash)
{
	union place *place = places_of(lexicon, hash);
	struct ru_lexeme *out = &place[0].word;
	unsigned letters = ask & RU_LEXICON_LETTERS;

	if (word.len > KEPT_BYTES) {
		out = &lexicon->spare;
		ask_plain(lexicon, out, pack, letters != 0, word, hash);
	} else if (!holds(&place[0], hash, pack, letters)) {
		struct ru_lexeme first = *out;
		if (holds(&place[1], hash, pack, letters)) {
			*out = place[1].word;
			place[1].word = first;
		} else {
			out = &place[1].word;
			ask_plain(lexicon, out, pack, letters != 0, word, hash);
		}
	}
	if ((ask & ~(unsigned)out->asked) != 0)
		ask_names(lexicon, out);
	return out;
}
