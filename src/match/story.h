/* SPDX-License-Identifier: Apache-2.0 */
/* Events and stories: page vectors, links between pages, clusters. Private to match/.
 *
 * All numbers are integers; a likeness is in 1/10000, 10000 for the same page. */
#ifndef RU_MATCH_STORY_H
#define RU_MATCH_STORY_H

#include "base/hash.h"
#include "match/match.h"

/* Actors are the names again, weighted by the background alone: what every page of a small pile has is what its story
 * is about. */
enum ru_part { RU_PART_TITLE, RU_PART_LEAD, RU_PART_BODY, RU_PART_NAMES, RU_PART_ACTORS, RU_PARTS };

enum { RU_PILE_ENOUGH = 50 /* pages from which the pile's own counts tell what is rare */ };

struct ru_term {
	uint64_t key;
	uint32_t anchor;        /* index in the page's anchors */
	int16_t part[RU_PARTS]; /* each part is a vector of length 1 << 12 */
	int16_t weight;         /* rarity in this pile, hundredths of a nat */
};

struct ru_term_page {
	struct ru_term *terms; /* by key */
	uint32_t count;
	bool has[RU_PARTS];
	bool told;   /* has an article */
	bool dated;  /* published is known */
	int32_t day; /* of publication, or the last day the text names; INT32_MIN: none */
	/* of piles below RU_PILE_ENOUGH only: */
	int32_t event_day; /* the first day that the lead names and that was not to come; INT32_MIN: none */
	uint64_t *names;   /* what the title names, or the lead where the title names nothing; upwards, no repeats */
	uint32_t name_count;
	uint64_t *located; /* towns that the first sentences put something in ("in Kotabaya on Friday"); upwards, no
	                      repeats */
	uint32_t located_count;
	bool named_in_title; /* names are those of the title */
};

struct ru_term_pile {
	const struct ru_doc *docs;
	struct ru_term_page *pages;
	uint32_t count;
	struct ru_arena arena;
	const struct ru_match_options *options;
};

/* Vectors of all pages, with rarity from the background and from the pile. On failure the pile is empty. */
int ru_terms_init(struct ru_term_pile *pile, const struct ru_doc *docs, uint32_t count,
                  const struct ru_match_options *options) RU_MUST_CHECK;
void ru_terms_release(struct ru_term_pile *pile);

/* What days, places and names in front say of two pages. */
struct ru_meeting {
	int32_t event, story; /* per cent of their likeness as one event, as one story, that this leaves */
	bool same;            /* the same day and the same participants: one event, whatever the words */
};
/* Linear in their anchors. */
struct ru_meeting ru_meeting_of(const struct ru_term_pile *pile, uint32_t a, uint32_t b);

/* A link between two pages or clusters, a < b. */
struct ru_tie {
	uint32_t a, b;
	int32_t event; /* likeness as one event: time counts */
	int32_t story; /* likeness as one story: time does not */
	uint32_t copy; /* index in copies, or RU_NONE */
	bool same;     /* the same day and participants */
};

/* Links of likely pairs, by a, then b, into *out (struct ru_tie). Near-linear: keys with many pages make no pair, and
 * each page keeps its best pairs. copies may be NULL. */
int ru_ties_find(struct ru_vec *out, const struct ru_term_pile *pile, const struct ru_copies *copies) RU_MUST_CHECK;

/* Average-linkage clusters of items 0..count-1: the two clusters whose average likeness is highest are joined while it
 * is at least `least`; pairs without a link count as 0, which is the quorum. of[i] is the smallest item of i's cluster.
 * Ties: the pair with the smallest items first. O(links log links). */
struct ru_weighted {
	uint32_t a, b; /* a < b */
	int64_t sum;   /* likeness, summed over pairs of pages */
};
int ru_cluster(uint32_t *of, const uint32_t *size, uint32_t count, const struct ru_weighted *links, size_t link_count,
               int32_t least, const struct ru_alloc *al) RU_MUST_CHECK;

/* Natural logarithm in hundredths; x > 0. */
int32_t ru_ln_hundredths(uint64_t x);

/* Joins with evidence and events told as background. out->event_of and story_of are set. */
int ru_story_joins(struct ru_stories *out, const struct ru_term_pile *pile, const struct ru_tie *links,
                   size_t link_count, const struct ru_copies *copies, struct ru_arena *arena) RU_MUST_CHECK;
int ru_story_also(struct ru_stories *out, const struct ru_term_pile *pile, struct ru_arena *arena) RU_MUST_CHECK;

#endif
