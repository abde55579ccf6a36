/* SPDX-License-Identifier: Apache-2.0 */
/* Runs of characters and words of a text, looked up in the model's tables. Letters are lower-cased one by one, all else
 * is one blank, as in the trainer: both must cut a text into the same runs.
 *
 * Of short words of ASCII letters, which most texts are made of, it is remembered what all runs say that lie between
 * the blanks around the word; only those that reach over a blank are looked up then. */
#include "base/wide.h"
#include "language/model.h"
#include "base/fetch.h"
#include "text/utf8.h"

#define PRIME UINT64_C(0x100000001B3)
#define WORD_BASIS UINT64_C(0x9E3779B97F4A7C15)
#define RUN_BASIS UINT64_C(0xCBF29CE484222325)

static inline uint64_t finish(uint64_t h)
{
	h ^= h >> 31;
	h *= UINT64_C(0xD6E8FEB86659FD93);
	return h ^ h >> 32;
}

enum {
	PLACE_BITS = 19,
	WEIGHT_BITS = 8,
	QUEUE = 128,
	KNOWN_QUEUE = 12,
	TAKE_MOST = RU_MODEL_RUN,
	CROSSING = 6,
	DENSE = 1,
	STRETCH = 16
};

static inline const unsigned char *bucket_of(const unsigned char *table, uint32_t buckets, uint64_t hash)
{
	return table + (size_t)(hash & (buckets - 1)) * (RU_MODEL_WAYS * 4);
}

/* What stands in the hash's bucket under its fingerprint, 0 where nothing does. All slots are looked at, for then no
 * branch depends on what is found: it would be guessed wrong too often. Compilers do not see by themselves that four
 * slots can be compared at once. */
#if defined(__GNUC__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
typedef uint32_t four __attribute__((vector_size(16)));

static inline uint32_t find_slot(const unsigned char *bucket, uint64_t hash, unsigned shift)
{
	uint32_t mark = (uint32_t)(hash >> (32 + shift));
	four marks = {mark, mark, mark, mark}, found = {0, 0, 0, 0};
	for (size_t i = 0; i < RU_MODEL_WAYS; i += 4) {
		four slots;
		memcpy(&slots, bucket + i * 4, sizeof(slots));
		found |= slots & (four)(slots >> shift == marks);
	}
	return (found[0] | found[1] | found[2] | found[3]) & ((1u << shift) - 1);
}
#else
static inline uint32_t find_slot(const unsigned char *bucket, uint64_t hash, unsigned shift)
{
	uint32_t mark = (uint32_t)(hash >> (32 + shift)), found = 0;
	for (size_t i = 0; i < RU_MODEL_WAYS; i++) {
		uint32_t slot = get32(bucket + i * 4);
		found |= slot >> shift == mark ? slot : 0;
	}
	return found & ((1u << shift) - 1);
}
#endif

#if RU_HAVE_AVX2
RU_AVX2 static inline uint32_t find_slot_wide(const unsigned char *bucket, uint64_t hash, unsigned shift)
{
	const __m256i mark = _mm256_set1_epi32((int)(uint32_t)(hash >> (32 + shift)));
	__m256i found = _mm256_setzero_si256();
	for (size_t i = 0; i < RU_MODEL_WAYS; i += 8) {
		__m256i slots = _mm256_loadu_si256((const void *)(bucket + i * 4));
		__m256i same = _mm256_cmpeq_epi32(_mm256_srli_epi32(slots, (int)shift), mark);
		found = _mm256_or_si256(found, _mm256_and_si256(slots, same));
	}
	__m128i half = _mm_or_si128(_mm256_castsi256_si128(found), _mm256_extracti128_si256(found, 1));
	half = _mm_or_si128(half, _mm_unpackhi_epi64(half, half));
	uint64_t both = (uint64_t)_mm_cvtsi128_si64(half);
	return (uint32_t)(both | both >> 32) & ((1u << shift) - 1);
}
#endif

/* Where the pair's opinion of a word stands; *hash is that of the word for it. */
static inline const unsigned char *pair_bucket(const struct ru_model *model, uint64_t word, uint32_t pair,
                                               uint64_t *hash)
{
	*hash = finish(word ^ (pair + 1));
	return bucket_of(model->slot, model->slots / RU_MODEL_WAYS, *hash);
}

