/* SPDX-License-Identifier: Apache-2.0 */
/* One file of a pack to entries: header, columns, escapes, phrases cut into words and put into the phrase tree.
 * Cells without escapes stay where they are in the file's bytes. */
#include "pack/inner.h"

#include "text/utf8.h"

/* One line of a file that is being read. */
struct line {
	struct ru_pack_reader *reader;
	uint32_t table;
	uint32_t number;
	struct ru_str cell[RU_PACK_COLUMNS];
	uint32_t cells;
};

/* A broken line: report it and go on (0), or end the reading. */
static int bad(struct ru_pack_reader *reader, uint32_t line, const char *message)
{
	reader->failures++;
	if (reader->report == NULL)
		return ru_fail(reader->err, RU_EINPUT, reader->file, UINT64_MAX, "line %u: %s", line, message);
	reader->report(reader->report_ctx, ru_str_from(reader->file), line, ru_str_from(message));
	return 0;
}

/* A cell without its escapes. 0, RU_ENOMEM, or RU_EINPUT for an unknown escape. */
static int unescape(struct ru_arena *arena, struct ru_str *cell)
{
	if (cell->len == 0 || memchr(cell->ptr, '\\', cell->len) == NULL)
		return 0;
	struct ru_str copy;
	int rc = ru_arena_copy(arena, *cell, &copy);
	if (rc != 0)
		return rc;
	char *to = (char *)(uintptr_t)copy.ptr;
	size_t len = 0;
	for (size_t i = 0; i < cell->len; i++) {
		char c = cell->ptr[i];
		if (c == '\\') {
			c = ++i < cell->len ? cell->ptr[i] : ' ';
			if (c != 't' && c != 'n' && c != '\\')
				return RU_EINPUT;
			c = c == 't' ? '\t' : c == 'n' ? '\n' : '\\';
		}
		to[len++] = c;
	}
	*cell = (struct ru_str){copy.ptr, len};
	return 0;
}

/* Give node `step` of the tree, new where it is not there yet. */
static struct ru_pack_node *node_at(struct ru_pack *pack, uint64_t step)
{
	uint32_t fresh = (uint32_t)pack->node.len, at;
	int rc = ru_index_add(&pack->step, step, fresh, &at);
	if (rc < 0)
		return NULL;
	if (rc == 1)
		return RU_VEC_AT(&pack->node, struct ru_pack_node, at);
	struct ru_pack_node *node = ru_vec_push(&pack->node);
	if (node != NULL)
		node->entry = node->last = UINT32_MAX;
	return node;
}

/* Note that a phrase of the table begins with the word, and the node it leads to. */
static int open_table(struct ru_pack *pack, uint32_t table, uint64_t word_hash, const struct ru_pack_node *node)
{
	uint32_t at = (uint32_t)pack->openings.len;
	int rc = ru_index_add(&pack->opening, word_hash, at, &at);

	if (rc < 0)
		return rc;
	struct ru_pack_opening *opening =
	    rc == 1 ? RU_VEC_AT(&pack->openings, struct ru_pack_opening, at) : ru_vec_push(&pack->openings);
	if (opening == NULL)
		return RU_ENOMEM;
	if ((opening->tables & ru_pack_table_bit(table)) != 0)
		return 0;
	struct ru_pack_begun *begun = ru_vec_push(&pack->begun);
	if (begun == NULL)
		return RU_ENOMEM;
	opening->tables |= ru_pack_table_bit(table);
	*begun =
	    (struct ru_pack_begun){at, table, (uint32_t)(node - RU_VEC_AT(&pack->node, const struct ru_pack_node, 0))};
	return 0;
}

