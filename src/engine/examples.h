/* SPDX-License-Identifier: Apache-2.0 */
/* Running the examples that a language pack brings with it. Private to engine/. */
#ifndef RU_ENGINE_EXAMPLES_H
#define RU_ENGINE_EXAMPLES_H

#include "engine/engine.h"

/* Read every line of dir's examples.tsv with the pack of dir (whose language is tag) and tell each that is not read as
 * it says: file, line, what was found. Returns 0 also where examples fail; *failures counts them. Takes memory for a
 * set of packs; frees it. */
int ru_engine_examples(const runut_ctx *ctx, const char *dir, struct ru_str tag, ru_pack_report_fn *told, void *user,
                       uint32_t *failures, struct ru_error *err) RU_MUST_CHECK;

#endif