struct reader {
	const struct ru_model *model;
	struct ru_model_score *score;
	uint32_t last[RU_MODEL_RUN]; /* the last characters, newest first */
	unsigned held;
	uint64_t word;
	unsigned word_len;
	uint32_t letters, met;
	unsigned runs, words, known;
	struct ru_model_memory *memory;                      /* or NULL */
	bool wide;                                           /* the processor has the wider instructions */
	uint64_t run[QUEUE];                                 /* hashes of runs and of long words not yet looked up */
	uint64_t of_pair[QUEUE];                             /* of words not yet asked the pairs for */
	const struct ru_known_word *known_word[KNOWN_QUEUE]; /* not yet added */
};

/* Add a record that tells of some languages only: their number, and one number each. */
static inline void add_sparse(const unsigned char *p, size_t left, int32_t *sum)
{
	const unsigned char *end = p + 2 + (size_t)p[0] * 2;
	if (left < 2 + (size_t)p[0] * 2)
		return;
	for (p += 2; p < end; p += 2)
		sum[p[0] & (RU_MODEL_LANGUAGES - 1)] += p[1];
}

/* Add records that tell of all languages; a stretch of languages at a time, whose sums then stay in registers. */
static void add_dense(const unsigned char *const *record, uint32_t count, uint32_t from, uint32_t languages,
                      int32_t *sum)
{
	for (; from + STRETCH <= languages; from += STRETCH) {
		uint16_t part[STRETCH] = {0}; /* QUEUE bytes do not overflow it */
		for (uint32_t i = 0; i < count; i++)
			for (uint32_t k = 0; k < STRETCH; k++)
				part[k] = (uint16_t)(part[k] + record[i][from + k]);
		for (uint32_t k = 0; k < STRETCH; k++)
			sum[from + k] += part[k];
	}
	for (uint32_t i = 0; i < count; i++)
		for (uint32_t k = from; k < languages; k++)
			sum[k] += record[i][k];
}

#if RU_HAVE_AVX2
/* The sums of eight languages. */
RU_AVX2 static inline void add_eight(int32_t *sum, __m128i part)
{
	__m256i all = _mm256_add_epi32(_mm256_loadu_si256((void *)sum), _mm256_cvtepu16_epi32(part));
	_mm256_storeu_si256((void *)sum, all);
}

/* As add_dense(). */
RU_AVX2 static void add_dense_wide(const unsigned char *const *record, uint32_t count, uint32_t languages, int32_t *sum)
{
	enum { PARTS = 4 };
	uint32_t from = 0;

	for (; from + PARTS * STRETCH <= languages; from += PARTS * STRETCH) {
		__m256i part[PARTS] = {_mm256_setzero_si256(), _mm256_setzero_si256(), _mm256_setzero_si256(),
		                       _mm256_setzero_si256()};
		for (uint32_t i = 0; i < count; i++) {
			const unsigned char *p = record[i] + from;
			for (uint32_t k = 0; k < PARTS; k++) {
				__m128i bytes = _mm_loadu_si128((const void *)(p + (size_t)k * STRETCH));
				part[k] = _mm256_add_epi16(part[k], _mm256_cvtepu8_epi16(bytes));
			}
		}
		for (uint32_t k = 0; k < PARTS; k++) {
			add_eight(sum + from + (size_t)k * STRETCH, _mm256_castsi256_si128(part[k]));
			add_eight(sum + from + (size_t)k * STRETCH + 8, _mm256_extracti128_si256(part[k], 1));
		}
	}
	for (; from + 8 <= languages; from += 8) {
		__m128i part = _mm_setzero_si128();
		for (uint32_t i = 0; i < count; i++) {
			__m128i bytes = _mm_loadl_epi64((const void *)(record[i] + from));
			part = _mm_add_epi16(part, _mm_cvtepu8_epi16(bytes));
		}
		add_eight(sum + from, part);
	}
	add_dense(record, count, from, languages, sum);
}
#endif

