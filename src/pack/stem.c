/* SPDX-License-Identifier: Apache-2.0 */
/* Stems from the pack's affixes and roots.
 *
 * A word is taken apart - endings from outside in, one a level, then up to three beginnings, each with what it
 * swallowed put back
 * ("memukul": mem- takes the p of pukul) - and the first form that is a known root is its stem. Where none is, the word
 * stays as it is: "menteri" is no "teri". After Adriani et al., "Stemming Indonesian" (TALIP 2007), without their
 * guesses. */
#include "pack/inner.h"

#include "base/sort.h"
#include "text/utf8.h"

enum { LONGEST = 64, PREFIXES = 3 };

static bool parse_level(struct ru_str s, uint8_t *out)
{
	if (s.len == 0) {
		*out = 1;
		return true;
	}
	if (s.len != 1 || s.ptr[0] < '1' || s.ptr[0] > '9')
		return false;
	*out = (uint8_t)(s.ptr[0] - '0');
	return true;
}

static int settle_affix(struct ru_pack_reader *reader, const struct ru_entry *entry)
{
	struct ru_pack *pack = reader->pack;
	struct ru_affix *affix = &pack->affix[pack->affix_count];
	struct ru_str text = entry->folded;
	if (ru_str_eq(text, RU_S("-"))) {
		pack->reduplication = true;
		return 0;
	}
	*affix = (struct ru_affix){.restore = entry->col[1]};
	affix->undouble = ru_str_eq(entry->col[3], RU_S("undouble"));
	affix->begins = entry->col[4];
	affix->suffix = ru_str_starts(text, RU_S("-"));
	affix->text = affix->suffix ? ru_str_cut(text, 1, text.len) : ru_str_cut(text, 0, text.len - 1);
	bool fine = affix->text.len > 0 && affix->text.len < 16 && affix->restore.len < 8 &&
	            (affix->suffix || ru_str_ends(text, RU_S("-"))) && parse_level(entry->col[2], &affix->level) &&
	            (entry->col[3].len == 0 || affix->undouble);
	if (!fine) {
		reader->failures++;
		if (reader->report == NULL)
			return ru_fail(reader->err, RU_EINPUT, reader->file, UINT64_MAX, "line %u: not an affix",
			               entry->line);
		reader->report(reader->report_ctx, RU_S("affixes.tsv"), entry->line, RU_S("not an affix"));
		return 0;
	}
	if (affix->suffix && affix->level > pack->affix_levels)
		pack->affix_levels = affix->level;
	pack->affix_count++;
	return 0;
}

static unsigned outer_byte(const struct ru_affix *affix)
{
	return (unsigned char)(affix->suffix ? affix->text.ptr[affix->text.len - 1] : affix->text.ptr[0]);
}

static int by_outer_byte(const void *a, const void *b, void *ctx)
{
	const struct ru_affix *x = a, *y = b;

	(void)ctx;
	if (x->suffix != y->suffix)
		return x->suffix ? 1 : -1;
	return (int)outer_byte(x) - (int)outer_byte(y);
}

/* Put those side by side that a word can have for its first or last byte; the order within stays. */
static int sort_affixes(struct ru_pack *pack)
{
	size_t at = 0;
	int rc = pack->affix_count < UINT16_MAX ? 0 : RU_ELIMIT;

	if (rc == 0 && pack->affix_count > 1)
		rc = ru_sort(pack->affix, pack->affix_count, sizeof(*pack->affix), by_outer_byte, NULL, pack->entry.al);
	for (unsigned side = 0; side < 2 && rc == 0; side++) {
		for (unsigned byte = 0; byte <= 256; byte++) {
			while (at < pack->affix_count && pack->affix[at].suffix == (side == 1) &&
			       outer_byte(&pack->affix[at]) < byte)
				at++;
			pack->affix_at[side][byte] = (uint16_t)at;
		}
	}
	return rc;
}

int ru_pack_settle(struct ru_pack_reader *reader)
{
	struct ru_pack *pack = reader->pack;
	size_t count;
	const struct ru_entry *entry = ru_pack_entries(pack, ru_table_find(RU_S("affixes")), &count);
	pack->affix = ru_arena_get(reader->arena, count, sizeof(*pack->affix));
	if (pack->affix == NULL)
		return ru_fail(reader->err, RU_ENOMEM, reader->file, UINT64_MAX, "out of memory");
	pack->has_roots = pack->count[ru_table_find(RU_S("roots"))] > 0;
	for (size_t i = 0; i < count; i++) {
		int rc = settle_affix(reader, &entry[i]);
		if (rc != 0)
			return rc;
	}
	int rc = sort_affixes(pack);
	if (rc == 0)
		rc = ru_pack_settle_firsts(pack, reader->arena);
	if (rc != 0)
		return ru_fail(reader->err, rc, reader->file, UINT64_MAX, "%s", ru_status_name(rc));
	entry = ru_pack_get(pack, ru_table_find(RU_S("pack")), RU_S("weight_default"));
	for (size_t i = 0; entry != NULL && i < entry->col[1].len && i < 4; i++) {
		char c = entry->col[1].ptr[i];
		if (c >= '0' && c <= '9')
			pack->weight_default = (uint16_t)(pack->weight_default * 10 + (c - '0'));
	}
	return 0;
}