int ru_pack_settle_firsts(struct ru_pack *pack, struct ru_arena *arena)
{
	uint32_t at = 0;

	pack->firsts = ru_arena_get(arena, pack->begun.len, sizeof(*pack->firsts));
	if (pack->firsts == NULL)
		return RU_ENOMEM;
	for (size_t i = 0; i < pack->openings.len; i++) {
		struct ru_pack_opening *opening = RU_VEC_AT(&pack->openings, struct ru_pack_opening, i);
		opening->at = at;
		at += ru_pack_rank(opening->tables, RU_PACK_TABLES_MOST);
	}
	for (size_t i = 0; i < pack->begun.len; i++) {
		const struct ru_pack_begun *begun = RU_VEC_AT(&pack->begun, struct ru_pack_begun, i);
		const struct ru_pack_opening *opening =
		    RU_VEC_AT(&pack->openings, struct ru_pack_opening, begun->opening);
		const struct ru_pack_node *node = RU_VEC_AT(&pack->node, struct ru_pack_node, begun->node);
		pack->firsts[opening->at + ru_pack_rank(opening->tables, begun->table)] =
		    (struct ru_pack_first){node->entry, node->more};
	}
	ru_vec_release(&pack->begun);
	return 0;
}

/* The end of the entry's path in the tree; *words of its phrase. NULL with *words 0 when out of memory. */
static struct ru_pack_node *node_of_phrase(struct ru_pack *pack, const struct line *line, uint32_t *words)
{
	struct ru_str phrase = line->cell[0];
	uint64_t step = ru_pack_start(line->table);
	*words = 0;
	const bool one = ru_pack_letters(phrase) == phrase.len && phrase.len > 0;
	if (one || ru_tables[line->table].kind == RU_TABLE_KEYS) {
		uint64_t hash = ru_fold_hash(phrase);
		struct ru_pack_node *node = node_at(pack, ru_pack_step(step, hash));
		if (node != NULL && open_table(pack, line->table, hash, node) < 0)
			node = NULL;
		*words = node != NULL;
		return node;
	}
	struct ru_word_cursor cursor;
	struct ru_word word;
	struct ru_pack_node *node = NULL;
	ru_word_cursor_init(&cursor, phrase);
	while (ru_word_cursor_next(&cursor, &word)) {
		bool behind = node != NULL;
		if (behind)
			node->more = 1;
		uint64_t hash = ru_fold_hash(ru_str_cut(phrase, word.begin, word.end));

		step = ru_pack_step(step, hash);
		if (behind)
			ru_pack_note(pack->maybe_next, step);
		node = node_at(pack, step);
		if (node == NULL || (*words == 0 && open_table(pack, line->table, hash, node) < 0)) {
			*words = 0;
			return NULL;
		}
		++*words;
	}
	return node;
}

static bool same_cells(const struct ru_entry *entry, const struct line *line)
{
	for (uint32_t i = 1; i < RU_PACK_COLUMNS; i++)
		if (!ru_str_eq(entry->col[i], line->cell[i]))
			return false;
	return true;
}

/* Hang the new entry behind those of the same phrase. RU_EDUP where one says the same already, 1 where it does in other
 * spelling ("e.v." and "e. v."). */
static int chain(struct ru_pack *pack, struct ru_pack_node *node, const struct line *line, uint32_t index)
{
	if (node->entry == UINT32_MAX) {
		node->entry = node->last = index;
		return 0;
	}
	/* looked at are the first few only: a hostile pack must not make this quadratic */
	uint32_t at = node->entry;
	for (int steps = 0; at != UINT32_MAX && steps < 16; steps++) {
		const struct ru_entry *entry = RU_VEC_AT(&pack->entry, struct ru_entry, at);
		if (same_cells(entry, line))
			return ru_str_eq(entry->phrase, line->cell[0]) ? RU_EDUP : 1;
		at = entry->next;
	}
	RU_VEC_AT(&pack->entry, struct ru_entry, node->last)->next = index;
	node->last = index;
	return 0;
}

/* Whether folding would change nothing, for what most phrases are: lower case ASCII. */
static bool is_folded(struct ru_str s)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];
		bool blank = c == ' ' && i > 0 && i + 1 < s.len && s.ptr[i - 1] != ' ';
		if (!blank && (c <= ' ' || c >= 0x7F || c == '`' || (c >= 'A' && c <= 'Z')))
			return false;
	}
	return true;
}

