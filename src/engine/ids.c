/* SPDX-License-Identifier: Apache-2.0 */
/* Ids that are given twice, told over a walk of any length in bounded memory.
 *
 * An id is known by its XXH3-128. Where the id is the path of its file, as for every page of a folder, the name of the
 * source is not kept once more. */
#include "engine/ids.h"

struct ru_id_place {
	uint64_t hash; /* the other half */
	uint64_t offset;
	struct ru_str source; /* NULL: the id itself */
};

void ru_ids_init(struct ru_ids *ids, const struct ru_alloc *al)
{
	*ids = (struct ru_ids){.full = false};
	ru_index_init(&ids->index, al);
	ru_vec_init(&ids->places, al, sizeof(struct ru_id_place), 0);
	ru_arena_init(&ids->names, al);
}

void ru_ids_release(struct ru_ids *ids)
{
	ru_index_release(&ids->index);
	ru_vec_release(&ids->places);
	ru_arena_release(&ids->names);
}

static int keep_source(struct ru_ids *ids, struct ru_str source, struct ru_str *kept)
{
	if (!ru_str_eq(ids->last, source) && ru_arena_copy(&ids->names, source, &ids->last) != RU_OK)
		return RU_ENOMEM;
	*kept = source.len > 0 ? ids->last : RU_S("-");
	return RU_OK;
}

static int keep(struct ru_ids *ids, struct ru_str id, struct ru_hash128 hash, uint64_t key, struct ru_place_in at)
{
	struct ru_id_place *place = ru_vec_push(&ids->places);

	if (place == NULL)
		return RU_ENOMEM;
	*place = (struct ru_id_place){.hash = hash.hi, .offset = at.offset};
	if (!ru_str_eq(id, at.source) && keep_source(ids, at.source, &place->source) != RU_OK)
		return RU_ENOMEM;
	return ru_index_put(&ids->index, key, (uint32_t)(ids->places.len - 1)) == 0 ? RU_ID_NEW : RU_ENOMEM;
}

int ru_ids_meet(struct ru_ids *ids, struct ru_str id, struct ru_place_in at, struct ru_place_in *first)
{
	struct ru_hash128 hash = ru_hash128(id);
	uint64_t key = hash.lo;
	uint32_t number;

	/* probe further keys where two ids share one half */
	for (; ru_index_get(&ids->index, key, &number); key = ru_hash_mix(key, 1)) {
		const struct ru_id_place *place = RU_VEC_AT(&ids->places, struct ru_id_place, number);
		if (place->hash == hash.hi) {
			*first = (struct ru_place_in){place->source.ptr == NULL ? id : place->source, place->offset};
			return RU_ID_REPEATED;
		}
	}
	if (ids->places.len < RU_IDS_MOST)
		return keep(ids, id, hash, key, at);
	if (ids->full)
		return RU_ID_NEW;
	ids->full = true;
	return RU_ID_NOT_KEPT;
}

int ru_ids_check(struct ru_ids *ids, runut_run *run, struct ru_str id, struct ru_place_in at)
{
	struct ru_place_in first;
	struct ru_input_complaint full = {.message =
	                                      RU_S("so many pages that ids given from here on are not kept to tell "
	                                           "repeated ones"),
	                                  .key = RU_S("many_ids"),
	                                  .source = at.source,
	                                  .begin = at.offset,
	                                  .end = UINT64_MAX,
	                                  .count = 1};
	int met = ru_ids_meet(ids, id, at, &first);

	if (met == RU_ID_REPEATED)
		ru_engine_repeated(run, id, at, first);
	else if (met == RU_ID_NOT_KEPT)
		ru_engine_complain(run, &full);
	return met < 0 ? met : RU_OK;
}
