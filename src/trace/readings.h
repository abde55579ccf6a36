/* SPDX-License-Identifier: Apache-2.0 */
/* What the wording of two pages that share words says of which came first, as textual critics read manuscripts.
 *
 * Home: the rare words of a shared passage that is at home on a page come again in the rest of it; on a page that took
 * the passage over they stay strangers, but for its headline, which sums the passage up. Where both pages are about the
 * same it tells nothing. Wording: where the two differ inside a passage, the readings of a page that was
 * spun or corrupted are joins of words that no other page of the pile has. Middle: of three pages that share text the
 * middle one holds whatever the other two have in common (Maas, Textkritik, 1927: no descent without shared readings).
 * Part: all of one page stands in the other, not the other way round. Private to trace/. */
#ifndef RU_TRACE_READINGS_H
#define RU_TRACE_READINGS_H

#include "trace/tracing.h"

enum {
	RU_READING_GRAM = 4,      /* words in a row that two pages share */
	RU_READING_CHANGED = 256, /* changed word pairs looked at on each side of a copy */
	RU_READING_ODDS = 300     /* most that one finding weighs */
};

struct ru_reading_word {
	uint32_t hash; /* of the folded word */
	uint32_t begin, end;
};

/* Hashes of runs of words of one length: upwards, without repeats. */
struct ru_reading_runs {
	uint32_t *hash;
	uint32_t count;
	bool made;
};

/* Where the word pairs of a page stand: a hash table of words that begin one, counted from 1; 0: free. */
struct ru_reading_pairs {
	uint32_t *slot;
	uint32_t mask; /* slots less 1; they are a power of two */
};

/* The running text of a page, headline and furniture left out. What is made of it is made when first asked for: of most
 * pages nothing is. */
struct ru_reading_page {
	struct ru_reading_word *words;
	uint32_t count;
	struct ru_reading_runs lexicon, grams; /* words, and RU_READING_GRAM of them in a row */
	struct ru_reading_pairs pairs;
};

struct ru_readings {
	const struct ru_tracing *t;
	struct ru_reading_page *pages; /* per page */
	struct ru_index word_pages;    /* word -> pages that have it */
	struct ru_index asked;         /* word pair -> its slot in held */
	struct trace_list held;        /* struct holders */
	uint8_t *inside;               /* scratch: per word of a page, whether it stands in a passage */
	uint32_t *changed;             /* scratch: word pairs of both sides of a copy */
	int status;                    /* RU_ENOMEM once a reading could not be made */
};

/* Read the words of all pages, and for each pair of words that only one side of a copy has, who else has it. Linear in
 * the words of the pile and of the copies. */
int ru_readings_init(struct ru_readings *r, const struct ru_tracing *t) RU_MUST_CHECK;
void ru_readings_release(struct ru_readings *r);

/* One finding about a copy: odds above 0 say that b was made from a (hundredths of log-odds; 0: nothing said), and the
 * words on page a and b that show it, RU_NONE in page where there are none. */
struct ru_reading {
	int32_t odds;
	struct ru_page_span a, b;
};

struct ru_reading ru_reading_home(struct ru_readings *r, const struct ru_copy *copy);
struct ru_reading ru_reading_wording(struct ru_readings *r, const struct ru_copy *copy);
struct ru_reading ru_reading_part(struct ru_readings *r, const struct ru_copy *copy);

/* Which of three pages that all share words stands in the middle: one of them, or RU_NONE where the words do not tell.
 */
uint32_t ru_reading_middle(struct ru_readings *r, uint32_t x, uint32_t y, uint32_t z);

/* ---- shared by the files of readings ---- */

/* Hash of len words in a row, and of two. */
uint32_t ru_reading_hash(const struct ru_reading_word *words, uint32_t len);
static inline uint32_t ru_reading_two(uint32_t first, uint32_t second)
{
	return (uint32_t)ru_hash_mix(ru_hash_mix(2, first), second);
}
static inline uint32_t ru_reading_pair(const struct ru_reading_word *words)
{
	return ru_reading_two(words[0].hash, words[1].hash);
}
/* The hashes of a page's words, and of its runs of RU_READING_GRAM words. Empty, and r->status set, where there is no
 * memory; empty for a page that has no neighbours. */
const struct ru_reading_runs *ru_reading_lexicon(struct ru_readings *r, uint32_t p);
const struct ru_reading_runs *ru_reading_grams(struct ru_readings *r, uint32_t p);
/* The word of page p where a pair of words with this hash begins; RU_NONE where none does. Fails in the same way. */
uint32_t ru_reading_pair_at(struct ru_readings *r, uint32_t p, uint32_t pair);
/* Mark in r->inside the words of one side that stand in a passage; gives how many do. Passages are in the order of a,
 * and on the side of b in any order. */
uint32_t ru_reading_mark(struct ru_readings *r, const struct ru_copy *copy, bool of_a);
/* The bytes of page p from one of its words to another; page RU_NONE where they have no source. */
struct ru_page_span ru_reading_span(const struct ru_readings *r, uint32_t p, const struct ru_reading_word *first,
                                    const struct ru_reading_word *last);
/* Whether the value is among the runs. */
bool ru_reading_has(const struct ru_reading_runs *runs, uint32_t value);
/* The keys of a word and of a pair of words in the world. */
static inline uint64_t ru_reading_word_key(uint32_t hash) { return hash; }
static inline uint64_t ru_reading_pair_key(uint32_t hash) { return hash | UINT64_C(1) << 32; }
/* More pages of a world of so many than this are as many as this: with a word, with a pair. */
uint32_t ru_reading_word_enough(uint32_t pages);
uint32_t ru_reading_pair_enough(void);
/* Find for the changed word pairs of all copies which pages have them, into r->asked and r->held. */
int ru_reading_ask(struct ru_readings *r) RU_MUST_CHECK;

#endif
