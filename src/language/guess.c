/* SPDX-License-Identifier: Apache-2.0 */
/* The language of a text: by its script where that is enough, else by the model; near relatives ("bahwa" is Indonesian,
 * "bahawa" is Malay) by their words: those that the model has counted, and the tell-tale ones that their packs list. */
#include "language/guess.h"

#include "text/utf8.h"

enum { SILENT = 2048, SILENT_BYTES = 16 /* longer words are looked up each time (pack/lexicon.c) */ };
enum { VOTE = 512, RELATIVES = 4, LEAD_MOST = 1000, ASIDE = 10 }; /* ASIDE: the runs' share in a pair's decision */

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

void ru_guesser_init(struct ru_guesser *guesser, const struct ru_packs *packs)
{
	const struct ru_pack *all = ru_packs_find(packs, RU_S("all"));
	*guesser = (struct ru_guesser){.packs = packs, .words = ru_table_find(RU_S("language_words"))};
	if (!ru_model_open(&guesser->model, ru_pack_blob(all, RU_S("language.model"))))
		guesser->model.languages = 0;
	guesser->script = ru_pack_entries(all, ru_table_find(RU_S("scripts")), &guesser->script_count);
	if (guesser->script_count > RU_GUESS_SCRIPTS)
		guesser->script_count = RU_GUESS_SCRIPTS;
	for (size_t i = 0; i < guesser->script_count; i++)
		if (!parse_range(guesser->script[i].phrase, &guesser->range[i].first, &guesser->range[i].last))
			guesser->range[i].first = 1, guesser->range[i].last = 0;
	for (size_t i = 0; i < ru_packs_count(packs) && guesser->relatives < RELATIVES; i++) {
		size_t entries;
		if (ru_pack_entries(ru_packs_at(packs, i), guesser->words, &entries) != NULL)
			guesser->relative[guesser->relatives++] = ru_packs_at(packs, i);
	}
}

struct ru_guess_memory {
	struct ru_guesser guesser;
	uint64_t silent[SILENT]; /* words that are no tell-tale ones, by their ru_fold_hash; 0: none */
	struct ru_model_memory model;
};

size_t ru_guess_memory_bytes(void) { return sizeof(struct ru_guess_memory); }

void ru_guesser_remember(struct ru_guesser *guesser, const struct ru_packs *packs, struct ru_guess_memory *memory)
{
	if (memory == NULL) {
		ru_guesser_init(guesser, packs);
		return;
	}
	if (memory->guesser.packs != packs) {
		ru_guesser_init(&memory->guesser, packs);
		memory->guesser.memory = memory;
		memset(memory->silent, 0, sizeof(memory->silent));
		ru_model_forget(&memory->model);
	}
	*guesser = memory->guesser;
}

/* Which of the guesser's scripts the letter is of, or its count. Their ranges do not overlap; text stays in one. */
static size_t script_of(const struct ru_guesser *guesser, uint32_t cp)
{
	size_t i = 0;
	while (i < guesser->script_count && (cp < guesser->range[i].first || cp > guesser->range[i].last))
		i++;
	return i;
}

/* Add letters of a script: the language with more of them is kept. */
static void add_script(struct ru_guess *guess, struct ru_str script, uint32_t letters)
{
	if (guess->script.len > 0 && ru_str_eq(guess->script, script)) {
		guess->script_letters += letters;
	} else if (letters > guess->script_letters) {
		guess->script = script;
		guess->script_letters = letters;
	}
}

/* Letters by script: which language owns most of those that one language owns, and how many. */
static void count_scripts(struct ru_guess *guess, const struct ru_guesser *guesser, struct ru_str text, uint32_t most)
{
	uint32_t seen[RU_GUESS_SCRIPTS + 1] = {0};
	size_t count = guesser->script_count;
	uint32_t letters = 0, any = 0, best = 0;
	struct ru_str script = {0};
	for (size_t at = 0; at < text.len && letters < most;) {
		uint32_t cp = (unsigned char)text.ptr[at];
		if (cp < 0x80) {
			letters += (cp | 0x20) - 'a' < 26;
			at++;
			continue;
		}
		cp = ru_utf8_next(text, &at);
		if (!ru_char_is_letter(cp))
			continue;
		letters++;
		if (cp < 0x370)
			continue;
		seen[script_of(guesser, cp)]++;
		any++;
	}
	guess->letters += letters;
	for (size_t i = 0; i < count && any > 0; i++) {
		struct ru_str tag = guesser->script[i].col[1], unless = guesser->script[i].col[2];
		uint32_t own = 0, other = 0;
		if (seen[i] == 0)
			continue;
		for (size_t j = 0; j < count; j++) {
			own += ru_str_eq(guesser->script[j].col[1], tag) ? seen[j] : 0;
			other += unless.len > 0 && ru_str_eq(guesser->script[j].col[1], unless) ? seen[j] : 0;
		}
		if (own + other <= best)
			continue;
		best = own + other;
		script = other * 10 > own ? unless : tag;
	}
	add_script(guess, script, best);
}

