/* SPDX-License-Identifier: Apache-2.0 */
/* Brings together what the tagger sees and what the rules found. The tagger, which has learned from thousands of
 * sentences, says where names are; the rules know what the pack knows for sure (agencies, offices before a name) and
 * what the page says of itself elsewhere: a word that is a name in one sentence is one in the next.
 *
 * Fed two lists of spans in the order of the page; gives one. Each span is looked at a bounded number of times. */
#include "base/sort.h"
#include "facts/names/tagger.h"

enum { NEIGHBOURS = 8, TITLE_WORDS = 14, AGENCY = RU_NAME_OTHER + 1 };

struct joiner {
	struct ru_name_reader *n;
	struct ru_vec tagged, out; /* struct ru_found_name */
	struct ru_index named;     /* folded hash of a word in a name, mixed with the type -> how often so */
};

static struct ru_found_name *at(const struct ru_vec *list, size_t i)
{
	return RU_VEC_AT(list, struct ru_found_name, i);
}

static bool overlap(const struct ru_found_name *a, const struct ru_found_name *b)
{
	return a->first < b->last && b->first < a->last;
}

static bool inside(const struct ru_found_name *a, const struct ru_found_name *b)
{
	return b->first <= a->first && a->last <= b->last;
}

static const struct ru_name_class *class_at(const struct joiner *j, uint32_t i) { return &j->n->class[i]; }

static bool in_heading(const struct joiner *j, const struct ru_found_name *name)
{
	return (class_at(j, name->first)->flags & RU_NAMEWORD_HEADING) != 0;
}

static bool in_headline(const struct joiner *j, const struct ru_found_name *name)
{
	const struct ru_reading *r = j->n->r;

	return r->article->blocks[r->facts->sentences[r->sentence_of[name->first]].block].kind == RU_BLOCK_HEADLINE;
}

static bool has_title(const struct ru_found_name *name) { return name->title < name->title_end; }

/* ---- what the page says elsewhere ---- */

static int note(struct joiner *j, const struct ru_found_name *name, uint32_t times)
{
	int status = RU_OK;

	for (uint32_t k = name->first; k < name->last && status == RU_OK; k++) {
		uint64_t key = ru_hash_mix(j->n->r->text.hash[k], name->type);
		uint32_t seen = 0;
		(void)ru_index_get(&j->named, key, &seen);
		status = ru_index_put(&j->named, key, seen + times);
	}
	return status;
}

static uint32_t times_seen(const struct joiner *j, uint32_t word, uint32_t type)
{
	uint32_t seen = 0;

	(void)ru_index_get(&j->named, ru_hash_mix(j->n->r->text.hash[word], type), &seen);
	return seen;
}

/* "Komisi Perairan Nasional (KPN)": capitals in brackets behind an organisation. */
static bool is_short_form(const struct joiner *j, const struct ru_found_name *rule)
{
	const struct ru_reading *r = j->n->r;

	return rule->first > 1 && rule->last < r->word_count &&
	       (class_at(j, rule->first)->flags & RU_NAMEWORD_CAPS) != 0 &&
	       r->article->text.ptr[r->words[rule->first - 1].begin] == '(' &&
	       r->article->text.ptr[r->words[rule->last].begin] == ')' &&
	       times_seen(j, rule->first - 2, RU_NAME_ORG) > 0;
}

/* The names of running text count once, persons with their office before them twice. */
static int note_names(struct joiner *j)
{
	int status = RU_OK;

	for (size_t i = 0; i < j->tagged.len && status == RU_OK; i++) {
		if (!in_heading(j, at(&j->tagged, i)) && !in_headline(j, at(&j->tagged, i)))
			status = note(j, at(&j->tagged, i), 1);
	}
	for (size_t i = 0; i < j->n->found.len && status == RU_OK; i++) {
		const struct ru_found_name *rule = at(&j->n->found, i);
		if (rule->type == RU_NAME_PERSON && has_title(rule) && rule->last - rule->first > 1)
			status = note(j, rule, 2);
		else if (class_at(j, rule->first)->thing)
			status = note(j, rule, 2);
		else if (!in_heading(j, rule) && is_short_form(j, rule))
			status = note(j, rule, 1);
		if (rule->agency && status == RU_OK) {
			struct ru_found_name agency = *rule;
			agency.type = AGENCY;
			status = note(j, &agency, 1);
		}
	}
	return status;
}

