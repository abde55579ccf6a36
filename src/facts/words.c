/* SPDX-License-Identifier: Apache-2.0 */
/* The words and sentences of the blocks that are read, prepared once for the other parts of facts/.
 *
 * Fed the article and the pack; gives one token a word (stem, rarity, stop and negation flags) and the sentences.
 * Blocks are cut one by one, so that no word and no sentence runs over the edge of a block. */
#include "facts/names/emission.h"
#include "text/utf8.h"
#include "values/text.h"

/* What the pack knows of sentences. */
struct sentence_knowledge {
	const struct ru_pack *pack;
	uint32_t abbreviations, cues, never_first[8]; /* tables whose words, capitalised, are names and titles */
};

static struct sentence_knowledge sentence_knowledge(const struct ru_pack *pack)
{
	struct sentence_knowledge known = {
	    .pack = pack, .abbreviations = ru_table_find(RU_S("abbreviations")), .cues = ru_table_find(RU_S("cues"))};
	const struct ru_str tables[8] = {RU_S("titles"), RU_S("given_names"), RU_S("org_heads"), RU_S("place_heads"),
	                                 RU_S("places"), RU_S("months"),      RU_S("weekdays"),  RU_S("media_heads")};
	for (size_t i = 0; i < 8; i++)
		known.never_first[i] = ru_table_find(tables[i]);
	return known;
}

static struct ru_str cut_word(struct ru_str text, const struct ru_word *word)
{
	return ru_str_cut(text, word->begin, word->end);
}

/* A word in small letters: "menjelaskan", and not "Presiden", "KPR" or "2007". */
static bool is_small(struct ru_str text, const struct ru_word *word)
{
	size_t at = word->begin;
	return word->kind == RU_WORD_LETTERS && ru_char_is_lower(ru_utf8_next(text, &at));
}

/* A capitalised word that is no name as far as the pack can tell: a word of the language that stands in no list of
 * names and titles, with a word in small letters behind it ("Sektor konstruksi", not "Bank Sentral"). */
static bool is_plain_beginning(const struct sentence_knowledge *known, struct ru_str text, const struct ru_word *words,
                               size_t count, size_t i)
{
	struct ru_str word = cut_word(text, &words[i]);
	uint64_t folded = ru_fold_hash(word);
	if (words[i].kind != RU_WORD_LETTERS ||
	    (words[i].flags & (RU_WORD_CAPITAL | RU_WORD_ALL_CAPS)) != RU_WORD_CAPITAL)
		return false;
	if (i + 1 >= count || !is_small(text, &words[i + 1]))
		return false;
	if (!ru_pack_is_stop(known->pack, folded) && !ru_pack_is_root(known->pack, folded) &&
	    ru_pack_stem_hash(known->pack, word) == folded)
		return false;
	uint64_t opening = ru_pack_opening(known->pack, folded);
	for (size_t t = 0; t < sizeof(known->never_first) / sizeof(known->never_first[0]); t++)
		if ((opening & ru_pack_table_bit(known->never_first[t])) != 0 &&
		    ru_pack_get(known->pack, known->never_first[t], word) != NULL)
			return false;
	return true;
}

/* An initial ("A. Rahman") or a phrase of the pack ("Jl.", "Muh.", "No.") does not end a sentence with its stop; but
 * "kuartal I. Dengan naiknya" and "Nippon Steel Corp. Rencana akuisisi" are two sentences. */
static bool is_abbreviation(void *ctx, struct ru_str text, const struct ru_word *words, size_t count, size_t i)
{
	const struct sentence_knowledge *known = ctx;
	struct ru_str word = cut_word(text, &words[i]);
	bool plain = i + 2 < count && is_plain_beginning(known, text, words, count, i + 2);
	size_t pos = 0;

	if (words[i].kind == RU_WORD_LETTERS && (words[i].flags & RU_WORD_CAPITAL) != 0) {
		(void)ru_utf8_next(word, &pos);
		if (pos == word.len)
			return !plain || i == 0 || !is_small(text, &words[i - 1]);
	}
	if (known->abbreviations == RU_TABLE_NONE || word.len > 32)
		return false;
	const struct ru_entry *entry = ru_pack_get(known->pack, known->abbreviations, word);
	return entry != NULL && !(plain && ru_str_eq(entry->col[2], RU_S("firm")));
}