/* Words of a text that the packs list as telling of their language. The tables hold single words only. */
static void count_votes(struct ru_guess *guess, const struct ru_guesser *guesser, struct ru_str text)
{
	struct ru_word_cursor cursor;
	struct ru_word word;
	if (guesser->relatives == 0)
		return;
	ru_word_cursor_init(&cursor, text);
	while (ru_word_cursor_next(&cursor, &word)) {
		if (word.kind != RU_WORD_LETTERS)
			continue;
		uint64_t hash = ru_fold_hash(ru_str_cut(text, word.begin, word.end));
		uint64_t *silent = word.end - word.begin <= SILENT_BYTES && guesser->memory != NULL
		                       ? &guesser->memory->silent[hash % SILENT]
		                       : NULL;
		if (silent != NULL && hash != 0 && *silent == hash)
			continue;
		if (ru_packs_beginning(guesser->packs, guesser->words, hash) == 0) {
			if (silent != NULL)
				*silent = hash;
			continue;
		}
		struct ru_word one = {.begin = 0, .end = 1};
		struct ru_lookup lookup = {text, &one, &hash, 1};
		for (size_t i = 0; i < guesser->relatives; i++) {
			size_t used;
			const struct ru_entry *entry =
			    ru_pack_at(guesser->relative[i], guesser->words, &lookup, 0, &used);
			if (entry != NULL && entry->col[1].len == 1)
				guess->votes[i] += entry->col[1].ptr[0] - '0';
		}
	}
}

size_t ru_guess_feed(struct ru_guess *guess, const struct ru_guesser *guesser, struct ru_str text, uint32_t most)
{
	size_t read = text.len;
	if (guesser->model.languages > 0)
		read = ru_model_feed(&guesser->model, guesser->memory != NULL ? &guesser->memory->model : NULL, text,
		                     most, &guess->score);
	else if (text.len > (size_t)most * 4) /* no letter is longer than 4 bytes */
		read = (size_t)most * 4;
	text = ru_str_cut(text, 0, read);
	count_scripts(guess, guesser, text, most);
	count_votes(guess, guesser, text);
	return read;
}

void ru_guess_add(struct ru_guess *guess, const struct ru_guess *other)
{
	for (size_t i = 0; i < RU_MODEL_LANGUAGES; i++)
		guess->score.sum[i] += other->score.sum[i];
	for (size_t i = 0; i < RU_MODEL_PAIRS; i++)
		guess->score.pair[i] += other->score.pair[i];
	guess->score.letters += other->score.letters;
	guess->score.met += other->score.met;
	guess->score.known += other->score.known;
	guess->letters += other->letters;
	for (size_t i = 0; i < RELATIVES; i++)
		guess->votes[i] += other->votes[i];
	add_script(guess, other->script, other->script_letters);
}

/* What the tell-tale words say for a language, in 1/1024 nat. */
static int64_t votes_for(const struct ru_guess *guess, const struct ru_guesser *guesser, uint32_t language)
{
	for (size_t i = 0; i < guesser->relatives; i++)
		if (ru_str_eq(ru_pack_tag(guesser->relative[i]), ru_model_tag(&guesser->model, language)))
			return guess->votes[i] * VOTE;
	return 0;
}

/* The evidence for each language: that of the runs, but within a pair of relatives the words decide which of the two
 * has the better one's, and by how much the other is behind. */
static void weigh(const struct ru_guess *guess, const struct ru_guesser *guesser, int64_t *evidence)
{
	const struct ru_model *model = &guesser->model;
	for (uint32_t i = 0; i < model->languages; i++)
		evidence[i] = ((int64_t)guess->score.sum[i] - ru_model_behind(model, i)) * 256;
	for (uint32_t i = 0; i < model->pairs; i++) {
		struct ru_model_pair pair = ru_model_pair(model, i);
		int64_t *a = &evidence[pair.first], *b = &evidence[pair.second];
		int64_t better = *a > *b ? *a : *b;
		int64_t odds = (int64_t)guess->score.pair[i] * 64 + (*a - *b) / ASIDE +
		               votes_for(guess, guesser, pair.first) - votes_for(guess, guesser, pair.second);
		*a = odds >= 0 ? better : better + odds;
		*b = odds >= 0 ? better - odds : better;
	}
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

/* The best language of the evidence; *second is that of the next. There is at least one. */
static uint32_t best_of(const int64_t *evidence, uint32_t languages, int64_t *second)
{
	uint32_t best = 0;
	for (uint32_t i = 1; i < languages; i++)
		if (evidence[i] > evidence[best])
			best = i;
	*second = INT64_MIN / 2;
	for (uint32_t i = 0; i < languages; i++)
		if (i != best && evidence[i] > *second)
			*second = evidence[i];
	return best;
}

struct ru_str ru_guess_best(const struct ru_guess *guess, const struct ru_guesser *guesser, uint32_t *lead)
{
	int64_t evidence[RU_MODEL_LANGUAGES], second;
	*lead = 0;
	if (by_script(guess)) {
		*lead = LEAD_MOST;
		return guess->script;
	}
	/* letters that form no word of any language ("xkqzv ptrw"): few of their runs were ever met */
	if (guess->letters < 2 || guesser->model.languages == 0 || guess->score.known * 12 < guess->score.met)
		return RU_S("und");
	weigh(guess, guesser, evidence);
	uint32_t best = best_of(evidence, guesser->model.languages, &second);
	*lead = nats(evidence[best] - second);
	return ru_model_tag(&guesser->model, best);
}

uint32_t ru_guess_behind(const struct ru_guess *guess, const struct ru_guesser *guesser, struct ru_str tag)
{
	int64_t evidence[RU_MODEL_LANGUAGES], second;
	if (by_script(guess))
		return ru_str_eq(tag, guess->script) ? 0 : LEAD_MOST;
	if (guesser->model.languages == 0)
		return LEAD_MOST;
	weigh(guess, guesser, evidence);
	uint32_t best = best_of(evidence, guesser->model.languages, &second);
	for (uint32_t i = 0; i < guesser->model.languages; i++)
		if (ru_str_eq(ru_model_tag(&guesser->model, i), tag))
			return nats(evidence[best] - evidence[i]);
	return LEAD_MOST;
}