/* Whether all words of the name stand in names of its type elsewhere on the page. */
static bool is_confirmed(const struct joiner *j, const struct ru_found_name *name)
{
	for (uint32_t k = name->first; k < name->last; k++) {
		if (j->n->r->words[k].kind == RU_WORD_LETTERS && times_seen(j, k, name->type) == 0)
			return false;
	}
	return true;
}

/* "Hasnah mengungsi", where "Kepala Puskesmas Hasnah Tiro" stands elsewhere: a lone word that is nothing known and that
 * stands in names of persons more often than in names of its own type. */
static bool is_person_elsewhere(const struct joiner *j, const struct ru_found_name *name)
{
	uint32_t own = times_seen(j, name->first, name->type);

	return name->last - name->first == 1 && class_at(j, name->first)->place == 0 &&
	       class_at(j, name->first)->known == 0 && times_seen(j, name->first, RU_NAME_PERSON) > 2 * own;
}

/* "Sagara Wening", where "KMP Sagara Wening" stands elsewhere: a ship. */
static bool is_thing_elsewhere(const struct joiner *j, const struct ru_found_name *name)
{
	struct ru_found_name thing = *name;

	thing.type = RU_NAME_OTHER;
	return is_confirmed(j, &thing);
}

/* ---- names that only the rules see ---- */

static bool speaks(const struct joiner *j, const struct ru_found_name *name)
{
	return ru_names_votes(j->n, name->first)->person > 0 || ru_names_votes(j->n, name->last - 1)->person > 0;
}

/* "mengutip KBLN": a word all in capitals beside a reporting cue. */
static bool is_reporting(const struct joiner *j, const struct ru_found_name *rule)
{
	return (class_at(j, rule->first)->flags & RU_NAMEWORD_CAPS) != 0 &&
	       ((rule->first > 0 && (class_at(j, rule->first - 1)->flags & RU_NAMEWORD_CUE) != 0) ||
	        (rule->last < j->n->r->word_count && (class_at(j, rule->last)->flags & RU_NAMEWORD_CUE) != 0));
}

/* Whether such a name is one: what the pack knows for sure, what speaks or has an office, what the tagger sees
 * elsewhere. */
static bool is_kept(const struct joiner *j, const struct ru_found_name *rule)
{
	const struct ru_name_class *c = class_at(j, rule->first);
	uint32_t words = rule->last - rule->first;

	if (rule->agency || rule->type == RU_NAME_OTHER || is_confirmed(j, rule))
		return true;
	if (in_heading(j, rule))
		return false;
	switch (rule->type) {
	case RU_NAME_PLACE:
		return c->place_head != 0 || c->place == words || ru_names_is_located(j->n, rule->first);
	case RU_NAME_PERSON:
		return speaks(j, rule) || (words > 1 && has_title(rule));
	default:
		return c->known != 0 || (c->org != 0 && words > 1) || is_short_form(j, rule) || is_reporting(j, rule);
	}
}

/* ---- names that both see ---- */

/* Whether the rule's ends are better than the tagger's: an agency with what it is before it, a known place or an
 * organisation by its last word that the tagger sees a part of ("kantor berita Tass", "Asia Timur Laut", "Persatuan
 * FC"), a person cut in two at a stop ("Muh. Ilyas Tiro"). */
static bool knows_ends(const struct joiner *j, const struct ru_found_name *rule, const struct ru_found_name *name)
{
	const struct ru_name_class *c = class_at(j, rule->first);

	if (!inside(name, rule))
		return false;
	if (rule->agency || class_at(j, rule->first)->thing)
		return true;
	if (rule->type != name->type)
		return false;
	if (rule->type == RU_NAME_PERSON)
		return has_title(rule) && name->last < rule->last;
	if (rule->type == RU_NAME_PLACE)
		return c->place == rule->last - rule->first;
	return c->org == 0 && (class_at(j, rule->last - 1)->flags & RU_NAMEWORD_BACK) != 0;
}

/* "Lentera Timor", where "Kantor Berita Lentera Timor" stands elsewhere and the tagger sees the island. */
static bool is_known_elsewhere(const struct joiner *j, const struct ru_found_name *rule,
                               const struct ru_found_name *name)
{
	struct ru_found_name agency = *rule;
	uint32_t words = rule->last - rule->first;

	agency.type = AGENCY;
	return words > 1 && inside(name, rule) && name->type != RU_NAME_ORG && !has_title(rule) &&
	       class_at(j, rule->first)->place < words && is_confirmed(j, &agency);
}

