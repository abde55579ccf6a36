/* SPDX-License-Identifier: Apache-2.0 */
/* Authors with their roles. Every place that names somebody gives a group of names with a score - JSON-LD, meta, lines
 * with byline words, elements that the markup calls the author - and names that other places tell too are worth more.
 * The best group is the page's; organisations only where no person is named. Editors and reporters of labelled lines
 * join it. */
#include "article/about/authors.h"

enum {
	GROUPS = 40,
	FINDS = 200,
	AGREES = 12,      /* what another kind of place adds that names the same */
	AGREES_MOST = 24, /* all of them together */
	SINGLE = 12,      /* against names of one word */
	HOUSE = 34,       /* against groups without a person */
	AGENCY = 6,       /* against groups that name a news agency and nobody else */
	GLUED = 20,       /* against names that run on where another place ends them: "Anna BergReporter" */
	BEHIND_LINES = 10,
	FAR_LINES = 60
};

const struct ru_entry *ru_byline_at(const struct ru_draft *d, const struct ru_byline_tables *tables,
                                    const struct ru_lookup *text, uint32_t word, uint32_t *used)
{
	const struct ru_entry *entry = ru_phrase_in(d, tables->bylines, text, word, used, NULL), *own;
	size_t words = 0;

	if (entry == NULL || tables->own == NULL)
		return entry;
	own = ru_pack_at(tables->own, tables->bylines, text, word, &words);
	return own != NULL && words >= *used ? own : entry;
}

bool ru_byline_role(struct ru_str name, uint8_t *role)
{
	if (ru_str_eq(name, RU_S("writer")))
		*role = RU_AUTHOR_WRITER;
	else if (ru_str_eq(name, RU_S("editor")))
		*role = RU_AUTHOR_EDITOR;
	else if (ru_str_starts(name, RU_S("reporter")))
		*role = RU_AUTHOR_REPORTER;
	else
		return false;
	return true;
}

struct ru_byline_tables ru_byline_tables(const struct ru_draft *d)
{
	const struct ru_packs *packs = d->options->packs;
	struct ru_str language = d->article->language_stated;

	return (struct ru_byline_tables){.bylines = ru_table_find(RU_S("bylines")),
	                                 .paths = ru_table_find(RU_S("author_paths")),
	                                 .agencies = ru_table_find(RU_S("agencies")),
	                                 .stamps = ru_table_find(RU_S("stamp_words")),
	                                 .joiners = ru_table_find(RU_S("name_joiners")),
	                                 .weekdays = ru_table_find(RU_S("weekdays")),
	                                 .months = ru_table_find(RU_S("months")),
	                                 .heads = ru_table_find(RU_S("org_heads")),
	                                 .degrees = ru_table_find(RU_S("degrees")),
	                                 .names = ru_table_find(RU_S("name_words")),
	                                 .own =
	                                     packs != NULL && language.len > 0 ? ru_packs_find(packs, language) : NULL};
}

bool ru_name_is_house(const struct ru_draft *d, const struct ru_byline_tables *tables, struct ru_str name)
{
	const struct ru_str outlet = d->article->outlet, host = d->article->host;
	size_t dot = ru_str_find(host, RU_S("."), 0), label = dot == SIZE_MAX ? 0 : dot;
	struct ru_str rest = host, part;

	if (ru_is_host(name) || ru_phrase_get(d, tables->agencies, name, NULL) != NULL)
		return true;
	if (host.len > 0 && name.len >= 4 && ru_same_letters(ru_str_cut(host, 0, name.len), name))
		return true;
	/* "kabarlereng" at "news.kabarlereng.example" */
	while (name.len >= 4 && rest.len > 0 && ru_str_split(&rest, '.', &part))
		if (rest.ptr != NULL && ru_same_letters(part, name))
			return true;
	if (label >= 3 && label < name.len && ru_same_letters(ru_str_cut(host, 0, label), ru_str_cut(name, 0, label)))
		return true;
	return outlet.len > 0 &&
	       (ru_same_letters(name, outlet) || (outlet.len >= 4 && ru_str_find_nocase(name, outlet, 0) != SIZE_MAX) ||
	        (name.len >= 5 && ru_str_find_nocase(outlet, name, 0) != SIZE_MAX));
}

