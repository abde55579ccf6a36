/* SPDX-License-Identifier: Apache-2.0 */
/* The one streaming JSON writer.
 *
 * Bytes go out in pieces as they come, so a record of any size needs little memory. It keeps its first failure: after
 * it every call does nothing and ru_json_finish() tells. Strings come out as valid UTF-8 whatever goes in: a bad byte
 * becomes U+FFFD; control characters, bidi controls and the line separators are written as \u escapes, so that a line
 * of JSON on a terminal does no harm. There are no floating point numbers. */
#ifndef RU_SHOW_JSON_H
#define RU_SHOW_JSON_H

#include "show/out.h"

struct ru_json {
	struct ru_out out;
	bool comma; /* a comma belongs before the next key or value */
};

void ru_json_init(struct ru_json *json, const struct ru_show *show);
/* Write the line end and what is left, free the buffer. Returns the first failure, or 0. */
int ru_json_finish(struct ru_json *json) RU_MUST_CHECK;

/* bracket is one of {, [ and }, ]. */
void ru_json_open(struct ru_json *json, char bracket);
void ru_json_close(struct ru_json *json, char bracket);
/* key needs no escaping: it is one of our own. */
void ru_json_key(struct ru_json *json, const char *key);
void ru_json_str(struct ru_json *json, struct ru_str value);
void ru_json_int(struct ru_json *json, int64_t value);
/* Two numbers in an array, as a value. */
void ru_json_pair(struct ru_json *json, uint32_t begin, uint32_t end);
void ru_json_bool(struct ru_json *json, bool value);
void ru_json_null(struct ru_json *json);

static inline void ru_json_key_str(struct ru_json *json, const char *key, struct ru_str value)
{
	ru_json_key(json, key);
	ru_json_str(json, value);
}

static inline void ru_json_key_int(struct ru_json *json, const char *key, int64_t value)
{
	ru_json_key(json, key);
	ru_json_int(json, value);
}

static inline void ru_json_key_open(struct ru_json *json, const char *key, char bracket)
{
	ru_json_key(json, key);
	ru_json_open(json, bracket);
}

#endif