enum { HEADLINE_LEAST = 2, HEADLINE_MOST = 7 }; /* words of a headline */

/* "..., katanya menjelaskan \"Angin laut itu ...": a headline or sentence
 * without its stop, run into the next. Behind a word in small letters that carries meaning (no "oleh", no "kata"),
 * a function word with a capital begins a sentence where so far stands no more than a headline ("Jembatan baru
 * Sementara itu, ..."), and any plain word of the language where it opens a quotation that goes on in small letters, as
 * titles do not. */
static bool begins(void *ctx, struct ru_str text, const struct ru_word *words, size_t count, size_t first, size_t i)
{
	const struct sentence_knowledge *known = ctx;
	struct ru_str before = cut_word(text, &words[i - 1]);
	bool quotation = words[i].kind == RU_WORD_PUNCT;
	size_t letter = words[i].begin;

	if (i - first < HEADLINE_LEAST || !is_small(text, &words[i - 1]) || !ru_pack_knows_roots(known->pack))
		return false;
	if (!quotation &&
	    (i - first > HEADLINE_MOST || !ru_pack_is_stop(known->pack, ru_fold_hash(cut_word(text, &words[i])))))
		return false;
	(void)ru_utf8_next(text, &letter);
	if (!quotation && letter == words[i].end) /* "I" */
		return false;
	if (quotation && (i + 3 > count || text.ptr[words[i].begin] == '(' || text.ptr[words[i].begin] == '[' ||
	                  !is_small(text, &words[i + 2])))
		return false;
	if (ru_pack_is_stop(known->pack, ru_fold_hash(before)) || ru_pack_get(known->pack, known->cues, before) != NULL)
		return false;
	return is_plain_beginning(known, text, words, count, i + quotation);
}

enum { GLUED_LEAST = 3 }; /* letters of a word that a stop parts from the next without a space */

static bool is_known(const struct sentence_knowledge *known, struct ru_str word)
{
	uint64_t folded = ru_fold_hash(word);
	return ru_pack_is_stop(known->pack, folded) || ru_pack_is_root(known->pack, folded) ||
	       ru_pack_stem_hash(known->pack, word) != folded;
}

/* "jalan itu aman.Bupati pergi", "kata Wirasti.Ia pergi": a word of the language before the stop, or a function word
 * behind it. */
static bool parts(void *ctx, struct ru_str text, const struct ru_word *before, const struct ru_word *behind)
{
	const struct sentence_knowledge *known = ctx;
	struct ru_str word = cut_word(text, before), next = cut_word(text, behind);

	if (before->kind != RU_WORD_LETTERS || word.len < GLUED_LEAST)
		return false;
	if (ru_pack_is_stop(known->pack, ru_fold_hash(next)))
		return true;
	return is_small(text, before) && next.len > GLUED_LEAST && is_known(known, word);
}

/* What grows while blocks are cut: words with their hashes, and sentences. */
struct cutting {
	struct ru_vec words, hashes, sentences;
	struct ru_vec ranges; /* of one block */
};

/* More than is asked for, so that ten thousand blocks do not move it ten thousand times. */
static int make_room(struct ru_vec *vec, size_t count)
{
	size_t len = vec->len + count;

	return len > vec->cap ? ru_vec_reserve(vec, len + len / 2) : RU_OK;
}

/* Take over the words that article/ has cut: those of a block are words of the page, unless it begins within one or
 * something clings to its end. Only the first is cut anew, since what stands before the block counts no longer. False
 * where nothing was taken. */
static bool take_words(const struct ru_article *article, struct ru_range at, struct cutting *cut, int *status)
{
	uint32_t first = ru_words_from(article->words, article->word_count, at.begin),
	         last = ru_words_from(article->words, article->word_count, at.end), count = last - first;
	struct ru_word_cursor cursor;
	struct ru_word word;

	if (article->words == NULL || count == 0 || (first > 0 && article->words[first - 1].end > at.begin) ||
	    (at.end < article->text.len && article->text.ptr[at.end] != '\n' && article->text.ptr[at.end] != ' '))
		return false;
	ru_word_cursor_init(&cursor, ru_str_cut(article->text, at.begin, at.end));
	if (!ru_word_cursor_next(&cursor, &word) || word.begin + at.begin != article->words[first].begin ||
	    word.end + at.begin != article->words[first].end)
		return false;
	*status = make_room(&cut->words, count);
	if (*status == RU_OK)
		*status = make_room(&cut->hashes, count);
	if (*status != RU_OK)
		return true;
	memcpy(RU_VEC_AT(&cut->words, struct ru_word, cut->words.len), article->words + first, count * sizeof(word));
	memcpy(RU_VEC_AT(&cut->hashes, uint64_t, cut->hashes.len), article->word_hash + first,
	       count * sizeof(uint64_t));
	RU_VEC_AT(&cut->words, struct ru_word, cut->words.len)->flags = word.flags;
	cut->words.len += count;
	cut->hashes.len += count;
	return true;
}