/* Add what records say of each language. A damaged model may name any place and any language. */
static void add_records(const struct ru_model *model, const uint32_t *place, uint32_t count, bool wide, int32_t *sum)
{
	const unsigned char *dense[QUEUE];
	uint32_t found = 0;

	for (uint32_t i = 0; i < count; i++) {
		size_t at = (size_t)place[i] * 4, left = model->record_bytes - at;
		const unsigned char *p = model->records + at;
		if (at + 2 > model->record_bytes)
			continue;
		if (p[0] != 0)
			add_sparse(p, left, sum);
		else if (p[1] == DENSE && left >= 2 + (size_t)model->languages)
			dense[found++] = p + 2;
	}
#if RU_HAVE_AVX2
	if (wide) {
		add_dense_wide(dense, found, model->languages, sum);
		return;
	}
#endif
	(void)wide;
	add_dense(dense, found, 0, model->languages, sum);
}

/* What is said of the runs that are queued: where their records stand, and how many there are. */
static uint32_t find_runs(const struct ru_model *model, const struct reader *r, uint32_t place[QUEUE])
{
	uint32_t places = 0;

	for (unsigned i = 0; i < r->runs; i++) {
		place[places] = find_slot(bucket_of(model->table, model->buckets, r->run[i]), r->run[i], PLACE_BITS);
		places += place[places] != 0;
	}
	return places;
}

#if RU_HAVE_AVX2
RU_AVX2 static uint32_t find_runs_wide(const struct ru_model *model, const struct reader *r, uint32_t place[QUEUE])
{
	uint32_t places = 0;

	for (unsigned i = 0; i < r->runs; i++) {
		const unsigned char *bucket = bucket_of(model->table, model->buckets, r->run[i]);
		place[places] = find_slot_wide(bucket, r->run[i], PLACE_BITS);
		places += place[places] != 0;
	}
	return places;
}
#endif

/* Look up what is queued. Each step asks for the memory of the next one for all of the queue. */
static void take_queued(struct reader *r)
{
	const struct ru_model *model = r->model;
	uint32_t place[QUEUE], places;

#if RU_HAVE_AVX2
	places = r->wide ? find_runs_wide(model, r, place) : find_runs(model, r, place);
#else
	places = find_runs(model, r, place);
#endif
	for (uint32_t i = 0; i < places; i++)
		if ((size_t)place[i] * 4 < model->record_bytes)
			ru_fetch(model->records + (size_t)place[i] * 4);
	for (unsigned i = 0; i < r->words; i++)
		for (uint32_t k = 0; k < model->pairs; k++) {
			uint64_t hash;
			const unsigned char *bucket = pair_bucket(model, r->of_pair[i], k, &hash);
			uint32_t weight = find_slot(bucket, hash, WEIGHT_BITS);
			r->score->pair[k] += (int32_t)(weight & 127) - (int32_t)(weight & 128);
		}
	add_records(model, place, places, r->wide, r->score->sum);
	r->score->known += places;
	r->runs = r->words = 0;
}

static inline void queue_run(struct reader *r, uint64_t hash)
{
	hash = finish(hash);
	ru_fetch(bucket_of(r->model->table, r->model->buckets, hash));
	r->run[r->runs++] = hash;
}

static void end_word(struct reader *r)
{
	if (r->word_len > 0 && r->word_len <= RU_MODEL_WORD) {
		uint64_t hash;
		for (uint32_t i = 0; i < r->model->pairs; i++)
			ru_fetch(pair_bucket(r->model, r->word, i, &hash));
		r->of_pair[r->words++] = r->word;
	}
	if (r->word_len > 3 && r->word_len <= RU_MODEL_WORD)
		queue_run(r, r->word);
	r->word = WORD_BASIS;
	r->word_len = 0;
}

static inline void shift(struct reader *r, uint32_t cp)
{
	for (unsigned i = RU_MODEL_RUN - 1; i > 0; i--)
		r->last[i] = r->last[i - 1];
	r->last[0] = cp;
	if (r->held < RU_MODEL_RUN)
		r->held++;
}