static int add_entry(struct line *line)
{
	struct ru_pack_reader *reader = line->reader;
	struct ru_pack *pack = reader->pack;
	uint32_t words;
	struct ru_pack_node *node = node_of_phrase(pack, line, &words);
	if (node == NULL && words == 0 && ru_str_trim(line->cell[0]).len > 0)
		return RU_ENOMEM;
	if (node == NULL)
		return bad(reader, line->number, "a phrase without a word");
	if (words > RU_PACK_PHRASE_WORDS)
		return bad(reader, line->number, "a phrase of too many words");
	uint32_t index = (uint32_t)pack->entry.len;
	int rc = chain(pack, node, line, index);
	if (rc == RU_EDUP) /* says nothing new: a matter for the check only */
		return reader->report != NULL ? bad(reader, line->number, "the same line stands above") : 0;
	if (rc == 1)
		return 0;
	struct ru_entry *entry = ru_vec_push(&pack->entry);
	if (entry == NULL)
		return RU_ENOMEM;
	memcpy(entry->col, line->cell, sizeof(entry->col));
	entry->table = line->table;
	entry->line = line->number;
	entry->words = words;
	entry->next = UINT32_MAX;
	pack->count[line->table]++;
	if (!is_folded(line->cell[0]))
		return ru_fold_copy(reader->arena, line->cell[0], &entry->folded);
	entry->folded = line->cell[0];
	return 0;
}

static bool parse_number(struct ru_str s, uint32_t *out)
{
	uint32_t value = 0;
	if (s.len == 0 || s.len > 5)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
		value = value * 10 + (uint32_t)(s.ptr[i] - '0');
	}
	*out = value;
	return value <= UINT16_MAX;
}

/* A line of a table of bare words: only its hash and number are kept. */
static int add_word(struct line *line)
{
	struct ru_pack *pack = line->reader->pack;
	uint32_t number = 1, old;
	if (line->cells > 1 && !parse_number(line->cell[1], &number))
		return bad(line->reader, line->number, "not a number of 0 to 65535");
	uint64_t step = ru_pack_step(ru_pack_start(line->table), ru_fold_hash(line->cell[0]));
	int rc = ru_index_add(&pack->word, step, number, &old);
	if (rc == 1)
		return line->reader->report != NULL ? bad(line->reader, line->number, "the same word stands above") : 0;
	pack->count[line->table] += rc == 0;
	if (rc == 0 && ru_pack_start(line->table) == pack->roots)
		ru_pack_note(pack->maybe_root, step);
	return rc;
}

static int read_line(struct line *line, struct ru_str text)
{
	const struct ru_table *table = &ru_tables[line->table];
	uint32_t most = ru_table_columns(table);
	bool escapes = memchr(text.ptr, '\\', text.len) != NULL;
	line->cells = 0;
	memset(line->cell, 0, sizeof(line->cell));
	for (const char *at = text.ptr, *stop = at + text.len, *end; at != NULL; at = end != NULL ? end + 1 : NULL) {
		end = at < stop ? memchr(at, '\t', (size_t)(stop - at)) : NULL;
		if (line->cells == most)
			return bad(line->reader, line->number, "more columns than the table has");
		line->cell[line->cells++] = (struct ru_str){at, (size_t)((end != NULL ? end : stop) - at)};
	}
	for (uint32_t i = 0; escapes && i < line->cells; i++) {
		int rc = unescape(line->reader->arena, &line->cell[i]);
		if (rc == RU_EINPUT)
			return bad(line->reader, line->number, "unknown escape");
		if (rc != 0)
			return rc;
	}
	if (ru_str_trim(line->cell[0]).len == 0)
		return bad(line->reader, line->number, "no phrase in the first column");
	return table->kind == RU_TABLE_WORDS ? add_word(line) : add_entry(line);
}

enum { HEAD_FORMAT = 1, HEAD_LANGUAGE = 2, HEAD_LICENCE = 4, HEAD_ORIGIN = 8, HEAD_ALL = 15 };

