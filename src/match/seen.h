/* SPDX-License-Identifier: Apache-2.0 */
/* A filter of texts: was this one, or nearly this one, seen before? It forgets the texts and keeps five 40-bit hashes a
 * page: one of all its words and its four smallest fingerprints (a bottom-k sketch: Broder, "On the resemblance and
 * containment of documents", 1997).
 *
 * A fingerprint that was known on two pages of whose four smallest at most two were is common: a text that many pages
 * carry, as the lines under all pages of a site, which says nothing about the rest of the page. Each time it is met so
 * a hash is kept that says it; the sketch of a later page is made of the smallest of its others. Such a hash takes the
 * place of the fingerprint, which is known and need not be kept again: a page never takes more than five.
 *
 * In memory the hashes stand in one array in the order of their values with gaps between them (ordered linear probing:
 * Amble and Knuth, "Ordered hash tables", 1974), which grows by an eighth when nine slots in ten are taken: never more
 * than 33 bytes a page beyond the first few thousand. In a file they stand without gaps, 25 bytes a page. */
#ifndef RU_MATCH_SEEN_H
#define RU_MATCH_SEEN_H

#include "base/hash.h"
#include "match/match.h"

enum {
	RU_SEEN_KEYS = 5,   /* kept of a page */
	RU_SEEN_PRINTS = 64 /* fingerprints of a page that are looked at, the smallest: some may be common */
};

enum ru_seen_answer {
	RU_SEEN_NO,
	RU_SEEN_NEAR, /* three of its six smallest fingerprints that are not common were */
	RU_SEEN_WHOLE /* the same words in the same order */
};
struct ru_str ru_seen_name(enum ru_seen_answer answer);

/* What is asked of a text: keys[0] all of it, then its fingerprints; count 0 for a text without words. */
struct ru_seen_keys {
	uint64_t key[1 + RU_SEEN_PRINTS];
	uint32_t count;
};
/* The keys of an article. Safe on several threads. */
int ru_seen_keys(struct ru_seen_keys *out, const struct ru_article *article, const struct ru_alloc *al) RU_MUST_CHECK;

struct ru_seen;
int ru_seen_new(struct ru_seen **out, const struct ru_alloc *al) RU_MUST_CHECK;
void ru_seen_free(struct ru_seen *seen);
/* What is known of the keys. O(1) on average. */
enum ru_seen_answer ru_seen_ask(const struct ru_seen *seen, const struct ru_seen_keys *keys);
/* Know them from now on. */
int ru_seen_add(struct ru_seen *seen, const struct ru_seen_keys *keys) RU_MUST_CHECK;
/* Bytes that the filter takes in memory, and pages added to it. */
size_t ru_seen_bytes(const struct ru_seen *seen);
uint64_t ru_seen_pages(const struct ru_seen *seen);

/* Read a filter's file; one that is not there is an empty filter. RU_ESTORE where it is damaged or of another version.
 */
int ru_seen_load(struct ru_seen **out, const char *path, const struct ru_alloc *al, struct ru_error *err) RU_MUST_CHECK;
/* Write it beside path and give it that name when it is whole. */
int ru_seen_save(const struct ru_seen *seen, const char *path, struct ru_error *err) RU_MUST_CHECK;

#endif