bool ru_name_is_listed(const struct ru_draft *d, const struct ru_byline_tables *tables, const uint64_t *hash,
                       uint32_t count)
{
	enum { PERSON = 3 }; /* the table's numbers for a person's first word and for later ones */

	for (uint32_t w = 0; w < count; w++)
		for (size_t i = 0; i < d->pack_count; i++)
			if ((ru_pack_number(d->packs[i], tables->names, hash[w]) & PERSON) != 0)
				return true;
	return false;
}

int ru_authors_open(struct ru_authors *a, enum ru_author_source source, int score)
{
	struct ru_author_group *group;

	if (ru_vec_full(&a->groups))
		return 0;
	group = ru_vec_push(&a->groups);
	if (group == NULL)
		return RU_ENOMEM;
	group->source = (uint8_t)source;
	group->score = score;
	group->first = (uint32_t)a->finds.len;
	return 0;
}

int ru_authors_put(struct ru_authors *a, const struct ru_author_find *find)
{
	struct ru_author_group *group = RU_VEC_AT(&a->groups, struct ru_author_group, a->groups.len - 1);
	struct ru_author_find *to;

	if (ru_vec_full(&a->finds))
		return 0;
	to = ru_vec_push(&a->finds);
	if (to == NULL)
		return RU_ENOMEM;
	*to = *find;
	group->count++;
	group->persons += find->person ? 1 : 0;
	return 0;
}

int ru_authors_put_names(struct ru_authors *a, uint32_t begin, const struct ru_names *names)
{
	struct ru_str title =
	    a->d->headline != RU_NONE ? ru_draft_line_text(a->d, a->d->headline) : (struct ru_str){NULL, 0};
	int status = 0;

	for (uint32_t i = 0; i < names->count && status == 0; i++) {
		const struct ru_name *name = &names->name[i];
		struct ru_author_find find = {.begin = begin + (uint32_t)name->begin,
		                              .end = begin + (uint32_t)name->end,
		                              .role = name->role,
		                              .person = name->person};

		find.text = ru_str_cut(a->d->article->text, find.begin, find.end);
		/* whom the headline names wrote nothing: "Interview with Anna Berg" */
		if (ru_str_find(title, find.text, 0) == SIZE_MAX)
			status = ru_authors_put(a, &find);
	}
	return status;
}

static const struct ru_author_find *find_of(const struct ru_authors *a, const struct ru_author_group *g, uint32_t i)
{
	return RU_VEC_AT(&a->finds, struct ru_author_find, g->first + i);
}

/* ---- choosing ---- */

static bool names_one_of(const struct ru_authors *a, const struct ru_author_group *g, struct ru_str name)
{
	for (uint32_t i = 0; i < g->count && i < RU_NAMES; i++)
		if (ru_same_letters(find_of(a, g, i)->text, name))
			return true;
	return false;
}

/* Whether name begins with part and goes on. */
static bool runs_on(struct ru_str name, struct ru_str part)
{
	return part.len >= 3 && name.len > part.len && ru_str_eq_nocase(ru_str_cut(name, 0, part.len), part);
}

/* Whether a name of the group runs on behind a full name of the other. */
static bool is_glued(const struct ru_authors *a, const struct ru_author_group *g, const struct ru_author_group *other)
{
	for (uint32_t i = 0; i < g->count && i < RU_NAMES; i++)
		for (uint32_t k = 0; k < other->count && k < RU_NAMES; k++) {
			struct ru_str part = find_of(a, other, k)->text;

			if (find_of(a, other, k)->person && memchr(part.ptr, ' ', part.len) != NULL &&
			    runs_on(find_of(a, g, i)->text, part))
				return true;
		}
	return false;
}

/* Whether some name of one group stands in the other. */
static bool share_name(const struct ru_authors *a, const struct ru_author_group *x, const struct ru_author_group *y)
{
	for (uint32_t i = 0; i < x->count && i < RU_NAMES; i++)
		if (names_one_of(a, y, find_of(a, x, i)->text))
			return true;
	/* "Nils" and "Nils Berg" */
	return x->count == 1 && y->count == 1 && find_of(a, x, 0)->person && find_of(a, y, 0)->person &&
	       (runs_on(find_of(a, x, 0)->text, find_of(a, y, 0)->text) ||
	        runs_on(find_of(a, y, 0)->text, find_of(a, x, 0)->text));
}

