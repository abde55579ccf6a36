/* SPDX-License-Identifier: Apache-2.0 */
/* See raw_page.h. */
#include "record/raw_page.h"

int ru_raw_page_keep(struct ru_raw_page *out, const struct ru_raw_page *page, struct ru_arena *arena)
{
	struct ru_str *const strings[] = {&out->id,     &out->charset,  &out->url,      &out->title,
	                                  &out->outlet, &out->date,     &out->language, &out->source,
	                                  &out->author, &out->modified, &out->fetched};

	*out = *page;
	for (size_t i = 0; i < sizeof(strings) / sizeof(*strings); i++) {
		if (ru_arena_copy(arena, *strings[i], strings[i]) != RU_OK)
			return RU_ENOMEM;
	}
	return RU_OK;
}
