/* SPDX-License-Identifier: Apache-2.0 */
/* The reach of names by rules, and titles. Private to facts/. */
#ifndef RU_FACTS_NAMES_EXTENTS_H
#define RU_FACTS_NAMES_EXTENTS_H

#include "facts/names/names.h"

/* The flags of word i, 0 behind the last word. */
uint16_t ru_names_flags(const struct ru_name_reader *n, uint32_t i);
/* The first byte of word i, 0 behind the last word. */
char ru_names_byte(const struct ru_name_reader *n, uint32_t i);
/* Whether word i < last begins with a capital and is no part of a date. */
bool ru_names_is_capital(const struct ru_name_reader *n, uint32_t i, uint32_t last);
/* Whether word i can be part of a personal name; begun: behind its first word. */
bool ru_names_is_personal(const struct ru_name_reader *n, uint32_t i, uint32_t last, bool begun);
/* End of the personal name that begins at i, or i; expected: its first word stands where a name is expected, and need
 * not look like one. */
uint32_t ru_names_run_end(const struct ru_name_reader *n, uint32_t i, uint32_t last, bool expected);
/* End of the organisation whose head of `head` words begins at i. In a title it stops before what looks like a person.
 */
uint32_t ru_names_org_end(const struct ru_name_reader *n, uint32_t i, uint32_t head, uint32_t last, bool in_title);
/* End of the place whose head begins at i ("Kabupaten Way Kanan"). */
uint32_t ru_names_place_end(const struct ru_name_reader *n, uint32_t i, uint32_t head, uint32_t last, bool in_title);
/* End of the words from i on that close with the tail of an organisation ("Pelita FC"), or i. */
uint32_t ru_names_back_end(const struct ru_name_reader *n, uint32_t i, uint32_t last);

/* Add a name, up to the cap. */
int ru_names_push(struct ru_name_reader *n, uint32_t first, uint32_t last, enum ru_name_type type) RU_MUST_CHECK;
/* Read the one known thing at word i, in a title or outside: agency, place, place with head, organisation. *end is
 * behind it, or i where there is none. */
int ru_names_known(struct ru_name_reader *n, uint32_t i, uint32_t last, bool in_title, uint32_t *end) RU_MUST_CHECK;
/* Read the title at word i, what it belongs to and who bears it. *end is where the reading goes on. */
int ru_names_title(struct ru_name_reader *n, uint32_t i, uint32_t last, uint32_t *end) RU_MUST_CHECK;

#endif
