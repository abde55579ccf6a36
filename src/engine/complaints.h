/* SPDX-License-Identifier: Apache-2.0 */
/* Complaints about the input on their way to the caller's thread: kept where they came up, told when it is their turn.
 * Private to engine/. */
#ifndef RU_ENGINE_COMPLAINTS_H
#define RU_ENGINE_COMPLAINTS_H

#include "engine/engine.h"

struct ru_complaint_kept;

struct ru_complaints {
	struct ru_complaint_kept *first, **last;
};

void ru_complaints_clear(struct ru_complaints *list);
/* A copy of the complaint, which lives in the arena, behind the others. */
int ru_complaints_keep(struct ru_complaints *list, const struct ru_input_complaint *complaint,
                       struct ru_arena *arena) RU_MUST_CHECK;
/* Hand all of them to the run, in order. */
void ru_complaints_tell(const struct ru_complaints *list, runut_run *run);

#endif
