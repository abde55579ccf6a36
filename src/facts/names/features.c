/* SPDX-License-Identifier: Apache-2.0 */
/* Features of words for the tagger of names: the word and its neighbours, their shapes, beginnings and endings, the
 * classes of the pack, the run of capitals they stand in, and what the rules made of them.
 *
 * A feature is the hash of a template and a value; the choice of templates follows Ratinov and Roth, "Design Challenges
 * and Misconceptions in Named Entity Recognition" (CoNLL 2009). Each word costs a bounded number of steps. */
#include "facts/names/features.h"
#include "text/eight.h"
#include "text/utf8.h"

enum {
	SIGN_TITLE = 16,
	SIGN_TITLE_ON,
	SIGN_ORG,
	SIGN_ORG_ON,
	SIGN_PLACE_HEAD,
	SIGN_PLACE,
	SIGN_PLACE_ON,
	SIGN_AGENCY,
	SIGN_MEDIA,
	SIGN_KNOWN,
	SIGN_STOP,
	SIGN_DATE,
	SIGN_VOTE_PLACE,
	SIGN_VOTE_PERSON,
	SIGN_FIGURE,
	SIGN_LEXICON,         /* and five more: what the word names elsewhere in the language */
	SIGN_LEXICON_ALL = 37 /* and one more: in any language */
};

enum { SHAPE_SYMBOLS = 8, LETTERS = 64, RULE_TITLE = 9 };

#define INSIDE (UINT64_C(1) << 63) /* of the bits of a word, where they stand for no word as well */

/* ---- signs ---- */

static uint32_t shape_symbol(uint32_t cp)
{
	if (ru_char_is_upper(cp))
		return 1;
	if (ru_char_is_letter(cp))
		return 2;
	if (ru_char_is_digit(cp))
		return 3;
	return cp == '-' ? 4 : cp == '\'' ? 5 : cp == '.' || cp == ',' ? 6 : 7;
}

static uint32_t shape_of(struct ru_str text)
{
	uint32_t shape = 0, symbols = 0, before = 0, again = 0;

	for (size_t pos = 0; pos < text.len && symbols < SHAPE_SYMBOLS;) {
		uint32_t symbol = shape_symbol(ru_utf8_next(text, &pos));

		again = symbol == before ? again + 1 : 0;
		before = symbol;
		if (again < 2) {
			shape = shape << 4 | symbol;
			symbols++;
		}
	}
	return shape;
}

/* The same of ASCII letters. Most words have no capital behind their first letter. */
static uint32_t shape_of_letters(struct ru_str text)
{
	uint64_t capitals = 0, first = 0xFF;

	for (size_t k = 0; k < text.len; k += 8, first = 0) {
		const size_t left = text.len - k;
		capitals |= ~ru_eight_of(text.ptr + k, left) & ru_eight_low(left) & ~first;
	}
	if ((capitals & RU_EIGHT_EVERY(0x20)) != 0 || text.len == 0)
		return shape_of(text);
	const bool capital = (text.ptr[0] & 0x20) == 0;

	return text.len == 1 ? (capital ? 1 : 2) : !capital ? 0x22 : text.len == 2 ? 0x12 : 0x122;
}

static void cover(struct ru_name_sign *sign, uint32_t i, uint32_t count, uint32_t len, uint32_t first, uint32_t rest)
{
	for (uint32_t k = 0; k < len && i + k < count; k++)
		sign[i + k].bits |= UINT64_C(1) << (k == 0 ? first : rest);
}

/* What begins at word i. */
static void sign_class(struct ru_name_sign *sign, uint32_t i, uint32_t count, const struct ru_name_class *c)
{
	cover(sign, i, count, c->title, SIGN_TITLE, SIGN_TITLE_ON);
	cover(sign, i, count, c->org, SIGN_ORG, SIGN_ORG_ON);
	cover(sign, i, count, c->place_head, SIGN_PLACE_HEAD, SIGN_PLACE_HEAD);
	cover(sign, i, count, c->place, SIGN_PLACE, SIGN_PLACE_ON);
	cover(sign, i, count, c->agency, SIGN_AGENCY, SIGN_AGENCY);
	cover(sign, i, count, c->media, SIGN_MEDIA, SIGN_MEDIA);
	cover(sign, i, count, c->known, SIGN_KNOWN, SIGN_KNOWN);
}

