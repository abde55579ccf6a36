/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of the aligner: seeds.c finds equal runs, chains.c joins them to passages, parts.c cuts passages at lines.
 * Private to match/align.c and these. */
#ifndef RU_MATCH_ALIGN_H
#define RU_MATCH_ALIGN_H

#include "match/pile.h"

enum { ALIGN_RUN_CHARS = 12 }; /* equal characters of a run, its marks and spaces included: "di sana" says nothing */

/* Equal words: [a, a + words) and [b, b + words), within one line of one page at least. */
struct align_run {
	uint32_t a, b, words;
};

struct align_seed {
	uint64_t key;
	uint32_t at;   /* word of the left page */
	uint32_t next; /* the next seed of the same slot, or RU_NONE */
};

struct align_slot {
	uint32_t stamp; /* of the left page it was written for */
	uint32_t first; /* seed */
};

struct align_link {
	int32_t score;
	uint32_t before;
	bool used;
};

struct align_diagonal {
	uint32_t stamp; /* of the pair and the step it was written for */
	uint32_t end;   /* words of b before this are covered; while runs are chained, the last run on it */
};

/* A passage: aligner->parts [first, last) are its runs. */
struct align_whole {
	size_t first, last;
	uint32_t a0, a1, b0, b1;
};

struct ru_aligner {
	const struct ru_alloc *al;
	const struct ru_shared_page *a;
	struct align_slot *slots; /* hash of a seed -> its first place in the left page */
	size_t slot_count;        /* a power of two, */
	size_t slot_mask;         /* of which the left page uses so many */
	uint32_t left;            /* stamp */
	struct ru_vec seeds;      /* struct align_seed */
	struct ru_vec runs;       /* struct align_run, by a, then b */
	struct ru_vec links;      /* struct align_link, one a run */
	struct ru_vec order;      /* uint32_t: runs, those first that end the best chains */
	struct ru_vec parts;      /* struct align_run: runs of the passages taken */
	struct ru_vec wholes;     /* struct align_whole */
	struct align_diagonal *diagonals;
	size_t diagonal_count;
	uint32_t stamp;
};

static inline uint32_t ru_align_word_end(const struct ru_shared_word *word) { return word->begin + word->len; }

/* A line begins with this word, or the page ends before it. */
static inline bool ru_align_breaks(const struct ru_shared_page *page, uint32_t word)
{
	return word >= page->count || (page->words[word].flags & RU_SHARED_BREAK) != 0;
}

/* Bytes of equal marks and spaces before a run and behind it, up to the neighbouring words or the line's ends. */
uint32_t ru_align_back(const struct ru_shared_page *a, const struct ru_shared_page *b, const struct align_run *run);
uint32_t ru_align_on(const struct ru_shared_page *a, const struct ru_shared_page *b, const struct align_run *run);

/* Whether the run with the equal marks around it has enough characters. */
bool ru_align_is_long(const struct ru_shared_page *a, const struct ru_shared_page *b, const struct align_run *run);

/* Index the seeds of the left page. */
int ru_align_index(struct ru_aligner *aligner) RU_MUST_CHECK;
/* All runs that b shares with the left page, into aligner->runs. */
int ru_align_find(struct ru_aligner *aligner, const struct ru_shared_page *b) RU_MUST_CHECK;
/* The runs chained across small edits, as passages, into aligner->wholes by a0; best chains first where they lie on
 * each other. */
int ru_align_chain(struct ru_aligner *aligner, const struct ru_shared_page *b) RU_MUST_CHECK;
/* Drop from the runs aligner->parts [first, end) what stands at their ends by chance. */
void ru_align_trim(struct ru_aligner *aligner, const struct ru_shared_page *b, size_t first);
/* Append the parts of a passage to *out (struct ru_aligned). */
int ru_align_put(const struct ru_aligner *aligner, const struct ru_shared_page *b, const struct align_whole *whole,
                 struct ru_vec *out) RU_MUST_CHECK;

#endif