/* "Kementerian Sosial Wening Astari": one name to the tagger, to the rules an office and who holds it. */
static bool is_office_and_holder(const struct ru_found_name *rule, const struct ru_found_name *name)
{
	return rule->type == RU_NAME_PERSON && has_title(rule) && rule->last == name->last &&
	       rule->first > name->first && rule->last - rule->first > 1 && name->type != RU_NAME_PERSON;
}

/* "Kapolsek Lohari Iptu Wening Astari", where the tagger sees a place: a second title right before the name, behind the
 * first and its place, is a rank. */
static bool is_ranked(const struct joiner *j, const struct ru_found_name *rule, const struct ru_found_name *name)
{
	uint32_t first = rule->title + class_at(j, rule->title)->title;

	return rule->type == RU_NAME_PERSON && name->type == RU_NAME_PLACE && has_title(rule) &&
	       rule->title_end == rule->first && rule->first == name->first && rule->last == name->last &&
	       rule->last - rule->first > 1 && first + 1 < rule->title_end &&
	       class_at(j, rule->title_end - 1)->title == 1;
}

/* What a rule's name adds to the tagger's: its title, as far as it stands outside, and that it is an agency. */
static void take_over(const struct joiner *j, struct ru_found_name *name, const struct ru_found_name *rule)
{
	if (rule->agency && name->type == RU_NAME_ORG)
		name->agency = true;
	if (knows_ends(j, rule, name)) {
		name->first = rule->first;
		name->last = rule->last;
		name->type = rule->type;
		name->agency = rule->agency;
	} else if (is_known_elsewhere(j, rule, name)) {
		name->first = rule->first;
		name->last = rule->last;
		name->type = RU_NAME_ORG;
	}
	if (is_ranked(j, rule, name))
		name->type = RU_NAME_PERSON;
	if (name->type != RU_NAME_PERSON || rule->type != RU_NAME_PERSON || !has_title(rule))
		return;
	/* "Tuan Putra", "PM Viktor Halim", whom the tagger takes with the title */
	if (name->first == rule->title && name->last == rule->last &&
	    (class_at(j, rule->title)->flags & (RU_NAMEWORD_HONOUR | RU_NAMEWORD_CAPS)) != 0)
		name->first = rule->first;
	/* "Kepala Balai Citaraya Yohan Sura": the river belongs to the office where the page says it is a place */
	if (name->first < rule->first && name->last == rule->last && rule->last - rule->first > 1 &&
	    ru_names_votes(j->n, name->first)->place > 0)
		name->first = rule->first;
	name->title = rule->title;
	name->title_end = rule->title_end;
	if (name->title < name->last && name->first < name->title_end)
		name->title_end = name->title < name->first ? name->first : name->title;
}

/* Whether the tagger is plainly wrong: a person with a verb in it ("Park Min Jun disambut Hasan"), a person within the
 * title of another ("Perikanan Budi Daya"), an agency with what stands before it ("Rusia Tass"). */
static bool is_wrong(const struct joiner *j, const struct ru_found_name *rule, const struct ru_found_name *name)
{
	if (rule->agency && class_at(j, rule->first)->agency != 0)
		return rule->first > name->first && rule->last <= name->last;
	if (name->type != RU_NAME_PERSON)
		return false;
	if (has_title(rule) && rule->last - rule->first > 1 && rule->title < name->first &&
	    name->last < rule->title_end)
		return true;
	if (has_title(rule) && class_at(j, rule->title)->area && rule->title < name->first &&
	    name->last <= rule->title_end)
		return true; /* the place of a "Lurah Sumber Asri, Titin" */
	for (uint32_t k = name->first + 1; k + 1 < name->last && inside(rule, name); k++) {
		if (j->n->r->words[k].kind == RU_WORD_LETTERS &&
		    (class_at(j, k)->flags & (RU_NAMEWORD_CAPITAL | RU_NAMEWORD_JOINER | RU_NAMEWORD_COMMON)) ==
		        RU_NAMEWORD_COMMON)
			return true;
	}
	return false;
}

/* Days and months are no part of a name ("Makassar Rabu"), but of a known place ("Pasar Minggu"); and nobody's
 * name goes on behind a question. */