static int cut_words(const struct ru_article *article, struct ru_range at, struct cutting *cut)
{
	size_t base = cut->words.len;
	int status = RU_OK;

	if (take_words(article, at, cut, &status))
		return status;
	status = ru_words_folded(ru_str_cut(article->text, at.begin, at.end), &cut->words, &cut->hashes);
	for (size_t i = base; i < cut->words.len; i++) {
		RU_VEC_AT(&cut->words, struct ru_word, i)->begin += at.begin;
		RU_VEC_AT(&cut->words, struct ru_word, i)->end += at.begin;
	}
	return status;
}

/* Cut one block and append its words and sentences. */
static int block_words(struct ru_reading *r, const struct ru_sentence_rules *rules, uint32_t block, struct cutting *cut)
{
	size_t base = cut->words.len;
	int status = cut_words(r->article, r->article->blocks[block].at, cut);

	if (status != RU_OK || cut->words.len == base)
		return status;
	ru_vec_clear(&cut->ranges);
	status = ru_sentences(r->article->text, RU_VEC_AT(&cut->words, struct ru_word, base), cut->words.len - base,
	                      rules, &cut->ranges);
	if (status != RU_OK)
		return status;
	RU_VEC_AT(&cut->words, struct ru_word, base)->flags |= RU_WORD_BREAK;
	for (size_t i = 0; i < cut->ranges.len; i++) {
		const struct ru_sentence_range *range = RU_VEC_AT(&cut->ranges, struct ru_sentence_range, i);
		struct ru_sentence *sentence = ru_vec_push(&cut->sentences);
		if (sentence == NULL)
			return RU_ENOMEM;
		sentence->at = (struct ru_range){range->begin, range->end};
		sentence->first = (uint32_t)base + range->first;
		sentence->last = (uint32_t)base + range->last;
		sentence->block = block;
	}
	return RU_OK;
}

/* Whether the words of the block are read here: a sub-block is read with the block that holds it. */
static bool is_read(const struct ru_article *article, uint32_t block)
{
	uint32_t parent = article->blocks[block].parent;

	if (!ru_block_kind_is_read(article->blocks[block].kind))
		return false;
	return parent == RU_NONE || !ru_block_kind_is_read(article->blocks[parent].kind);
}

enum {
	ALIGN = 16,
	LEXICON_WORDS = 1024, /* where the caller has no lexicon that it keeps from page to page */
	AHEAD = 8             /* words; what the lexicon holds of them comes from memory meanwhile */
};

static void place_token(const struct ru_word *word, struct ru_token *token)
{
	token->begin = word->begin;
	token->end = word->end;
	if (word->kind == RU_WORD_PUNCT) {
		token->flags = RU_TOKEN_PUNCT;
		return;
	}
	if (word->kind == RU_WORD_NUMBER)
		token->flags |= RU_TOKEN_NUMBER;
	if ((word->flags & RU_WORD_CAPITAL) != 0)
		token->flags |= RU_TOKEN_CAPITAL;
}

static void fill_token(const struct ru_word *word, const struct ru_lexeme *known, struct ru_token *token)
{
	place_token(word, token);
	if (word->kind == RU_WORD_PUNCT)
		return;
	token->stem = known->stem;
	token->weight = known->weight;
	if (known->is_stop)
		token->flags |= RU_TOKEN_STOP;
}

