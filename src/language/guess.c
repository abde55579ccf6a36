/* SPDX-License-Identifier: Apache-2.0 */
/* The language of a text: by its script where that is enough, else by the model; near relatives ("bahwa" is Indonesian,
 * "bahawa" is Malay) by the tell-tale words that their packs list, which weigh more than any run of letters. */
#include "language/guess.h"

#include "text/utf8.h"

enum { VOTE = 3072, WORDS = 128, RELATIVES = 4, LEAD_MOST = 1000 };

void ru_guesser_init(struct ru_guesser *guesser, const struct ru_packs *packs)
{
	const struct ru_pack *all = ru_packs_find(packs, RU_S("all"));
	*guesser = (struct ru_guesser){.packs = packs, .words = ru_table_find(RU_S("language_words"))};
	if (!ru_model_open(&guesser->model, ru_pack_blob(all, RU_S("language.model"))))
		guesser->model.languages = 0;
	guesser->script = ru_pack_entries(all, ru_table_find(RU_S("scripts")), &guesser->script_count);
}

static bool parse_range(struct ru_str s, uint32_t *first, uint32_t *last)
{
	uint32_t value[2] = {0, 0};
	int part = 0;
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		if (c == '-' && part == 0)
			part = 1;
		else if (c >= '0' && c <= '9')
			value[part] = (value[part] & 0xFFFFFF) * 16 + (uint32_t)(c - '0');
		else if (c >= 'A' && c <= 'F')
			value[part] = (value[part] & 0xFFFFFF) * 16 + (uint32_t)(c - 'A' + 10);
		else
			return false;
	}
	*first = value[0];
	*last = value[1];
	return part == 1;
}

/* Letters by script: which language owns most of those that one language owns, and how many. */
static void count_scripts(struct ru_guess *guess, const struct ru_guesser *guesser, struct ru_str text, uint32_t most)
{
	enum { SCRIPTS = 64 };
	uint32_t first[SCRIPTS], last[SCRIPTS], seen[SCRIPTS] = {0};
	size_t count = guesser->script_count < SCRIPTS ? guesser->script_count : SCRIPTS;
	uint32_t letters = 0;
	for (size_t i = 0; i < count; i++)
		if (!parse_range(guesser->script[i].phrase, &first[i], &last[i]))
			first[i] = 1, last[i] = 0;
	for (size_t at = 0; at < text.len && letters < most;) {
		uint32_t cp = ru_utf8_next(text, &at);
		if (!ru_char_is_letter(cp))
			continue;
		letters++;
		if (cp < 0x370)
			continue;
		for (size_t i = 0; i < count; i++)
			if (cp >= first[i] && cp <= last[i]) {
				seen[i]++;
				break;
			}
	}
	guess->letters += letters;
	for (size_t i = 0; i < count; i++) {
		struct ru_str tag = guesser->script[i].col[1], unless = guesser->script[i].col[2];
		uint32_t own = 0, other = 0;
		for (size_t j = 0; j < count; j++) {
			own += ru_str_eq(guesser->script[j].col[1], tag) ? seen[j] : 0;
			other += unless.len > 0 && ru_str_eq(guesser->script[j].col[1], unless) ? seen[j] : 0;
		}
		if (own + other <= guess->script_letters || seen[i] == 0)
			continue;
		guess->script_letters = own + other;
		guess->script = other * 10 > own ? unless : tag;
	}
}

static void count_votes(struct ru_guess *guess, const struct ru_guesser *guesser, struct ru_str text)
{
	struct ru_word words[WORDS];
	uint64_t hash[WORDS];
	struct ru_word_cursor cursor;
	struct ru_lookup lookup = {text, words, hash, 0};
	ru_word_cursor_init(&cursor, text);
	while (lookup.count < WORDS && ru_word_cursor_next(&cursor, &words[lookup.count])) {
		const struct ru_word *word = &words[lookup.count];
		hash[lookup.count++] = ru_fold_hash(ru_str_cut(text, word->begin, word->end));
	}
	size_t relative = 0;
	for (size_t p = 0; p < ru_packs_count(guesser->packs) && relative < RELATIVES; p++) {
		const struct ru_pack *pack = ru_packs_at(guesser->packs, p);
		size_t entries;
		if (ru_pack_entries(pack, guesser->words, &entries) == NULL)
			continue;
		for (size_t i = 0; i < lookup.count; i++) {
			size_t used;
			const struct ru_entry *entry = ru_pack_at(pack, guesser->words, &lookup, i, &used);
			if (entry != NULL && entry->col[1].len == 1)
				guess->votes[relative] += entry->col[1].ptr[0] - '0';
		}
		relative++;
	}
}

void ru_guess_feed(struct ru_guess *guess, const struct ru_guesser *guesser, struct ru_str text, uint32_t most)
{
	count_scripts(guess, guesser, text, most);
	if (guesser->model.languages > 0)
		ru_model_feed(&guesser->model, text, most, &guess->score);
	/* no letter is longer than 4 bytes, no text worth more than a few hundred words */
	count_votes(guess, guesser, ru_str_cut(text, 0, (size_t)most * 8));
}

