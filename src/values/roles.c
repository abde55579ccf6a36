/* SPDX-License-Identifier: Apache-2.0 */
/* Names of roles as packs write them, in the order of enum ru_role. Fed an entry, gives a set of roles. */
#include "values/roles.h"

static const struct ru_str date_roles[] = {RU_S_INIT("day_head"),
                                           RU_S_INIT("date_head"),
                                           RU_S_INIT("month_head"),
                                           RU_S_INIT("year_head"),
                                           RU_S_INIT("clock_head"),
                                           RU_S_INIT("past"),
                                           RU_S_INIT("soon"),
                                           RU_S_INIT("future"),
                                           RU_S_INIT("this"),
                                           RU_S_INIT("past_before"),
                                           RU_S_INIT("future_before"),
                                           RU_S_INIT("this_before"),
                                           RU_S_INIT("recent"),
                                           RU_S_INIT("recent_behind"),
                                           RU_S_INIT("coming"),
                                           RU_S_INIT("ago"),
                                           RU_S_INIT("hence"),
                                           RU_S_INIT("after"),
                                           RU_S_INIT("before"),
                                           RU_S_INIT("start"),
                                           RU_S_INIT("mid"),
                                           RU_S_INIT("end"),
                                           RU_S_INIT("later"),
                                           RU_S_INIT("every"),
                                           RU_S_INIT("to"),
                                           RU_S_INIT("from"),
                                           RU_S_INIT("and"),
                                           RU_S_INIT("join"),
                                           RU_S_INIT("in"),
                                           RU_S_INIT("one"),
                                           RU_S_INIT("some"),
                                           RU_S_INIT("local"),
                                           RU_S_INIT("era"),
                                           RU_S_INIT("century"),
                                           RU_S_INIT("quarter"),
                                           RU_S_INIT("half"),
                                           RU_S_INIT("roman1"),
                                           RU_S_INIT("roman2"),
                                           RU_S_INIT("roman3"),
                                           RU_S_INIT("roman4"),
                                           RU_S_INIT("season1"),
                                           RU_S_INIT("season2"),
                                           RU_S_INIT("season3"),
                                           RU_S_INIT("season4"),
                                           RU_S_INIT("tens"),
                                           RU_S_INIT("ordinal"),
                                           RU_S_INIT("of"),
                                           RU_S_INIT("the"),
                                           RU_S_INIT("approx"),
                                           RU_S_INIT("more"),
                                           RU_S_INIT("less"),
                                           RU_S_INIT("at_least"),
                                           RU_S_INIT("at_most"),
                                           RU_S_INIT("am"),
                                           RU_S_INIT("pm"),
                                           RU_S_INIT("oclock"),
                                           RU_S_INIT("cue_future"),
                                           RU_S_INIT("cue_limit"),
                                           RU_S_INIT("cue_past"),
                                           RU_S_INIT("for"),
                                           RU_S_INIT("fill"),
                                           RU_S_INIT("prefix"),
                                           RU_S_INIT("ago_before"),
                                           RU_S_INIT("day_stop")};
static const struct ru_str figure_roles[] = {
    RU_S_INIT("person"),     RU_S_INIT("code"),          RU_S_INIT("code_head"),
    RU_S_INIT("street"),     RU_S_INIT("street_behind"), RU_S_INIT("skip"),
    RU_S_INIT("filler"),     RU_S_INIT("adjective"),     RU_S_INIT("not_noun"),
    RU_S_INIT("score"),      RU_S_INIT("age"),           RU_S_INIT("old"),
    RU_S_INIT("or"),         RU_S_INIT("per"),           RU_S_INIT("of"),
    RU_S_INIT("minus"),      RU_S_INIT("plural"),        RU_S_INIT("fate"),
    RU_S_INIT("classifier"), RU_S_INIT("each"),          RU_S_INIT("by"),
    RU_S_INIT("among"),      RU_S_INIT("times"),         RU_S_INIT("all"),
    RU_S_INIT("turned"),     RU_S_INIT("level")};

_Static_assert(sizeof(date_roles) / sizeof(date_roles[0]) <= RU_ROLES_A_TABLE, "a role is a bit");
_Static_assert(sizeof(date_roles) / sizeof(date_roles[0]) == RU_ROLE_DAY_STOP + 1, "a name for every role");
_Static_assert(sizeof(figure_roles) / sizeof(figure_roles[0]) == RU_COUNT_LEVEL - RU_ROLES_A_TABLE + 1,
               "a name for every role");

uint64_t ru_roles_of(const struct ru_pack *pack, const struct ru_entry *entry, bool figures)
{
	const struct ru_str *names = figures ? figure_roles : date_roles;
	size_t count =
	    figures ? sizeof(figure_roles) / sizeof(figure_roles[0]) : sizeof(date_roles) / sizeof(date_roles[0]);
	uint64_t set = 0;

	for (; entry != NULL; entry = ru_pack_entry(pack, entry->next)) {
		for (size_t k = 0; k < count; k++) {
			if (ru_str_eq(entry->col[1], names[k]))
				set |= UINT64_C(1) << k;
		}
	}
	return set;
}