static void sign_word(const struct ru_name_reader *n, uint32_t lexicon, struct ru_name_sign *sign, uint32_t i)
{
	const struct ru_name_class *c = &n->class[i];
	const struct ru_token *token = &n->r->facts->tokens[i];
	uint32_t count = n->r->word_count;
	const struct ru_name_votes *votes;

	sign[i].bits |= c->flags;
	sign[i].block = n->r->facts->sentences[n->r->sentence_of[i]].block;
	struct ru_str text = ru_str_cut(n->r->article->text, n->r->words[i].begin, n->r->words[i].end);
	const bool plain = (n->r->words[i].flags & RU_WORD_PLAIN) != 0 && n->r->words[i].kind == RU_WORD_LETTERS;

	sign[i].shape = plain ? shape_of_letters(text) : shape_of(text);
	if ((token->flags & RU_TOKEN_STOP) != 0)
		sign[i].bits |= UINT64_C(1) << SIGN_STOP;
	if ((token->flags & RU_TOKEN_DATE) != 0)
		sign[i].bits |= UINT64_C(1) << SIGN_DATE;
	if ((token->flags & (RU_TOKEN_FIGURE | RU_TOKEN_NUMBER)) != 0)
		sign[i].bits |= UINT64_C(1) << SIGN_FIGURE;
	if (n->r->words[i].kind != RU_WORD_LETTERS)
		return;
	if ((c->title | c->org | c->place_head | c->place | c->agency | c->media | c->known) != 0)
		sign_class(sign, i, count, c);
	votes = ru_names_votes(n, i);
	if (votes->place > 0)
		sign[i].bits |= UINT64_C(1) << SIGN_VOTE_PLACE;
	if (votes->person > 0)
		sign[i].bits |= UINT64_C(1) << SIGN_VOTE_PERSON;
	if ((c->flags & RU_NAMEWORD_CAPITAL) == 0)
		return;
	bool known = (n->r->words[i].flags & RU_WORD_CAPITAL) != 0;
	uint16_t own = known && n->model_pack == n->r->pack
	                   ? n->r->known[i].names
	                   : ru_pack_number(n->model_pack, lexicon, n->r->text.hash[i]);
	uint16_t all = known ? n->r->known[i].all_names : ru_pack_number(n->r->all, lexicon, n->r->text.hash[i]);
	sign[i].bits |= (uint64_t)(own & 63) << SIGN_LEXICON;
	sign[i].bits |= (uint64_t)(all & 3) << SIGN_LEXICON_ALL;
}

/* Runs of words with capitals, each word with the ends of its run. */
static void sign_runs(const struct ru_name_reader *n, struct ru_name_sign *sign)
{
	uint32_t first = 0;

	for (uint32_t i = 0; i <= n->r->word_count; i++) {
		bool inside = i < n->r->word_count && (n->class[i].flags & RU_NAMEWORD_CAPITAL) != 0 &&
		              (i == first || n->r->sentence_of[i] == n->r->sentence_of[first]);
		if (inside)
			continue;
		for (uint32_t k = first; k < i; k++) {
			sign[k].run = first;
			sign[k].run_end = i;
		}
		if (i < n->r->word_count) {
			sign[i].run = sign[i].run_end = i;
			first = (n->class[i].flags & RU_NAMEWORD_CAPITAL) != 0 ? i : i + 1;
		}
	}
}

static void sign_rules(const struct ru_name_reader *n, struct ru_name_sign *sign)
{
	for (size_t i = 0; i < n->found.len; i++) {
		const struct ru_found_name *found = RU_VEC_AT(&n->found, struct ru_found_name, i);
		for (uint32_t k = found->title; k < found->title_end; k++) {
			if (sign[k].rule == 0)
				sign[k].rule = (uint8_t)(RULE_TITLE + (k > found->title));
		}
		for (uint32_t k = found->first; k < found->last; k++)
			sign[k].rule = (uint8_t)(1 + found->type * 2 + (k > found->first));
	}
}

int ru_name_signs_make(struct ru_name_signs *out, const struct ru_name_reader *n)
{
	uint32_t lexicon = ru_table_find(RU_S("name_words"));
	struct ru_name_sign *sign = ru_arena_get(n->r->arena, n->r->word_count, sizeof(*sign));

	if (sign == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < n->r->word_count; i++)
		sign_word(n, lexicon, sign, i);
	sign_runs(n, sign);
	sign_rules(n, sign);
	*out = (struct ru_name_signs){n, sign};
	return RU_OK;
}

static bool same_block(const struct ru_name_signs *signs, uint32_t a, uint32_t b)
{
	return b < signs->n->r->word_count && signs->sign[a].block == signs->sign[b].block;
}

