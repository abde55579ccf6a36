/* SPDX-License-Identifier: Apache-2.0 */
/* Finds, once for a text, which entries of the value tables begin at each atom.
 *
 * Fed atoms and a pack, gives a struct ru_value_text. O(atoms * tables). Never allocates. */
#include "values/text.h"

static const char *const table_names[RU_VALUE_TABLES] = {"months",     "weekdays",   "dayparts",    "relative",
                                                         "date_words", "time_units", "zones",       "numbers",
                                                         "units",      "currencies", "comparators", "figure_words"};

/* A setting of the pack ("decimal"), or the fallback. */
static struct ru_str setting(const struct ru_pack *pack, struct ru_str key, struct ru_str fallback)
{
	const struct ru_entry *entry = ru_pack_get(pack, ru_table_find(RU_S("pack")), key);

	return entry != NULL && entry->col[1].len > 0 ? entry->col[1] : fallback;
}

bool ru_value_month_first(const struct ru_pack *pack)
{
	return ru_str_eq(setting(pack, RU_S("date_order"), RU_S("dmy")), RU_S("mdy"));
}

void ru_value_text_fill(struct ru_value_text *out, const struct ru_pack *pack, struct ru_str text,
                        const struct ru_word *atoms, const uint64_t *hash, size_t count, struct ru_value_hit *hits,
                        unsigned tables)
{
	out->pack = pack;
	out->atoms = (struct ru_lookup){text, atoms, hash, count};
	out->hits = hits;
	out->decimal = setting(pack, RU_S("decimal"), RU_S(".")).ptr[0];
	out->group = out->decimal == ',' ? '.' : ',';
	out->month_first = ru_value_month_first(pack);
	for (size_t i = 0; i < count * RU_VALUE_TABLES; i++)
		hits[i] = (struct ru_value_hit){NULL, 0};
	for (unsigned t = 0; t < tables; t++) {
		uint32_t table = ru_table_find(ru_str_from(table_names[t]));
		size_t entries;

		(void)ru_pack_entries(pack, table, &entries);
		if (table == RU_TABLE_NONE || entries == 0)
			continue;
		for (size_t i = 0; i < count; i++) {
			size_t used = 0;
			const struct ru_entry *entry = ru_pack_at(pack, table, &out->atoms, i, &used);

			if (entry != NULL)
				hits[i * RU_VALUE_TABLES + t] = (struct ru_value_hit){entry, (uint32_t)used};
		}
	}
}

size_t ru_value_role_at(const struct ru_value_text *t, size_t i, enum ru_value_table table, struct ru_str role)
{
	struct ru_value_hit hit = ru_value_hit_at(t, i, table);

	for (const struct ru_entry *e = hit.entry; e != NULL; e = ru_pack_entry(t->pack, e->next)) {
		if (ru_str_eq(e->col[1], role))
			return hit.used;
	}
	return 0;
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