/* A word form on its way: text[begin, end). There is room before begin for what a prefix swallowed. */
struct form {
	char text[LONGEST + 32];
	size_t begin, end;
};

static struct ru_str form_str(const struct form *form)
{
	return (struct ru_str){form->text + form->begin, form->end - form->begin};
}

static bool is_root(const struct ru_pack *pack, struct ru_str word) { return ru_pack_is_root(pack, ru_hash64(word)); }

/* Whether the word begins with one of the beginnings of a list, or the list is empty. */
static bool begins_with_one(struct ru_str word, struct ru_str list)
{
	struct ru_str one;
	if (list.len == 0)
		return true;
	while (ru_str_split(&list, ' ', &one))
		if (ru_str_starts(word, one))
			return true;
	return false;
}

/* The form without the affix; false where it has none or too little would be left. */
static bool take_off(const struct form *form, const struct ru_affix *affix, struct form *out)
{
	struct ru_str word = form_str(form);
	if (word.len < affix->text.len + 2)
		return false;
	if (affix->suffix ? !ru_str_ends(word, affix->text) : !ru_str_starts(word, affix->text))
		return false;
	if (!begins_with_one(word, affix->begins))
		return false;
	*out = *form;
	if (!affix->suffix) {
		out->begin += affix->text.len;
		if (affix->restore.len > out->begin)
			return false;
		out->begin -= affix->restore.len;
		if (affix->restore.len > 0)
			memcpy(out->text + out->begin, affix->restore.ptr, affix->restore.len);
		return out->end - out->begin >= 3;
	}
	out->end -= affix->text.len;
	if (affix->undouble) {
		if (out->end - out->begin < 3 || out->text[out->end - 1] != out->text[out->end - 2])
			return false;
		out->end--;
	}
	if (affix->restore.len > 0)
		memcpy(out->text + out->end, affix->restore.ptr, affix->restore.len);
	out->end += affix->restore.len;
	return out->end - out->begin >= 3;
}

/* The affixes on one side that the form may have: those whose outer byte is the form's own. */
static const struct ru_affix *affixes_of(const struct ru_pack *pack, const struct form *form, bool suffix,
                                         size_t *count)
{
	unsigned char outer = (unsigned char)form->text[suffix ? form->end - 1 : form->begin];
	const uint16_t *at = &pack->affix_at[suffix][outer];

	*count = (size_t)(at[1] - at[0]);
	return &pack->affix[at[0]];
}

/* A search for roots under exactly so many prefixes; under fewer there is none, which was looked at before. */
struct search {
	const struct ru_pack *pack;
	struct form *out;
	bool reached; /* some form has so many prefixes */
};

static bool under_prefixes(struct search *search, const struct form *form, int depth)
{
	struct form next;
	size_t count;
	if (depth == 0) {
		search->reached = true;
		if (!is_root(search->pack, form_str(form)))
			return false;
		*search->out = *form;
		return true;
	}
	const struct ru_affix *affix = affixes_of(search->pack, form, false, &count);
	for (size_t i = 0; i < count; i++)
		if (take_off(form, &affix[i], &next) && under_prefixes(search, &next, depth - 1))
			return true;
	return false;
}

/* The root under suffixes of the levels from level on, then under `prefixes` prefixes. */
static bool under_suffixes(struct search *search, const struct form *form, uint8_t level, int prefixes)
{
	struct form next;
	size_t count;
	if (under_prefixes(search, form, prefixes))
		return true;
	const struct ru_affix *affix = affixes_of(search->pack, form, true, &count);
	for (size_t i = 0; i < count; i++)
		if (affix[i].level >= level && take_off(form, &affix[i], &next) &&
		    under_suffixes(search, &next, (uint8_t)(affix[i].level + 1), prefixes))
			return true;
	return false;
}

/* The stem of a folded word without hyphens into out; false where no root is known. listed: the table of stems may hold
 * it. */