static bool is_candidate(const struct ru_name_signs *signs, uint32_t i)
{
	const struct ru_name_sign *sign = &signs->sign[i];

	if ((sign->bits & RU_NAMEWORD_CAPITAL) != 0)
		return true;
	if (i > 0 && (sign[-1].bits & RU_NAMEWORD_CAPITAL) != 0 && same_block(signs, i, i - 1))
		return true;
	return i + 1 < signs->n->r->word_count && (sign[1].bits & RU_NAMEWORD_CAPITAL) != 0 &&
	       same_block(signs, i, i + 1);
}

bool ru_name_stretch(const struct ru_name_signs *signs, uint32_t from, uint32_t *first, uint32_t *last)
{
	const uint32_t count = signs->n->r->word_count;

	while (from < count && !is_candidate(signs, from))
		from++;
	*first = *last = from;
	while (*last < count && *last - *first < RU_NAME_STRETCH && is_candidate(signs, *last) &&
	       same_block(signs, *first, *last))
		(*last)++;
	return *first < *last;
}

/* ---- features ---- */

static void add(struct ru_name_list *list, uint32_t template, uint64_t value)
{
	uint64_t h = (value ^ template * UINT64_C(0x9e3779b97f4a7c15)) * UINT64_C(0xd6e8feb86659fd93);

	h ^= h >> 32;
	h *= UINT64_C(0xd6e8feb86659fd93);
	if (list->count < RU_NAME_FEATURES)
		list->feature[list->count++] = h >> (64 - RU_NAME_FEATURE_BITS);
}

static uint64_t pair(uint64_t a, uint64_t b)
{
	uint64_t turned = b * (UINT64_C(1) << 29) + b / (UINT64_C(1) << 35); /* turned by 29 bits */

	return a * UINT64_C(0x9fb21c651e98df25) ^ (b + turned);
}

/* The word in lower case; up to LETTERS bytes of it. */
static size_t lower_letters(struct ru_str text, char out[LETTERS])
{
	size_t len = 0;

	for (size_t pos = 0; pos < text.len && len + 4 <= LETTERS;) {
		unsigned char c = (unsigned char)text.ptr[pos];
		if (c < 0x80) {
			out[len++] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
			pos++;
		} else {
			len += ru_utf8_put(ru_char_lower(ru_utf8_next(text, &pos)), out + len);
		}
	}
	return len;
}

static void add_letters(struct ru_name_list *list, struct ru_str text)
{
	char letter[LETTERS];
	size_t len = lower_letters(text, letter);
	uint64_t head = 0, tail = 0;

	for (uint32_t k = 0; k < 5 && k < len; k++) {
		head = head << 8 | (unsigned char)letter[k];
		tail = tail << 8 | (unsigned char)letter[len - 1 - k];
		if (k > 0 && k + 1 < len)
			add(list, 10 + k, head);
		if (k + 1 < len)
			add(list, 16 + k, tail);
	}
}

void ru_name_word_features(struct ru_name_list *list, uint32_t k, const struct ru_name_form *form)
{
	add(list, 1 + k, form->word);
	add(list, 5 + 20 + k, form->shape);
	if (k != RU_NAME_MIDDLE)
		return;
	add(list, 57, pair(form->word, form->shape));
	if (form->letters.len > 0)
		add_letters(list, form->letters);
}

void ru_name_sign_features(struct ru_name_list *list, uint32_t k, uint64_t bits, uint32_t rule)
{
	uint64_t rest = bits & ~(uint64_t)RU_NAMEWORD_CAPITAL;

	bits |= INSIDE;
	for (uint64_t low; rest != 0; rest ^= low) {
		low = rest & (~rest + 1);
		add(list, 60 + k, low);
	}
	if (k != RU_NAME_MIDDLE)
		return;
	add(list, 66, bits);
	add(list, 71, pair(rule, 0));
	add(list, 76, pair(rule, bits));
}

bool ru_name_beside(const struct ru_name_signs *signs, uint32_t i, uint32_t k, uint32_t *at)
{
	*at = i + k - RU_NAME_MIDDLE;
	return i + k >= RU_NAME_MIDDLE && same_block(signs, i, *at);
}

/* The words beside the run of capitals, 0 where the block ends. */
static void beside_run(const struct ru_name_signs *signs, uint32_t i, uint64_t *before, uint64_t *behind)
{
	const struct ru_reading *r = signs->n->r;
	const struct ru_name_sign *sign = &signs->sign[i];

	*before = sign->run > 0 && same_block(signs, i, sign->run - 1) ? r->text.hash[sign->run - 1] : 0;
	*behind = same_block(signs, i, sign->run_end) ? r->text.hash[sign->run_end] : 0;
}

