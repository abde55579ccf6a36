/* SPDX-License-Identifier: Apache-2.0 */
/* The words of the contract for the values of our enums (those that record/ does not name). Never NULL; a value out of
 * range gives the empty string. */
#ifndef RU_SHOW_NAMES_H
#define RU_SHOW_NAMES_H

#include "record/trace.h"

struct ru_str ru_show_precision_name(enum ru_precision precision);
struct ru_str ru_show_zone_name(enum ru_zone zone);
struct ru_str ru_show_author_role_name(enum ru_author_role role);
struct ru_str ru_show_name_type_name(enum ru_name_type type);
struct ru_str ru_show_date_type_name(enum ru_date_type type);
struct ru_str ru_show_conflict_name(enum ru_conflict conflict);
struct ru_str ru_show_change_name(enum ru_change change);
struct ru_str ru_show_statement_type_name(enum ru_statement_type type);
struct ru_str ru_show_polarity_name(enum ru_polarity polarity);
struct ru_str ru_show_basis_name(enum ru_basis basis);
/* Empty for the page itself; else "field:title", ... */
struct ru_str ru_show_field_name(uint32_t field);

#endif