static bool has_full_name(const struct ru_authors *a, const struct ru_author_group *g)
{
	for (uint32_t i = 0; i < g->count; i++)
		if (memchr(find_of(a, g, i)->text.ptr, ' ', find_of(a, g, i)->text.len) != NULL)
			return true;
	return false;
}

/* The agency that a name is, or begins with: "AFP Deutschland". */
static bool is_agency(const struct ru_authors *a, struct ru_str name)
{
	const struct ru_entry *entry = ru_phrase_get(a->d, a->tables.agencies, name, NULL);
	const char *space = memchr(name.ptr, ' ', name.len);

	if (entry == NULL && space != NULL)
		entry = ru_phrase_get(a->d, a->tables.agencies, ru_str_cut(name, 0, (size_t)(space - name.ptr)), NULL);
	return entry != NULL && ru_str_eq(entry->col[2], RU_S("agency"));
}

static int score_of(const struct ru_authors *a, size_t at)
{
	const struct ru_author_group *group = RU_VEC_AT(&a->groups, struct ru_author_group, at);
	unsigned kinds = 0;
	bool glued = false;
	int more = 0;

	for (size_t i = 0; i < a->groups.len; i++) {
		const struct ru_author_group *other = RU_VEC_AT(&a->groups, struct ru_author_group, i);

		if (other->source != group->source && !glued)
			glued = is_glued(a, group, other);
		if (other->source == group->source || group->persons == 0 || (kinds >> other->source & 1) != 0 ||
		    !share_name(a, group, other))
			continue;
		kinds |= 1U << other->source;
		more += AGREES;
	}
	return group->score + (more > AGREES_MOST ? AGREES_MOST : more) -
	       (has_full_name(a, group) || group->persons == 0 ? 0 : SINGLE) - (glued ? GLUED : 0) -
	       (group->persons > 0                         ? 0
	        : is_agency(a, find_of(a, group, 0)->text) ? AGENCY
	                                                   : HOUSE);
}

/* ---- into the article ---- */

/* The same name in a line near the headline or behind the text. */
static bool find_visible(const struct ru_draft *d, struct ru_str name, struct ru_range *at)
{
	uint32_t from = d->headline != RU_NONE ? d->headline + 1 : 0;

	for (uint32_t i = from; i < ru_draft_line_count(d) && i < d->body_last + BEHIND_LINES; i++) {
		const struct ru_line *line = ru_draft_line(d, i);
		size_t found;

		if (line->kind < RU_BLOCK_CAPTION || line->end - line->begin > 300 ||
		    (i > from + FAR_LINES && i < d->body_last))
			continue;
		found = ru_str_find(ru_draft_line_text(d, i), name, 0);
		if (found != SIZE_MAX) {
			*at = (struct ru_range){line->begin + (uint32_t)found,
			                        line->begin + (uint32_t)(found + name.len)};
			return true;
		}
	}
	return false;
}

static bool is_of_record(const struct ru_draft *d, const struct ru_stated *stated)
{
	return stated->begin == RU_NONE && d->page->author.len > 0 && stated->value.ptr >= d->page->author.ptr &&
	       stated->value.ptr < d->page->author.ptr + d->page->author.len;
}

/* The place of a find; its block becomes one that tells who wrote. */
static struct ru_place place_of(const struct ru_authors *a, const struct ru_author_find *find)
{
	struct ru_place place = {{RU_NONE, RU_NONE}, {RU_NONE, RU_NONE, RU_FIELD_PAGE}, RU_NONE};
	struct ru_article *article = a->d->article;
	struct ru_range at = {find->begin, find->end};
	uint32_t begin, end;

