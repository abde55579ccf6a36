/* SPDX-License-Identifier: Apache-2.0 */
/* Enum values to the words of the contract: tables, nothing else. */
#include "show/names.h"

#define NAMED(function, type, ...)                                                                                     \
	struct ru_str function(type value)                                                                             \
	{                                                                                                              \
		static const struct ru_str name[] = {__VA_ARGS__};                                                     \
		size_t i = (size_t)value;                                                                              \
		return i < sizeof name / sizeof *name ? name[i] : RU_S("");                                            \
	}
#define N(literal) RU_S_INIT(literal)

NAMED(ru_show_precision_name, enum ru_precision, N("day"), N("minute"))
NAMED(ru_show_zone_name, enum ru_zone, N("unknown"), N("stated"), N("pack"))
NAMED(ru_show_author_role_name, enum ru_author_role, N("writer"), N("editor"), N("reporter"), N("agency"))
NAMED(ru_show_name_type_name, enum ru_name_type, N("person"), N("org"), N("place"), N("other"))
NAMED(ru_show_date_type_name, enum ru_date_type, N("DATE"), N("TIME"), N("DURATION"), N("SET"))
NAMED(ru_show_conflict_name, enum ru_conflict, N(""), N("order"), N("weekday"), N("year"))
NAMED(ru_show_change_name, enum ru_change, N("="), N(">"), N(">="), N("<"), N("<="), N("~"), N("range"), N("up"),
      N("down"), N("ordinal"), N("vague"))
NAMED(ru_show_statement_type_name, enum ru_statement_type, N("direct"), N("indirect"), N("mixed"))
NAMED(ru_show_polarity_name, enum ru_polarity, N("said"), N("not_said"), N("denied"), N("neither"))
NAMED(ru_show_basis_name, enum ru_basis, N("stated"), N("carried"), N("page"))
NAMED(ru_show_field_name, uint32_t, N(""), N("field:title"), N("field:outlet"), N("field:date"), N("field:url"),
      N("field:author"), N("field:modified"))