void ru_guess_add(struct ru_guess *guess, const struct ru_guess *other)
{
	for (size_t i = 0; i < RU_MODEL_LANGUAGES; i++)
		guess->score.sum[i] += other->score.sum[i];
	guess->score.letters += other->score.letters;
	guess->score.met += other->score.met;
	guess->score.known += other->score.known;
	guess->letters += other->letters;
	for (size_t i = 0; i < RELATIVES; i++)
		guess->votes[i] += other->votes[i];
	if (guess->script.len > 0 && ru_str_eq(guess->script, other->script)) {
		guess->script_letters += other->script_letters;
	} else if (other->script_letters > guess->script_letters) {
		guess->script = other->script;
		guess->script_letters = other->script_letters;
	}
}

/* Which relative (a language with tell-tale words) language i is, or SIZE_MAX. */
static size_t relative_of(const struct ru_guesser *guesser, uint32_t i)
{
	struct ru_str tag = ru_model_tag(&guesser->model, i);
	size_t relative = 0, entries;
	for (size_t p = 0; p < ru_packs_count(guesser->packs) && relative < RELATIVES; p++) {
		const struct ru_pack *pack = ru_packs_at(guesser->packs, p);
		if (ru_pack_entries(pack, guesser->words, &entries) == NULL)
			continue;
		if (ru_str_eq(ru_pack_tag(pack), tag))
			return relative;
		relative++;
	}
	return SIZE_MAX;
}

/* The evidence for language i, tell-tale words included. */
static int64_t evidence(const struct ru_guess *guess, const struct ru_guesser *guesser, uint32_t i)
{
	size_t relative = relative_of(guesser, i);
	return guess->score.sum[i] + (relative != SIZE_MAX ? guess->votes[relative] * VOTE : 0);
}

/* The two best: by the model, then among relatives by their words too. False where there is no model. */
static bool best_two(const struct ru_guess *guess, const struct ru_guesser *guesser, uint32_t *best, int64_t *top,
                     int64_t *second)
{
	uint32_t languages = guesser->model.languages;
	*best = 0;
	if (languages == 0)
		return false;
	for (uint32_t i = 1; i < languages; i++)
		if (guess->score.sum[i] > guess->score.sum[*best])
			*best = i;
	bool relatives = relative_of(guesser, *best) != SIZE_MAX;
	*top = relatives ? evidence(guess, guesser, *best) : guess->score.sum[*best];
	for (uint32_t i = 0; relatives && i < languages; i++) {
		if (relative_of(guesser, i) == SIZE_MAX)
			continue;
		int64_t value = evidence(guess, guesser, i);
		if (value > *top) {
			*top = value;
			*best = i;
		}
	}
	*second = INT64_MIN / 2;
	for (uint32_t i = 0; i < languages; i++) {
		int64_t value = relatives && relative_of(guesser, i) != SIZE_MAX ? evidence(guess, guesser, i)
		                                                                 : guess->score.sum[i];
		if (i != *best && value > *second)
			*second = value;
	}
	return true;
}

static uint32_t nats(int64_t amount)
{
	amount /= 1024;
	return amount < 0 ? 0 : amount > LEAD_MOST ? LEAD_MOST : (uint32_t)amount;
}

/* Whether a script of its own decides. */
static bool by_script(const struct ru_guess *guess)
{
	return guess->script_letters > 0 && guess->script_letters * 2 > guess->letters;
}

struct ru_str ru_guess_best(const struct ru_guess *guess, const struct ru_guesser *guesser, uint32_t *lead)
{
	uint32_t best;
	int64_t top, second;
	*lead = 0;
	if (by_script(guess)) {
		*lead = LEAD_MOST;
		return guess->script;
	}
	if (guess->letters < 2 || !best_two(guess, guesser, &best, &top, &second))
		return RU_S("und");
	/* letters that form no word of any language ("xkqzv ptrw"): few of their runs were ever met */
	if (guess->score.known * 12 < guess->score.met)
		return RU_S("und");
	*lead = nats(top - second);
	return ru_model_tag(&guesser->model, best);
}

uint32_t ru_guess_behind(const struct ru_guess *guess, const struct ru_guesser *guesser, struct ru_str tag)
{
	uint32_t best;
	int64_t top, second;
	if (by_script(guess))
		return ru_str_eq(tag, guess->script) ? 0 : LEAD_MOST;
	if (!best_two(guess, guesser, &best, &top, &second))
		return LEAD_MOST;
	bool relatives = relative_of(guesser, best) != SIZE_MAX;
	for (uint32_t i = 0; i < guesser->model.languages; i++)
		if (ru_str_eq(ru_model_tag(&guesser->model, i), tag))
			return nats(top - (relatives && relative_of(guesser, i) != SIZE_MAX
			                       ? evidence(guess, guesser, i)
			                       : guess->score.sum[i]));
	return LEAD_MOST;
}