/* A line "#! key value": which of the four it is, or a complaint. */
static int read_head(struct ru_pack_reader *reader, struct ru_str text, uint32_t number, unsigned *seen)
{
	struct ru_str rest = ru_str_trim(ru_str_cut(text, 2, text.len)), key;
	if (rest.len == 0 || !ru_str_split(&rest, ' ', &key))
		return bad(reader, number, "empty header line");
	struct ru_str value = rest.ptr != NULL ? ru_str_trim(rest) : (struct ru_str){NULL, 0};
	if (ru_str_eq(key, RU_S("format"))) {
		*seen |= HEAD_FORMAT;
		return ru_str_eq(value, RU_S("1")) ? 0 : bad(reader, number, "this format is not known");
	}
	if (ru_str_eq(key, RU_S("language"))) {
		*seen |= HEAD_LANGUAGE;
		return ru_str_eq(value, reader->pack->tag) ? 0
		                                           : bad(reader, number, "the language is not the folder's");
	}
	if (ru_str_eq(key, RU_S("licence")))
		*seen |= value.len > 0 ? HEAD_LICENCE : 0;
	else if (ru_str_eq(key, RU_S("origin")))
		*seen |= value.len > 0 ? HEAD_ORIGIN : 0;
	return 0;
}

enum { LINES_MOST = 1 << 16 }; /* for which room is made before they are read */

static int more_room(struct ru_vec *vec, size_t count)
{
	size_t len = vec->len + count;

	if (len <= vec->cap)
		return 0;
	return ru_vec_reserve(vec, len > vec->cap + vec->cap / 2 ? len : vec->cap + vec->cap / 2);
}

int ru_pack_make_room(struct ru_pack *pack, const struct ru_pack_file *file, size_t count)
{
	size_t words = 0, entries = 0;

	for (size_t k = 0; k < count; k++) {
		struct ru_str name = ru_str_from(file[k].name), bytes = file[k].bytes;
		uint32_t table =
		    ru_str_ends(name, RU_S(".tsv")) ? ru_table_find(ru_str_cut(name, 0, name.len - 4)) : RU_TABLE_NONE;
		size_t lines = 0;
		for (size_t i = 0; i < bytes.len && table != RU_TABLE_NONE; i++)
			lines += bytes.ptr[i] == '\n';
		lines = lines < LINES_MOST ? lines : LINES_MOST;
		if (table != RU_TABLE_NONE && ru_tables[table].kind == RU_TABLE_WORDS)
			words += lines;
		else
			entries += lines;
	}
	int rc = ru_index_reserve(&pack->word, pack->word.len + words);
	if (rc == 0)
		rc = more_room(&pack->entry, entries);
	if (rc == 0)
		rc = more_room(&pack->node, entries);
	return rc == 0 ? ru_index_reserve(&pack->step, pack->step.len + entries) : rc;
}

static int read_table(struct ru_pack_reader *reader, uint32_t table, struct ru_str bytes)
{
	struct line line = {.reader = reader, .table = table};
	struct ru_str text;
	unsigned seen = 0;
	reader->pack->first[table] = (uint32_t)reader->pack->entry.len;
	while (bytes.ptr != NULL && ru_str_split(&bytes, '\n', &text)) {
		int rc = 0;
		line.number++;
		if (text.len > 0 && text.ptr[text.len - 1] == '\r')
			text.len--;
		if (text.len > 0 && text.ptr[0] != '#')
			rc = read_line(&line, text);
		else if (ru_str_starts(text, RU_S("#!")))
			rc = read_head(reader, text, line.number, &seen);
		if (rc != 0)
			return rc;
	}
	if (seen != HEAD_ALL)
		return bad(reader, 1, "the header needs format, language, licence and origin");
	return 0;
}

int ru_pack_read(struct ru_pack_reader *reader, struct ru_str name, struct ru_str bytes)
{
	if (!ru_str_ends(name, RU_S(".tsv"))) {
		struct ru_pack_blob *blob = ru_vec_push(&reader->pack->blob);
		if (blob == NULL)
			return RU_ENOMEM;
		*blob = (struct ru_pack_blob){name, bytes};
		return 0;
	}
	uint32_t table = ru_table_find(ru_str_cut(name, 0, name.len - 4));
	if (table == RU_TABLE_NONE)
		return bad(reader, 1, "no table of this name is known");
	if (!ru_utf8_valid(bytes))
		return bad(reader, 1, "not UTF-8");
	int rc = read_table(reader, table, bytes);
	if (rc == RU_ENOMEM)
		return ru_fail(reader->err, rc, reader->file, UINT64_MAX, "out of memory");
	return rc;
}