/* One more character of the normal form: the runs that end with it. */
static inline void take(struct reader *r, uint32_t cp)
{
	shift(r, cp);
	if (r->runs + TAKE_MOST > QUEUE)
		take_queued(r);
	uint64_t hash = RUN_BASIS;
	for (unsigned k = 1; k <= RU_MODEL_RUN; k++) {
		if (k > r->held)
			break;
		hash = (hash ^ r->last[k - 1]) * PRIME;
		if (k < RU_MODEL_LEAST)
			continue;
		queue_run(r, hash);
		r->met++;
	}
	if (cp == ' ') {
		end_word(r);
		return;
	}
	r->word = (r->word ^ cp) * PRIME;
	r->word_len++;
	r->letters++;
}

/* ---- words that were met before ---- */

void ru_model_forget(struct ru_model_memory *memory) { memset(memory->letters, 0, sizeof(memory->letters)); }

static void take_known(struct reader *r)
{
	for (unsigned i = 0; i < r->known; i++) {
		const struct ru_known_word *word = r->known_word[i];
		for (uint32_t k = 0; k < r->model->languages; k++)
			r->score->sum[k] += word->sum[k];
		for (uint32_t k = 0; k < r->model->pairs; k++)
			r->score->pair[k] += word->pair[k];
		r->score->known += word->known;
	}
	r->known = 0;
}

static size_t feed(const struct ru_model *model, struct ru_model_memory *memory, struct ru_str text, uint32_t most,
                   struct ru_model_score *score, bool wide);

/* What is said of a word by itself: of the runs between the blanks around it, and of the whole word. False where it is
 * more than a sound model says. */
static bool weigh_word(const struct reader *r, struct ru_str letters, struct ru_known_word *out)
{
	struct ru_model_score score;

	memset(&score, 0, sizeof(score));
	feed(r->model, NULL, letters, RU_MODEL_KNOWN_LETTERS + 1, &score, r->wide);
	for (uint32_t k = 0; k < r->model->languages; k++) {
		if (score.sum[k] > UINT16_MAX)
			return false;
		out->sum[k] = (uint16_t)score.sum[k];
	}
	for (uint32_t k = 0; k < r->model->pairs; k++)
		out->pair[k] = (int16_t)score.pair[k];
	out->met = (uint8_t)score.met;
	out->known = (uint8_t)score.known;
	return true;
}

/* Whether a word that is not kept came before, as far as its mark tells; it is marked. Most that come once do not come
 * again, and to weigh one by itself costs more than to read it on. */
static bool came_before(struct ru_model_memory *memory, uint64_t mixed)
{
	uint16_t *mark = &memory->met[(mixed >> 32) % RU_MODEL_MET], own = (uint16_t)(mixed >> 48 | 1);
	const bool before = *mark == own;

	*mark = own;
	return before;
}

/* What is kept of a word. One that comes for the second time is put in that of its two places that was not asked for
 * last, so that it leaves the common ones. NULL where it is not kept. */
static const struct ru_known_word *find_word(struct reader *r, const char *letters, size_t len)
{
	struct ru_model_memory *memory = r->memory;
	uint64_t key[2];

	memcpy(key, letters, sizeof(key));
	const uint64_t mixed = finish(key[0] ^ finish(key[1]));
	const size_t pair = mixed % (RU_MODEL_KNOWN / 2);
	for (size_t at = 2 * pair; at < 2 * pair + 2; at++) {
		if (memory->letters[at][0] != key[0] || memory->letters[at][1] != key[1])
			continue;
		memory->recent[pair] = (uint8_t)(at - 2 * pair);
		return &memory->word[at];
	}
	if (!came_before(memory, mixed))
		return NULL;
	const size_t at = 2 * pair + !memory->recent[pair];
	take_known(r);
	if (!weigh_word(r, (struct ru_str){letters, len}, &memory->word[at])) {
		memset(memory->letters[at], 0, sizeof(key));
		return NULL;
	}
	memcpy(memory->letters[at], key, sizeof(key));
	return &memory->word[at];
}

/* The next letters of a text as they are remembered, in lower case; 0 where they are no such word, or what stands
 * behind them is not ASCII. */
