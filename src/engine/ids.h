/* SPDX-License-Identifier: Apache-2.0 */
/* Ids of the pages of one walk: which were given before, and where. Private to engine/. */
#ifndef RU_ENGINE_IDS_H
#define RU_ENGINE_IDS_H

#include "engine/engine.h"

/* As many ids as are kept: some 25 MB. One given after so many others is not known again. */
enum { RU_IDS_MOST = 1 << 18 };

struct ru_ids {
	struct ru_index index; /* half of the id's hash -> number */
	struct ru_vec places;  /* struct ru_id_place, by number */
	struct ru_arena names; /* of sources */
	struct ru_str last;    /* the source named last: records of one file share its name */
	bool full;
};

enum ru_id_met { RU_ID_NEW, RU_ID_REPEATED, RU_ID_NOT_KEPT };

void ru_ids_init(struct ru_ids *ids, const struct ru_alloc *al);
void ru_ids_release(struct ru_ids *ids);
/* Meet the id of a page that stands at `at`. RU_ID_REPEATED: it was met before, at *first (borrowed from ids, or id
 * itself). RU_ID_NOT_KEPT, once: so many ids are kept already. RU_ENOMEM. */
int ru_ids_meet(struct ru_ids *ids, struct ru_str id, struct ru_place_in at, struct ru_place_in *first) RU_MUST_CHECK;
/* The same, and tell the run of a repeated id, or that no more are kept. */
int ru_ids_check(struct ru_ids *ids, runut_run *run, struct ru_str id, struct ru_place_in at) RU_MUST_CHECK;

#endif