void ru_name_run_features(struct ru_name_list *list, const struct ru_name_signs *signs, uint32_t i)
{
	const struct ru_reading *r = signs->n->r;
	const struct ru_name_sign *sign = &signs->sign[i];
	uint64_t before, behind;

	if (sign->run_end == sign->run) {
		add(list, 40, 0);
		return;
	}
	beside_run(signs, i, &before, &behind);
	add(list, 41, before);
	add(list, 42, behind);
	add(list, 46, r->text.hash[sign->run]);
	add(list, 47, r->text.hash[sign->run_end - 1]);
	add(list, 48, signs->sign[sign->run].bits);
	add(list, 49, signs->sign[sign->run_end - 1].bits);
	if (sign->run > 1 && same_block(signs, i, sign->run - 2))
		add(list, 50, pair(r->text.hash[sign->run - 2], before));
}

struct ru_name_look ru_name_look_of(const struct ru_name_signs *signs, uint32_t i)
{
	const struct ru_name_sign *sign = &signs->sign[i];
	uint32_t len = sign->run_end - sign->run, at = len > 0 ? i - sign->run : 0;
	struct ru_name_look look = {.at = (uint8_t)(at < 4 ? at : 4), .len = (uint8_t)(len < 6 ? len : 6)};

	for (uint32_t k = 0, near; k < 3; k++) {
		if (!ru_name_beside(signs, i, RU_NAME_MIDDLE - 1 + k, &near))
			continue;
		look.shape[k] = signs->sign[near].shape;
		look.rule[k] = signs->sign[near].rule;
	}
	return look;
}

void ru_name_look_features(struct ru_name_list *list, const struct ru_name_look *look)
{
	const uint32_t *shape = look->shape;
	const uint8_t *rule = look->rule;

	if (look->len > 0)
		add(list, 45, pair(look->at, look->len));
	add(list, 54, pair(shape[0], shape[1]));
	add(list, 55, pair(shape[1], shape[2]));
	add(list, 56, pair(pair(shape[0], shape[1]), shape[2]));
	add(list, 72, pair(rule[0], rule[1]));
	add(list, 73, pair(rule[1], rule[2]));
	add(list, 74, pair(rule[1], shape[1]));
}

void ru_name_place_features(struct ru_name_list *list, const struct ru_name_signs *signs, uint32_t i)
{
	const struct ru_reading *r = signs->n->r;
	const struct ru_name_sign *sign = &signs->sign[i];
	uint64_t word[3] = {0}, bits[3] = {0};

	for (uint32_t k = 0, near; k < 3; k++) {
		if (!ru_name_beside(signs, i, RU_NAME_MIDDLE - 1 + k, &near))
			continue;
		word[k] = r->text.hash[near];
		bits[k] = signs->sign[near].bits | INSIDE;
	}
	add(list, 51, pair(word[0], word[1]));
	add(list, 52, pair(word[1], word[2]));
	add(list, 53, pair(word[0], word[2]));
	add(list, 67, pair(bits[0], bits[1]));
	add(list, 68, pair(bits[1], bits[2]));
	add(list, 69, pair(word[0], bits[1]));
	add(list, 70, pair(word[2], bits[1]));
	add(list, 75, pair(sign->rule, word[0]));
	if (sign->run == sign->run_end)
		return;
	uint64_t before, behind;
	beside_run(signs, i, &before, &behind);
	add(list, 43, pair(before, i == sign->run));
	add(list, 44, pair(behind, i + 1 == sign->run_end));
}

struct ru_name_form ru_name_form_of(const struct ru_name_signs *signs, uint32_t i)
{
	const struct ru_reading *r = signs->n->r;
	struct ru_name_form form = {.word = r->text.hash[i], .shape = signs->sign[i].shape};

	if (r->words[i].kind == RU_WORD_LETTERS)
		form.letters = ru_str_cut(r->article->text, r->words[i].begin, r->words[i].end);
	return form;
}

void ru_name_features(struct ru_name_list *list, const struct ru_name_signs *signs, uint32_t i)
{
	ru_name_list_clear(list);
	for (uint32_t k = 0; k < RU_NAME_AROUND; k++) {
		struct ru_name_form form = {0};
		uint32_t at;
		bool inside = ru_name_beside(signs, i, k, &at);
		if (inside)
			form = ru_name_form_of(signs, at);
		ru_name_word_features(list, k, &form);
		if (inside)
			ru_name_sign_features(list, k, signs->sign[at].bits, signs->sign[at].rule);
	}
	const struct ru_name_look look = ru_name_look_of(signs, i);
	ru_name_look_features(list, &look);
	ru_name_run_features(list, signs, i);
	ru_name_place_features(list, signs, i);
}