static size_t short_word(struct ru_str text, size_t at, char letters[RU_MODEL_KNOWN_LETTERS])
{
	size_t len = 0;

	for (; at + len < text.len; len++) {
		const unsigned low = (unsigned char)text.ptr[at + len] | 0x20u;
		if (low - 'a' >= 26)
			break;
		if (len == RU_MODEL_KNOWN_LETTERS)
			return 0;
		letters[len] = (char)low;
	}
	return len > 1 && (at + len == text.len || (unsigned char)text.ptr[at + len] < 0x80) ? len : 0;
}

/* Take a short word behind a blank, and the blank behind it, by what is kept of it; of runs only those that begin
 * before that blank are looked up. Gives its letters, 0 where it cannot be taken so. */
static size_t take_word(struct reader *r, struct ru_str text, size_t at)
{
	char letters[RU_MODEL_KNOWN_LETTERS + 1] = {0};
	size_t len = short_word(text, at, letters), i = 0;
	const struct ru_known_word *word = len > 0 ? find_word(r, letters, len) : NULL;

	if (word == NULL)
		return 0;
	for (size_t part = 0; part < sizeof(word->sum) && part < 2 * (size_t)r->model->languages; part += 64)
		ru_fetch((const unsigned char *)word->sum + part);
	letters[len] = ' ';
	if (r->runs + CROSSING > QUEUE)
		take_queued(r);
	for (; i < RU_MODEL_RUN - 2; i++) {
		uint64_t hash = RUN_BASIS;
		shift(r, (unsigned char)letters[i]);
		for (unsigned k = 1; k <= r->held; k++) {
			hash = (hash ^ r->last[k - 1]) * PRIME;
			if (k < RU_MODEL_LEAST || k < i + 3)
				continue;
			queue_run(r, hash);
			r->met++;
		}
	}
	for (i = len > i + RU_MODEL_RUN ? len + 1 - RU_MODEL_RUN : i; i <= len; i++)
		shift(r, (unsigned char)letters[i]);
	if (r->known == KNOWN_QUEUE)
		take_known(r);
	r->known_word[r->known++] = word;
	r->met += word->met;
	r->letters += (uint32_t)len;
	return len;
}

static size_t feed(const struct ru_model *model, struct ru_model_memory *memory, struct ru_str text, uint32_t most,
                   struct ru_model_score *score, bool wide)
{
	struct reader r;
	memset(&r, 0, offsetof(struct reader, run));
	r.model = model;
	r.memory = memory;
	r.score = score;
	r.word = WORD_BASIS;
	r.wide = wide;
	size_t at = 0;
	take(&r, ' ');
	/* a text is left at the end of a word, so that no half of one is weighed */
	while (at < text.len && (r.letters < most || r.last[0] != ' ') && r.letters < most + RU_MODEL_WORD) {
		uint32_t cp = (unsigned char)text.ptr[at];
		size_t len = memory != NULL && r.last[0] == ' ' ? take_word(&r, text, at) : 0;
		if (len > 0) {
			at += len + (at + len < text.len); /* and what stands behind it */
			continue;
		}
		if ((cp | 0x20) - 'a' < 26) {
			at++;
			take(&r, cp | 0x20);
			continue;
		}
		if (cp < 0x80)
			at++;
		else
			cp = ru_utf8_next(text, &at);
		if (cp >= 0x80 && ru_char_is_letter(cp))
			take(&r, ru_char_lower(cp));
		else if (r.last[0] != ' ')
			take(&r, ' ');
	}
	if (r.last[0] != ' ')
		take(&r, ' ');
	take_queued(&r);
	take_known(&r);
	score->letters += r.letters;
	score->met += r.met;
	return at;
}

size_t ru_model_feed(const struct ru_model *model, struct ru_model_memory *memory, struct ru_str text, uint32_t most,
                     struct ru_model_score *score)
{
#if RU_HAVE_AVX2
	return feed(model, memory, text, most, score, ru_has_avx2());
#else
	return feed(model, memory, text, most, score, false);
#endif
}

size_t ru_model_feed_plain(const struct ru_model *model, struct ru_str text, uint32_t most,
                           struct ru_model_score *score)
{
	return feed(model, NULL, text, most, score, false);
}
