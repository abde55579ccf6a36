/* SPDX-License-Identifier: Apache-2.0 */
/* See complaints.h. */
#include "engine/complaints.h"

struct ru_complaint_kept {
	struct ru_input_complaint complaint;
	struct ru_complaint_kept *next;
};

void ru_complaints_clear(struct ru_complaints *list)
{
	list->first = NULL;
	list->last = &list->first;
}

int ru_complaints_keep(struct ru_complaints *list, const struct ru_input_complaint *complaint, struct ru_arena *arena)
{
	struct ru_complaint_kept *kept = ru_arena_get(arena, 1, sizeof(*kept));

	if (kept == NULL)
		return RU_ENOMEM;
	kept->complaint = *complaint;
	if (ru_arena_copy(arena, complaint->source, &kept->complaint.source) != 0 ||
	    ru_arena_copy(arena, complaint->message, &kept->complaint.message) != 0 ||
	    ru_arena_copy(arena, complaint->key, &kept->complaint.key) != 0 ||
	    ru_arena_copy(arena, complaint->detail, &kept->complaint.detail) != 0)
		return RU_ENOMEM;
	*list->last = kept;
	list->last = &kept->next;
	return 0;
}

void ru_complaints_tell(const struct ru_complaints *list, runut_run *run)
{
	for (const struct ru_complaint_kept *kept = list->first; kept != NULL; kept = kept->next)
		ru_engine_complain(run, &kept->complaint);
}