static void trim(const struct joiner *j, struct ru_found_name *name)
{
	const struct ru_token *tokens = j->n->r->facts->tokens;

	/* nor is a verb of report that begins its sentence ("Dilansir Harian Lohari") */
	if (name->last > name->first + 1 &&
	    (class_at(j, name->first)->flags & (RU_NAMEWORD_STARTS | RU_NAMEWORD_CUE)) ==
	        (RU_NAMEWORD_STARTS | RU_NAMEWORD_CUE))
		name->first++;
	while (name->last > name->first + 1 && (tokens[name->last - 1].flags & RU_TOKEN_DATE) != 0)
		name->last--;
	for (uint32_t k = name->first + 1; name->type == RU_NAME_PERSON && k < name->last; k++) {
		char c = j->n->r->article->text.ptr[j->n->r->words[k].begin];
		if (j->n->r->words[k].kind == RU_WORD_PUNCT && (c == '?' || c == '!'))
			name->last = k;
	}
}

static int put(struct joiner *j, const struct ru_found_name *name)
{
	struct ru_found_name *place;

	if (j->out.len > 0 && at(&j->out, j->out.len - 1)->last > name->first)
		return RU_OK;
	place = ru_vec_push(&j->out);
	if (place == NULL)
		return RU_ENOMEM;
	*place = *name;
	return RU_OK;
}

static bool is_capital(const struct joiner *j, uint32_t i)
{
	return (class_at(j, i)->flags & (RU_NAMEWORD_CAPITAL | RU_NAMEWORD_ORG_JOINER)) != 0;
}

/* The title before a person that the rules saw none or a part of: the words with capitals before the name, from the
 * first title among them on ("Bupati Serune Kepulauan"). */
static void find_title(const struct joiner *j, struct ru_found_name *name)
{
	const struct ru_reading *r = j->n->r;
	uint32_t from = name->first, title = name->first;
	uint32_t limit = from > TITLE_WORDS ? from - TITLE_WORDS : 0;

	if (name->type != RU_NAME_PERSON || (has_title(name) && name->title_end >= name->first) ||
	    (has_title(name) && name->title > name->first))
		return;
	if (j->out.len > 0 && limit < at(&j->out, j->out.len - 1)->last &&
	    at(&j->out, j->out.len - 1)->type == RU_NAME_PERSON)
		limit = at(&j->out, j->out.len - 1)->last;
	for (; from > limit && is_capital(j, from - 1) && r->sentence_of[from - 1] == r->sentence_of[name->first];
	     from--) {
		if (class_at(j, from - 1)->title != 0)
			title = from - 1;
	}
	if (from > limit && class_at(j, from - 1)->title != 0 && from < name->first &&
	    r->sentence_of[from - 1] == r->sentence_of[name->first])
		title = from - 1;
	if (title == name->first)
		return;
	name->title = title;
	name->title_end = name->first;
}

static bool is_named(const struct joiner *j, uint32_t word)
{
	for (uint32_t type = RU_NAME_PERSON; type <= RU_NAME_OTHER; type++) {
		if (times_seen(j, word, type) > 0)
			return true;
	}
	return false;
}

/* In a headline a person ends where the words end that the text knows of a person: "Kim Voices", where "Kim" is one and
 * "Voices" stands in no name. */
static void trim_headline(const struct joiner *j, struct ru_found_name *name)
{
	uint32_t last = name->first;

	if (name->type != RU_NAME_PERSON || !in_headline(j, name))
		return;
	while (last < name->last && times_seen(j, last, RU_NAME_PERSON) > 0)
		last++;
	for (uint32_t k = last; k < name->last; k++) {
		if (is_named(j, k))
			return;
	}
	if (last > name->first)
		name->last = last;
}

/* "Kim Serukan Korea Utara": nobody is called as a known place of several words. Cuts the name before the place and
 * gives that, or an empty span. */
static struct ru_found_name cut_place(const struct joiner *j, struct ru_found_name *name)
{
	struct ru_found_name place = {.type = RU_NAME_PLACE};

	for (uint32_t k = name->first + 1; name->type == RU_NAME_PERSON && k < name->last; k++) {
		if (class_at(j, k)->place < 2)
			continue;
		place.first = k;
		place.last = k + class_at(j, k)->place;
		name->last = k;
		break;
	}
	return place;
}

/* "Hj. Ratna Wirasti", all of it a person to the tagger: titles of courtesy with a stop are titles; but "H. B. Brown"
 * has initials. */