/* As far as dates need it: what each word may begin in the page's own pack, and where it stands. */
static int know_places(struct ru_reading *r)
{
	struct ru_token *tokens = ru_arena_get(r->arena, r->word_count, sizeof(*tokens));
	uint64_t *opening = ru_arena_get_raw(r->arena, r->word_count, sizeof(*opening));
	uint32_t *first = ru_arena_get_raw(r->arena, r->word_count, sizeof(*first));

	if (tokens == NULL || opening == NULL || first == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < r->word_count; i++) {
		first[i] = ru_pack_opening_at(r->pack, r->text.hash[i]);
		opening[i] = ru_pack_opening_tables(r->pack, first[i]);
		place_token(&r->words[i], &tokens[i]);
	}
	r->text.opening = opening;
	for (unsigned k = 0; k < 2; k++) {
		r->text.opened[k] = r->pack;
		r->text.first[k] = first;
	}
	r->facts->tokens = tokens;
	r->facts->token_count = r->word_count;
	return RU_OK;
}

/* Ask the pack for every word once: what it may begin, and its token. */
static int know_words(struct ru_reading *r, struct ru_lexicon *lexicon)
{
	struct ru_token *tokens = ru_arena_get(r->arena, r->word_count, sizeof(*tokens));
	uint64_t *opening = ru_arena_get_raw(r->arena, r->word_count, sizeof(*opening));
	uint32_t *first = ru_arena_get_raw(r->arena, 2 * (size_t)r->word_count, sizeof(*first));
	struct ru_known_word *known_word = ru_arena_get_raw(r->arena, r->word_count, sizeof(*known_word));

	if (tokens == NULL || opening == NULL || first == NULL || known_word == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < r->word_count; i++) {
		unsigned ask = (r->words[i].kind == RU_WORD_LETTERS ? RU_LEXICON_LETTERS : 0) |
		               ((r->words[i].flags & RU_WORD_CAPITAL) != 0 ? RU_LEXICON_NAMES : 0);
		const struct ru_lexeme *known;

		if (i + AHEAD < r->word_count)
			ru_lexicon_expect(lexicon, r->text.hash[i + AHEAD]);
		known = ru_lexicon_get(lexicon, r->pack, ask,
		                       ru_str_cut(r->article->text, r->words[i].begin, ru_reading_word_end(r, i)),
		                       r->text.hash[i]);

		opening[i] = known->opening;
		first[i] = known->first[0];
		first[r->word_count + i] = known->first[1];
		known_word[i] = (struct ru_known_word){known->is_root, known->names, known->other_names};
		fill_token(&r->words[i], known, &tokens[i]);
	}
	r->text.opening = opening;
	r->text.opened[0] = r->pack;
	r->text.opened[1] = r->all;
	r->text.first[0] = first;
	r->text.first[1] = first + r->word_count;
	r->known = known_word;
	r->facts->tokens = tokens;
	r->facts->token_count = r->word_count;
	return RU_OK;
}

static int fill_tokens(struct ru_reading *r)
{
	struct ru_lexicon *own = NULL;
	int status = RU_OK;

	if (r->options->lexicon == NULL)
		status = ru_lexicon_new(&own, LEXICON_WORDS, r->all, r->options->al);
	if (status == RU_OK)
		status = know_words(r, own != NULL ? own : r->options->lexicon);
	ru_lexicon_free(own);
	return status;
}

static void mark_negation(struct ru_reading *r)
{
	uint32_t negation = ru_table_find(RU_S("negation"));

	for (uint32_t i = 0; i < r->word_count; i++) {
		size_t used = 0;
		if (ru_pack_at(r->pack, negation, &r->text, i, &used) == NULL)
			continue;
		for (size_t k = 0; k < used; k++)
			r->facts->tokens[i + k].flags |= RU_TOKEN_NEGATION;
	}
}

/* Find the words that come again. The table has no room to spare but is never full. */
static int number_words(struct ru_reading *r)
{
	uint32_t places = 16, *table;

	while (places / 2 < r->word_count && places < UINT32_MAX / 2)
		places *= 2;
	r->same = ru_arena_get_raw(r->arena, r->word_count, sizeof(*r->same));
	table = ru_alloc_zero(r->options->al, places, sizeof(*table)); /* a word and one, 0 where there is none */
	if (r->same == NULL || table == NULL) {
		ru_alloc_free(r->options->al, table);
		return RU_ENOMEM;
	}
	for (uint32_t i = 0; i < r->word_count; i++) {
		uint64_t hash = r->text.hash[i];
		uint32_t at = (uint32_t)(hash ^ hash >> 32) & (places - 1);
		while (table[at] != 0 && r->text.hash[table[at] - 1] != hash)
			at = (at + 1) & (places - 1);
		if (table[at] == 0)
			table[at] = i + 1;
		r->same[i] = table[at] - 1;
	}
	ru_alloc_free(r->options->al, table);
	return RU_OK;
}

