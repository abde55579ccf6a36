/* SPDX-License-Identifier: Apache-2.0 */
/* The roles that the tables date_words and figure_words give to phrases, as numbers, so that asking for one is looking
 * at a bit. What each means stands in docs/packs-values.md. Private to values/ and facts/. */
#ifndef RU_VALUES_ROLES_H
#define RU_VALUES_ROLES_H

#include "pack/pack.h"

/* Roles of date_words, then (from RU_ROLES_A_TABLE on) those of figure_words. */
enum { RU_ROLES_A_TABLE = 64 };

enum ru_role {
	RU_ROLE_DAY_HEAD,
	RU_ROLE_DATE_HEAD,
	RU_ROLE_MONTH_HEAD,
	RU_ROLE_YEAR_HEAD,
	RU_ROLE_CLOCK_HEAD,
	RU_ROLE_PAST,
	RU_ROLE_SOON,
	RU_ROLE_FUTURE,
	RU_ROLE_THIS,
	RU_ROLE_PAST_BEFORE,
	RU_ROLE_FUTURE_BEFORE,
	RU_ROLE_THIS_BEFORE,
	RU_ROLE_RECENT,
	RU_ROLE_RECENT_BEHIND,
	RU_ROLE_COMING,
	RU_ROLE_AGO,
	RU_ROLE_HENCE,
	RU_ROLE_AFTER,
	RU_ROLE_BEFORE,
	RU_ROLE_START,
	RU_ROLE_MID,
	RU_ROLE_END,
	RU_ROLE_LATER,
	RU_ROLE_EVERY,
	RU_ROLE_TO,
	RU_ROLE_FROM,
	RU_ROLE_AND,
	RU_ROLE_JOIN,
	RU_ROLE_IN,
	RU_ROLE_ONE,
	RU_ROLE_SOME,
	RU_ROLE_LOCAL,
	RU_ROLE_ERA,
	RU_ROLE_CENTURY,
	RU_ROLE_QUARTER,
	RU_ROLE_HALF,
	RU_ROLE_ROMAN1,
	RU_ROLE_ROMAN2,
	RU_ROLE_ROMAN3,
	RU_ROLE_ROMAN4,
	RU_ROLE_SEASON1,
	RU_ROLE_SEASON2,
	RU_ROLE_SEASON3,
	RU_ROLE_SEASON4,
	RU_ROLE_TENS,
	RU_ROLE_ORDINAL,
	RU_ROLE_OF,
	RU_ROLE_THE,
	RU_ROLE_APPROX,
	RU_ROLE_MORE,
	RU_ROLE_LESS,
	RU_ROLE_AT_LEAST,
	RU_ROLE_AT_MOST,
	RU_ROLE_AM,
	RU_ROLE_PM,
	RU_ROLE_OCLOCK,
	RU_ROLE_CUE_FUTURE,
	RU_ROLE_CUE_LIMIT,
	RU_ROLE_CUE_PAST,
	RU_ROLE_FOR,
	RU_ROLE_FILL,
	RU_ROLE_PREFIX,
	/* figure_words */
	RU_COUNT_PERSON = RU_ROLES_A_TABLE,
	RU_COUNT_CODE,
	RU_COUNT_CODE_HEAD,
	RU_COUNT_STREET,
	RU_COUNT_STREET_BEHIND,
	RU_COUNT_SKIP,
	RU_COUNT_FILLER,
	RU_COUNT_ADJECTIVE,
	RU_COUNT_NOT_NOUN,
	RU_COUNT_SCORE,
	RU_COUNT_AGE,
	RU_COUNT_OLD,
	RU_COUNT_OR,
	RU_COUNT_PER,
	RU_COUNT_OF,
	RU_COUNT_MINUS,
	RU_COUNT_PLURAL,
	RU_COUNT_FATE,
	RU_COUNT_CLASSIFIER,
	RU_COUNT_EACH,
	RU_COUNT_BY,
	RU_COUNT_AMONG,
};

/* The roles of an entry and of those with the same phrase, one bit each: those of date_words, or of figure_words (then
 * bit 0 is RU_ROLES_A_TABLE). Roles that no reader asks for have none. */
uint64_t ru_roles_of(const struct ru_pack *pack, const struct ru_entry *entry, bool figures);

#endif
