/* SPDX-License-Identifier: Apache-2.0 */
/* Finds, once for a text, which entries of the value tables begin at each atom.
 *
 * Fed atoms and a pack, gives a struct ru_value_text. O(atoms * tables). Never allocates. */
#include "values/memory.h"

enum { AHEAD = 4 /* atoms; their phrases come from memory meanwhile */ };

static const char *const table_names[RU_VALUE_TABLES] = {
    "months",  "weekdays", "dayparts", "relative",   "date_words",  "time_units",  "zones",
    "numbers", "holidays", "units",    "currencies", "comparators", "figure_words"};

/* A setting of the pack ("decimal"), or the fallback. */
static struct ru_str setting(const struct ru_pack *pack, const struct ru_value_numbers *numbers, struct ru_str key,
                             struct ru_str fallback)
{
	const struct ru_entry *entry = ru_pack_get(pack, numbers->settings, key);

	return entry != NULL && entry->col[1].len > 0 ? entry->col[1] : fallback;
}

void ru_value_numbers_find(struct ru_value_numbers *out, unsigned tables)
{
	for (unsigned k = 0; k < RU_VALUE_TABLES; k++)
		out->table[k] = k < tables ? ru_table_find(ru_str_from(table_names[k])) : RU_TABLE_NONE;
	out->settings = ru_table_find(RU_S("pack"));
}

bool ru_value_month_first(const struct ru_pack *pack, const struct ru_value_numbers *numbers)
{
	return ru_str_eq(setting(pack, numbers, RU_S("date_order"), RU_S("dmy")), RU_S("mdy"));
}

size_t ru_value_memory_bytes(void) { return sizeof(struct ru_value_memory); }

size_t ru_value_memory_zeros(void) { return offsetof(struct ru_value_memory, sets); }

void ru_value_memory_use(struct ru_value_memory *memory, struct ru_value_room *room)
{
	room->memory = memory;
	room->hits = memory->hits;
	room->sets = memory->sets;
}

static uint64_t roles_of(const struct ru_value_room *room, const struct ru_pack *pack, const struct ru_entry *entry,
                         bool figures)
{
	if (entry == NULL)
		return 0;
	if (room->memory == NULL)
		return ru_roles_of(pack, entry, figures);
	struct ru_known_roles *known = &room->memory->roles[((uintptr_t)entry / sizeof(*entry)) % RU_KNOWN_ROLES];

	if (known->entry != entry)
		*known = (struct ru_known_roles){entry, ru_roles_of(pack, entry, figures)};
	return known->roles;
}

/* The hits of one atom, whose word begins phrases of the tables in opening: a bit for each table that has one. */
static uint64_t fill_row(const struct ru_value_tables *tables, const struct ru_lookup *atoms, size_t i,
                         uint64_t opening, struct ru_value_hit *row)
{
	uint64_t hit = 0;

	memset(row, 0, RU_VALUE_TABLES * sizeof(*row));
	for (unsigned k = 0; k < RU_VALUE_TABLES; k++) {
		size_t used = 0;

		if ((opening & tables->bit[k]) == 0)
			continue;
		row[k].entry = ru_pack_find_at(tables->pack, tables->table[k], atoms, i, &used);
		row[k].used = (uint32_t)used;
		hit |= (uint64_t)(row[k].entry != NULL) << k;
	}
	return hit;
}

void ru_value_tables_take(struct ru_value_tables *out, const struct ru_pack *pack,
                          const struct ru_value_numbers *numbers)
{
	*out = (struct ru_value_tables){.pack = pack};
	out->decimal = setting(pack, numbers, RU_S("decimal"), RU_S(".")).ptr[0];
	out->group = out->decimal == ',' ? '.' : ',';
	out->month_first = ru_value_month_first(pack, numbers);
	for (unsigned k = 0; k < RU_VALUE_TABLES; k++) {
		out->table[k] = numbers->table[k];
		out->bit[k] = out->table[k] != RU_TABLE_NONE ? ru_pack_table_bit(out->table[k]) : 0;
		out->wanted |= out->bit[k];
	}
}

void ru_value_tables_find(struct ru_value_tables *out, const struct ru_pack *pack, unsigned tables)
{
	struct ru_value_numbers numbers;

	ru_value_numbers_find(&numbers, tables);
	ru_value_tables_take(out, pack, &numbers);
}

const struct ru_value_tables *ru_value_tables_kept(struct ru_value_memory *memory, const struct ru_pack *pack,
                                                   unsigned tables)
{
	if (memory->tables.pack != pack || memory->table_count != tables) {
		ru_value_tables_find(&memory->tables, pack, tables);
		memory->table_count = tables;
	}
	return &memory->tables;
}

/* The wanted tables that have a phrase which begins with atom i. */
static uint64_t opening_of(const struct ru_value_tables *tables, const struct ru_value_room *room, const uint64_t *hash,
                           size_t i)
{
	if (room->first == NULL)
		return ru_pack_opening(tables->pack, hash[i]) & tables->wanted;
	if ((room->opening[i] & tables->wanted) == 0) /* so it is with most words */
		return 0;
	return ru_pack_opening_tables(tables->pack, room->first[i]) & tables->wanted;
}

