/* SPDX-License-Identifier: Apache-2.0 */
/* Borrowed strings: a pointer and a length, never owned, not zero-terminated, any bytes. */
#ifndef RU_BASE_STR_H
#define RU_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct ru_str {
	const char *ptr; /* may be NULL where len is 0 */
	size_t len;
};

/* A string literal as a ru_str. */
#define RU_S(literal) ((struct ru_str){"" literal, sizeof(literal) - 1})
#define RU_S_INIT(literal)                                                                                             \
	{                                                                                                              \
		"" literal, sizeof(literal) - 1                                                                        \
	}

/* A zero-terminated string as a ru_str; NULL gives the empty string. */
static inline struct ru_str ru_str_from(const char *zero_terminated)
{
	return (struct ru_str){zero_terminated, zero_terminated != NULL ? strlen(zero_terminated) : 0};
}

static inline bool ru_str_eq(struct ru_str a, struct ru_str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* Bytes [begin, end) of s; the range is clipped to s. */
static inline struct ru_str ru_str_cut(struct ru_str s, size_t begin, size_t end)
{
	if (end > s.len)
		end = s.len;
	if (begin > end)
		begin = end;
	return (struct ru_str){s.ptr != NULL ? s.ptr + begin : NULL, end - begin};
}

/* Byte order; a prefix comes first. Returns < 0, 0, > 0. */
int ru_str_cmp(struct ru_str a, struct ru_str b);

/* ASCII letters compare without case; other bytes as they are. */
bool ru_str_eq_nocase(struct ru_str a, struct ru_str b);
bool ru_str_starts(struct ru_str s, struct ru_str prefix);
bool ru_str_ends(struct ru_str s, struct ru_str suffix);

/* Offset of the first needle at or after from, or SIZE_MAX. Linear on every input. */
size_t ru_str_find(struct ru_str s, struct ru_str needle, size_t from);
size_t ru_str_find_nocase(struct ru_str s, struct ru_str needle, size_t from);

/* Without ASCII white space (space, \t \n \v \f \r) at both ends. */
struct ru_str ru_str_trim(struct ru_str s);

/* Cut the part before the first sep off *rest (sep is dropped); false when *rest was used up
 * (rest->ptr is NULL then). Give a string with ptr != NULL. */
bool ru_str_split(struct ru_str *rest, char sep, struct ru_str *part);

/* Decimal digits only, the whole of s; false for an empty string, other bytes or overflow. */
bool ru_str_to_u64(struct ru_str s, uint64_t *out);
/* As above with an optional leading '-'. */
bool ru_str_to_i64(struct ru_str s, int64_t *out);

/* ASCII character classes without locale. */
static inline bool ru_is_digit(int c) { return c >= '0' && c <= '9'; }
static inline bool ru_is_upper(int c) { return c >= 'A' && c <= 'Z'; }
static inline bool ru_is_lower(int c) { return c >= 'a' && c <= 'z'; }
static inline bool ru_is_alpha(int c) { return ru_is_upper(c) || ru_is_lower(c); }
static inline bool ru_is_alnum(int c) { return ru_is_alpha(c) || ru_is_digit(c); }
static inline bool ru_is_space(int c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static inline char ru_to_lower(char c) { return (char)(ru_is_upper(c) ? c + ('a' - 'A') : c); }

#endif
