/* SPDX-License-Identifier: Apache-2.0 */
/* What language/ gives. */
#ifndef RU_RECORD_LANGUAGE_H
#define RU_RECORD_LANGUAGE_H

#include "record/span.h"

struct ru_language_passage {
	struct ru_place place;
	struct ru_str language;
};

struct ru_language {
	struct ru_str tag;                    /* BCP 47; "und" no language, "mul" several */
	uint32_t confidence;                  /* 0..100 */
	struct ru_language_passage *passages; /* one where the page is in one language */
	uint32_t passage_count;
};

#endif