static void skip_honours(const struct joiner *j, struct ru_found_name *name)
{
	const struct ru_reading *r = j->n->r;
	uint32_t i = name->first;

	while (name->type == RU_NAME_PERSON && i + 2 < name->last && class_at(j, i)->title == 1 &&
	       (class_at(j, i)->flags & RU_NAMEWORD_HONOUR) != 0 &&
	       r->article->text.ptr[r->words[i + 1].begin] == '.' &&
	       (class_at(j, i + 2)->flags & (RU_NAMEWORD_CAPITAL | RU_NAMEWORD_INITIAL)) == RU_NAMEWORD_CAPITAL)
		i += 2;
	if (i == name->first)
		return;
	if (!has_title(name) || name->title_end > name->first) {
		name->title = name->first;
	}
	name->title_end = i;
	name->first = i;
}

/* One name of the tagger, and what the rules from number `rule` on add to it. In headings only what stands elsewhere is
 * taken, since the tagger has learned from running text. */
static int take_tagged(struct joiner *j, struct ru_found_name name, size_t rule)
{
	const struct ru_vec *rules = &j->n->found;
	int status;

	if (in_heading(j, &name) && !is_confirmed(j, &name))
		return RU_OK;
	struct ru_found_name place = cut_place(j, &name);
	trim(j, &name);
	trim_headline(j, &name);
	if (is_person_elsewhere(j, &name))
		name.type = RU_NAME_PERSON;
	if (is_thing_elsewhere(j, &name))
		name.type = RU_NAME_OTHER;
	for (size_t k = rule; k < rules->len && k < rule + NEIGHBOURS; k++) {
		if (is_wrong(j, at(rules, k), &name))
			return RU_OK;
		if (!overlap(&name, at(rules, k)))
			continue;
		if (is_office_and_holder(at(rules, k), &name)) {
			struct ru_found_name holder = *at(rules, k);
			name.last = holder.first;
			status = put(j, &name);
			return status == RU_OK ? put(j, &holder) : status;
		}
		take_over(j, &name, at(rules, k));
	}
	skip_honours(j, &name);
	find_title(j, &name);
	status = put(j, &name);
	return status == RU_OK && place.last > place.first ? put(j, &place) : status;
}

static int take_all_tagged(struct joiner *j)
{
	const struct ru_vec *rules = &j->n->found;
	size_t rule = 0;
	int status = RU_OK;

	for (size_t i = 0; i < j->tagged.len && status == RU_OK; i++) {
		while (rule < rules->len && at(rules, rule)->last <= at(&j->tagged, i)->first)
			rule++;
		status = take_tagged(j, *at(&j->tagged, i), rule);
	}
	return status;
}

/* Names of the rules that the tagger does not see. */
static int take_rules(struct joiner *j)
{
	const struct ru_vec *rules = &j->n->found;
	size_t tagged = 0, count = j->out.len;

	for (size_t i = 0; i < rules->len; i++) {
		const struct ru_found_name *rule = at(rules, i);
		struct ru_found_name *place;
		bool kept;
		while (tagged < count && at(&j->out, tagged)->last <= rule->first)
			tagged++;
		if (tagged < count && overlap(at(&j->out, tagged), rule))
			continue;
		kept = is_kept(j, rule);
		if (!kept && (rule->last - rule->first < 2 || in_heading(j, rule)))
			continue;
		place = ru_vec_push(&j->out);
		if (place == NULL)
			return RU_ENOMEM;
		*place = *rule;
		if (!kept)
			place->type = RU_NAME_OTHER; /* "KMP Sagara Wening": a ship */
	}
	return RU_OK;
}

int ru_names_tag(struct ru_name_reader *n)
{
	struct joiner j = {.n = n};
	struct ru_name_model model;
	int status;

	if (!ru_name_model_open(&model, ru_pack_blob(n->model_pack, RU_S("names.model"))))
		return RU_OK;
	model.marks = ru_name_memory_marks(n->r->memory.names, &model);
	ru_index_init(&j.named, n->r->options->al);
	ru_vec_init(&j.tagged, n->r->options->al, sizeof(struct ru_found_name), 0);
	ru_vec_init(&j.out, n->r->options->al, sizeof(struct ru_found_name), 0);
	status = ru_names_read_tags(n, &model, &j.tagged);
	if (status == RU_OK)
		status = note_names(&j);
	if (status == RU_OK)
		status = take_all_tagged(&j);
	if (status == RU_OK)
		status = take_rules(&j);
	if (status == RU_OK) {
		struct ru_vec swap = n->found;
		n->found = j.out;
		j.out = swap;
	}
	ru_index_release(&j.named);
	ru_vec_release(&j.tagged);
	ru_vec_release(&j.out);
	return status;
}