	if (find->stated == NULL || find_visible(a->d, find->text, &at)) {
		place = ru_article_place(article, at);
		if (place.block != RU_NONE && (article->blocks[place.block].kind == RU_BLOCK_OTHER ||
		                               (article->blocks[place.block].kind == RU_BLOCK_NAV &&
		                                article->blocks[place.block].at.begin == at.begin)))
			article->blocks[place.block].kind = RU_BLOCK_AUTHOR_BOX;
		return place;
	}
	begin = (uint32_t)(find->text.ptr - find->stated->value.ptr);
	if (is_of_record(a->d, find->stated))
		place.span = (struct ru_span){(uint32_t)(find->text.ptr - a->d->page->author.ptr),
		                              (uint32_t)(find->text.ptr + find->text.len - a->d->page->author.ptr),
		                              RU_FIELD_AUTHOR};
	else if (ru_stated_range(find->stated, begin, begin + find->text.len, &begin, &end))
		place = ru_draft_source_place(a->d, begin, end);
	return place;
}

static bool known(const struct ru_draft *d, struct ru_str name)
{
	for (size_t i = 0; i < d->authors.len; i++)
		if (ru_same_letters(RU_VEC_AT(&d->authors, struct ru_author, i)->name, name))
			return true;
	return false;
}

static int take(struct ru_authors *a, const struct ru_author_find *find)
{
	struct ru_author *author;

	if (known(a->d, find->text) || ru_vec_full(&a->d->authors)) {
		if (find->stated == NULL)
			(void)place_of(a, find); /* the line that names them again tells who wrote, too */
		return 0;
	}
	author = ru_vec_push(&a->d->authors);
	if (author == NULL)
		return RU_ENOMEM;
	*author = (struct ru_author){find->text, find->role, place_of(a, find)};
	if (!find->person)
		author->role = RU_AUTHOR_AGENCY;
	return 0;
}

/* The group's persons; with them agencies, and what JSON-LD lists beside them ("Gear Team"), but no other
 * organisations.
 */
static int take_group(struct ru_authors *a, const struct ru_author_group *group)
{
	int status = 0;

	for (uint32_t i = 0; i < group->count && status == 0; i++) {
		const struct ru_author_find *find = find_of(a, group, i);

		/* who publishes stands beside the author in many a page's JSON-LD, and wrote nothing */
		if (!find->person && group->persons > 0 && ru_same_letters(find->text, a->d->article->outlet))
			continue;
		if (find->person || group->persons == 0 || group->source == RU_FROM_JSON || is_agency(a, find->text))
			status = take(a, find);
	}
	return status;
}

/* Those whom a line with a byline word calls editor or reporter. */
static int take_labelled(struct ru_authors *a)
{
	int status = 0;

	for (size_t i = 0; i < a->groups.len && status == 0; i++) {
		const struct ru_author_group *group = RU_VEC_AT(&a->groups, struct ru_author_group, i);

		for (uint32_t k = 0; k < group->count && group->source == RU_FROM_PHRASE && status == 0; k++) {
			const struct ru_author_find *find = find_of(a, group, k);

			if (find->person && (find->role == RU_AUTHOR_EDITOR || find->role == RU_AUTHOR_REPORTER))
				status = take(a, find);
		}
	}
	return status;
}

static int choose(struct ru_authors *a)
{
	const struct ru_author_group *best = NULL;
	int most = 0, status = 0;

	for (size_t i = 0; i < a->groups.len; i++) {
		const struct ru_author_group *group = RU_VEC_AT(&a->groups, struct ru_author_group, i);
		int score = group->count > 0 ? score_of(a, i) : 0;

		if (score > most) {
			most = score;
			best = group;
		}
	}
	if (best != NULL)
		status = take_group(a, best);
	return status == 0 ? take_labelled(a) : status;
}

int ru_authors_read(struct ru_draft *d)
{
	struct ru_authors a = {.d = d, .tables = ru_byline_tables(d)};
	int status;

	ru_vec_init(&a.finds, d->options->al, sizeof(struct ru_author_find), FINDS);
	ru_vec_init(&a.groups, d->options->al, sizeof(struct ru_author_group), GROUPS);
	status = ru_bylines_lines(&a);
	if (status == 0)
		status = ru_authors_stated(&a);
	if (status == 0 && d->is_html)
		status = ru_bylines_marks(&a);
	if (status == 0)
		status = choose(&a);
	ru_vec_release(&a.groups);
	ru_vec_release(&a.finds);
	return status;
}