/* Atom i will be asked for soon. */
static void expect(const struct ru_value_tables *tables, const struct ru_value_room *room, size_t i, size_t count,
                   bool steps)
{
	if (room->first != NULL && i < count && (room->opening[i] & tables->wanted) != 0)
		ru_pack_expect(tables->pack, room->first[i], steps);
}

/* The hits of atom i as a row, and its sets; false where there are none. */
static bool fill_sets(const struct ru_value_tables *tables, const struct ru_lookup *atoms, size_t i, uint64_t opening,
                      const struct ru_value_room *room, size_t number)
{
	struct ru_value_hit *row = &room->hits[number * RU_VALUE_TABLES];
	uint64_t *sets = &room->sets[number * RU_VALUE_SETS];

	sets[RU_VALUE_HIT_TABLES] = fill_row(tables, atoms, i, opening, row);
	if (sets[RU_VALUE_HIT_TABLES] == 0)
		return false;
	sets[RU_VALUE_DATE_ROLES] = roles_of(room, tables->pack, row[RU_VALUE_DATE_WORDS].entry, false);
	sets[RU_VALUE_FIGURE_ROLES] = roles_of(room, tables->pack, row[RU_VALUE_FIGURE_WORDS].entry, true);
	return true;
}

/* Whether a phrase of several words stands at atom i. longer: tables that have such as begin with its word. */
static bool phrase_at(const struct ru_value_tables *tables, const struct ru_lookup *atoms, size_t i, uint64_t longer)
{
	for (unsigned k = 0; k < RU_VALUE_TABLES && longer != 0; k++) {
		size_t used = 0;

		if ((longer & tables->bit[k]) == 0)
			continue;
		(void)ru_pack_find_at(tables->pack, tables->table[k], atoms, i, &used);
		if (used > 1)
			return true;
		longer &= ~tables->bit[k];
	}
	return false;
}

/* The row that was filled when the word of atom i came before, or is filled for when it comes again: *row, 0 for none.
 * False where the atom needs a row of its own: it begins a phrase, or the place is that of another word of this text.
 */
static bool known_row(const struct ru_value_tables *tables, const struct ru_lookup *atoms, size_t i, uint64_t opening,
                      const struct ru_value_room *room, uint16_t *row)
{
	struct ru_value_memory *memory = room->memory;
	uint32_t first = room->first[i], place = (first ^ first >> 9) % RU_KNOWN_WORDS;
	struct ru_known_word *word = &memory->words[place];

	if (word->pack != tables->pack || word->first != first || word->wanted != tables->wanted) {
		struct ru_lookup alone = *atoms;

		if (word->pack != NULL && word->text == memory->texts)
			return false;
		alone.count = i + 1;
		*word = (struct ru_known_word){.pack = tables->pack, .wanted = tables->wanted, .first = first};
		word->longer = ru_pack_opening_longer(tables->pack, first) & tables->wanted;
		word->hits = fill_sets(tables, &alone, i, opening, room, 1 + place);
	}
	word->text = memory->texts;
	*row = word->hits ? (uint16_t)(1 + place) : 0;
	return word->longer == 0 || !phrase_at(tables, atoms, i, word->longer);
}

void ru_value_text_fill(struct ru_value_text *out, const struct ru_value_tables *tables, struct ru_str text,
                        const struct ru_word *atoms, const uint64_t *hash, size_t count,
                        const struct ru_value_room *room)
{
	const struct ru_pack *pack = tables->pack;
	uint16_t rows = room->memory != NULL ? 1 + RU_KNOWN_WORDS : 1;
	bool known = room->memory != NULL && room->first != NULL;

	if (room->memory != NULL)
		room->memory->texts++;
	out->pack = pack;
	out->atoms = (struct ru_lookup){text, atoms, hash, count, NULL, {pack, pack}, {room->first, NULL}};
	out->hits = room->hits;
	out->row = room->row;
	out->sets = room->sets;
	out->decimal = tables->decimal;
	out->group = tables->group;
	out->month_first = tables->month_first;
	out->memory = room->memory;
	for (unsigned k = 0; k < RU_VALUE_TABLES; k++)
		room->hits[k] = (struct ru_value_hit){NULL, 0};
	for (size_t i = 0; i < count; i++) {
		expect(tables, room, i + 2 * AHEAD, count, false);
		expect(tables, room, i + AHEAD, count, true);
		uint64_t opening = opening_of(tables, room, hash, i);

		room->row[i] = 0;
		if (opening == 0 || (known && known_row(tables, &out->atoms, i, opening, room, &room->row[i])))
			continue;
		room->row[i] = fill_sets(tables, &out->atoms, i, opening, room, rows) ? rows++ : 0;
	}
}

int32_t ru_value_integer_at(const struct ru_value_text *t, size_t i, unsigned max, unsigned *width)
{
	struct ru_str atom = ru_value_atom(t, i);
	int32_t value = 0;

	if (atom.len == 0 || atom.len > max || atom.len > 9)
		return -1;
	for (size_t k = 0; k < atom.len; k++) {
		if (!ru_is_digit((unsigned char)atom.ptr[k]))
			return -1;
		value = value * 10 + (atom.ptr[k] - '0');
	}
	*width = (unsigned)atom.len;
	return value;
}