static int freeze(struct ru_reading *r, struct cutting *cut, bool plain)
{
	size_t count = cut->words.len;
	void *words = NULL, *hashes = NULL, *sentences = NULL;
	int status = ru_vec_copy(&cut->words, r->arena, &words);

	if (status == RU_OK)
		status = ru_vec_copy(&cut->hashes, r->arena, &hashes);
	if (status == RU_OK)
		status = ru_vec_copy(&cut->sentences, r->arena, &sentences);
	if (status != RU_OK)
		return status;
	r->words = words;
	r->word_count = (uint32_t)count;
	status = plain ? RU_OK : ru_facts_possessives(r, hashes);
	if (status != RU_OK)
		return status;
	r->text = (struct ru_lookup){.text = r->article->text, .words = words, .hash = hashes, .count = count};
	r->facts->sentences = sentences;
	r->facts->sentence_count = (uint32_t)cut->sentences.len;
	r->sentence_of = ru_arena_get_raw(r->arena, r->word_count, sizeof(*r->sentence_of));
	if (r->sentence_of == NULL)
		return RU_ENOMEM;
	for (uint32_t s = 0; s < r->facts->sentence_count; s++) {
		for (uint32_t i = r->facts->sentences[s].first; i < r->facts->sentences[s].last; i++)
			r->sentence_of[i] = s;
	}
	return RU_OK;
}

static int find_memory(struct ru_reading *r)
{
	struct ru_lexicon *lexicon = r->options->lexicon;
	bool one_page = lexicon == NULL;
	size_t names = (ru_name_memory_bytes(one_page) + ALIGN - 1) / ALIGN * ALIGN,
	       classes = RU_KNOWN_CLASSES * sizeof(struct ru_known_classes),
	       marks = RU_KNOWN_MARKS * sizeof(struct ru_known_marks),
	       bytes = names + classes + marks + ru_value_memory_bytes();
	char *room =
	    one_page ? ru_arena_get_raw(r->arena, bytes, 1) : ru_lexicon_room(lexicon, RU_LEXICON_FACTS, bytes);

	if (room == NULL)
		return RU_ENOMEM;
	if (one_page)
		memset(room, 0, names + classes + marks + ru_value_memory_zeros());
	r->memory.names = ru_name_memory_at(room, one_page);
	r->memory.classes = (struct ru_known_classes *)(void *)(room + names);
	r->memory.marks = (struct ru_known_marks *)(void *)(room + names + classes);
	r->memory.values = (struct ru_value_memory *)(void *)(room + names + classes + marks);
	return RU_OK;
}

static int read_words(struct ru_reading *r, bool plain)
{
	struct sentence_knowledge known = sentence_knowledge(r->pack);
	struct ru_sentence_rules rules = {&known, is_abbreviation, begins, parts};
	struct cutting cut;
	int status = RU_OK;

	ru_vec_init(&cut.words, r->options->al, sizeof(struct ru_word), 0);
	ru_vec_init(&cut.hashes, r->options->al, sizeof(uint64_t), 0);
	ru_vec_init(&cut.ranges, r->options->al, sizeof(struct ru_sentence_range), 0);
	ru_vec_init(&cut.sentences, r->options->al, sizeof(struct ru_sentence), 0);
	for (uint32_t b = 0; b < r->article->block_count && status == RU_OK; b++) {
		if (is_read(r->article, b))
			status = block_words(r, &rules, b, &cut);
	}
	if (status == RU_OK)
		status = freeze(r, &cut, plain);
	if (status == RU_OK)
		status = plain ? know_places(r) : fill_tokens(r);
	if (status == RU_OK)
		status = find_memory(r);
	if (status == RU_OK)
		ru_facts_quotations(r);
	ru_vec_release(&cut.words);
	ru_vec_release(&cut.hashes);
	ru_vec_release(&cut.ranges);
	ru_vec_release(&cut.sentences);
	return status;
}

int ru_facts_plain_words(struct ru_reading *r) { return read_words(r, true); }

int ru_facts_words(struct ru_reading *r)
{
	int status = read_words(r, false);

	if (status == RU_OK)
		status = number_words(r);
	if (status != RU_OK)
		return status;
	mark_negation(r);
	ru_facts_surface(r);
	return RU_OK;
}
