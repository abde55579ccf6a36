/* SPDX-License-Identifier: Apache-2.0 */
/* The names of trace's enumerations, as the contract writes them. */
#include "record/trace.h"

struct ru_str ru_difference_kind_name(enum ru_difference_kind kind)
{
	static const struct ru_str name[] = {
	    [RU_DIFF_DATE] = RU_S_INIT("date"),
	    [RU_DIFF_FIGURE] = RU_S_INIT("figure"),
	    [RU_DIFF_NAME] = RU_S_INIT("name"),
	    [RU_DIFF_PLACE] = RU_S_INIT("place"),
	    [RU_DIFF_ATTRIBUTION] = RU_S_INIT("attribution"),
	    [RU_DIFF_NEGATION] = RU_S_INIT("negation"),
	    [RU_DIFF_ORDER] = RU_S_INIT("order"),
	    [RU_DIFF_OTHER] = RU_S_INIT("other"),
	};
	return name[kind];
}

struct ru_str ru_relation_name(enum ru_relation relation)
{
	static const struct ru_str name[] = {
	    [RU_REL_DIFFER] = RU_S_INIT("differ"),   [RU_REL_COMPATIBLE] = RU_S_INIT("compatible"),
	    [RU_REL_UPDATE] = RU_S_INIT("update"),   [RU_REL_AGREE] = RU_S_INIT("agree"),
	    [RU_REL_WORDING] = RU_S_INIT("wording"), [RU_REL_MISSING] = RU_S_INIT("missing"),
	};
	return name[relation];
}

struct ru_str ru_source_kind_name(enum ru_source_kind kind)
{
	static const struct ru_str name[] = {
	    [RU_SOURCE_AGENCY] = RU_S_INIT("agency"), [RU_SOURCE_OUTLET] = RU_S_INIT("outlet"),
	    [RU_SOURCE_PAGE] = RU_S_INIT("page"),     [RU_SOURCE_RELEASE] = RU_S_INIT("release"),
	    [RU_SOURCE_PERSON] = RU_S_INIT("person"), [RU_SOURCE_UNKNOWN] = RU_S_INIT("unknown"),
	};
	return name[kind];
}