static bool stem_simple(const struct ru_pack *pack, struct ru_str word, bool listed, struct form *out)
{
	const struct ru_entry *given = listed ? ru_pack_get(pack, pack->stems, word) : NULL;
	struct form form;
	if (given != NULL && given->col[1].len > 0 && given->col[1].len <= LONGEST) {
		out->begin = 0;
		out->end = given->col[1].len;
		memcpy(out->text, given->col[1].ptr, out->end);
		return true;
	}
	if (word.len < 2 || word.len > LONGEST)
		return false;
	form.begin = 8;
	form.end = form.begin + word.len;
	memcpy(form.text + form.begin, word.ptr, word.len);
	struct search search = {pack, out, true};
	for (int prefixes = 0; prefixes <= PREFIXES && search.reached; prefixes++) {
		search.reached = false;
		if (under_suffixes(&search, &form, 1, prefixes))
			return true;
	}
	return false;
}

/* Letters swallowed are put back into the form; the second half of a doubled word may have lost them ("pukul-memukul").
 */
static bool stem_doubled(const struct ru_pack *pack, struct ru_str word, struct form *out)
{
	struct ru_str rest = word, half;
	struct form other;
	(void)ru_str_split(&rest, '-', &half);
	if (rest.ptr == NULL || memchr(rest.ptr, '-', rest.len) != NULL)
		return false;
	return stem_simple(pack, half, true, out) && stem_simple(pack, rest, true, &other) &&
	       ru_str_eq(form_str(out), form_str(&other));
}

static bool stem(const struct ru_pack *pack, struct ru_str folded, bool listed, struct form *out)
{
	if (pack == NULL || folded.len > LONGEST || !pack->has_roots)
		return false;
	if (pack->reduplication && folded.len > 0 && memchr(folded.ptr, '-', folded.len) != NULL)
		return stem_doubled(pack, folded, out);
	return stem_simple(pack, folded, listed, out);
}

static bool fold_ascii(struct ru_str word, char out[LONGEST])
{
	if (word.len > LONGEST)
		return false;
	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.ptr[i];
		if (c >= 0x80 || c <= ' ' || c == '`')
			return false;
		out[i] = (char)(c >= 'A' && c <= 'Z' ? c + 0x20 : c);
	}
	return true;
}

void ru_pack_stem(const struct ru_pack *pack, struct ru_str word, struct ru_buf *buf)
{
	struct form out;
	size_t begin = buf->len;
	ru_fold(buf, word);
	if (ru_buf_status(buf) != 0 || buf->len == begin)
		return;
	if (!stem(pack, ru_str_cut(ru_buf_str(buf), begin, buf->len), true, &out))
		return;
	buf->len = begin;
	ru_buf_put(buf, form_str(&out));
}

static uint64_t stem_hash(const struct ru_pack *pack, struct ru_str word, bool listed)
{
	char small[LONGEST];
	struct form out;
	/* a word with other letters than ASCII has no root here yet but through its typographic apostrophe or hyphen */
	if (fold_ascii(word, small))
		return stem(pack, (struct ru_str){small, word.len}, listed, &out)
		           ? ru_hash64(form_str(&out))
		           : ru_hash64((struct ru_str){small, word.len});
	if (word.len > LONGEST || pack == NULL)
		return ru_fold_hash(word);
	struct ru_buf buf;
	ru_buf_init(&buf, pack->entry.al, 0);
	ru_pack_stem(pack, word, &buf);
	uint64_t hash = ru_buf_status(&buf) == 0 ? ru_hash64(ru_buf_str(&buf)) : ru_fold_hash(word);
	ru_buf_release(&buf);
	return hash;
}

uint64_t ru_pack_stem_hash(const struct ru_pack *pack, struct ru_str word) { return stem_hash(pack, word, true); }

uint64_t ru_pack_stem_opened(const struct ru_pack *pack, struct ru_str word, uint64_t opening)
{
	bool listed = pack == NULL || (opening & ru_pack_table_bit(pack->stems)) != 0;

	/* of what may be several words the opening tells of the first */
	for (size_t i = 0; i < word.len && !listed; i++)
		listed = (unsigned char)((word.ptr[i] | 0x20) - 'a') >= 26;
	return stem_hash(pack, word, listed);
}

bool ru_pack_is_root(const struct ru_pack *pack, uint64_t folded_hash)
{
	uint64_t step = pack != NULL ? ru_pack_step(pack->roots, folded_hash) : 0;
	uint32_t value;

	return pack != NULL && pack->has_roots && ru_pack_maybe(pack->maybe_root, step) &&
	       ru_index_get(&pack->word, step, &value);
}

bool ru_pack_knows_roots(const struct ru_pack *pack) { return pack != NULL && pack->has_roots; }
