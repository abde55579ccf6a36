/* SPDX-License-Identifier: Apache-2.0 */
/* Words and sentences. Expectations are written as the words joined by "|", so that they read like the text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "support/growth.h"
#include "text/fold.h"
#include "text/stretch.h"
#include "text/words.h"

static void cut(const char *text, const char *expected)
{
	struct ru_vec words;
	struct ru_buf seen;
	ru_vec_init(&words, ru_alloc_default(), sizeof(struct ru_word), 0);
	ru_buf_init(&seen, ru_alloc_default(), 0);
	struct ru_str s = ru_str_from(text);
	assert_int_equal(ru_words(s, &words), 0);
	for (size_t i = 0; i < words.len; i++) {
		struct ru_word w = *RU_VEC_AT(&words, struct ru_word, i);
		if (i > 0)
			ru_buf_putc(&seen, '|');
		ru_buf_put(&seen, ru_str_cut(s, w.begin, w.end));
	}
	ru_buf_putc(&seen, '\0');
	assert_int_equal(ru_buf_status(&seen), 0);
	assert_string_equal(seen.ptr, expected);
	ru_buf_release(&seen);
	ru_vec_release(&words);
}

static void words_are_letters_and_digits(void **state)
{
	(void)state;
	cut("Warga Desa Sukamaju, kemarin.", "Warga|Desa|Sukamaju|,|kemarin|.");
	cut("B2B G20 x", "B2B|G20|x");
	cut("", "");
	cut(" \n\t ", "");
}

static void inner_hyphen_and_apostrophe_stay(void **state)
{
	(void)state;
	cut("kupu-kupu Al-Ma\xE2\x80\x99"
	    "arif don't",
	    "kupu-kupu|Al-Ma\xE2\x80\x99"
	    "arif|don't");
	cut("rock-'n'-roll -x x- 20-an", "rock|-|'|n|'|-|roll|-|x|x|-|20-an");
}

static void letters_and_digits_join_at_a_hyphen(void **state)
{
	(void)state;
	cut("ke-5 1960-an Su-35 10-20 303-832", "ke-5|1960-an|Su-35|10|-|20|303|-|832");
	cut("450 km\xC2\xB2, G20, Rs20", "450|km|\xC2\xB2|,|G20|,|Rs|20");
}

static void numbers_keep_their_separators(void **state)
{
	(void)state;
	cut("10.000 3,5 11/1/2024 5. 7,", "10.000|3,5|11|/|1|/|2024|5|.|7|,");
	cut("Rp10.000 Rp10 10km", "Rp|10.000|Rp|10|10km");
}

static void marks_run_together_only_when_equal(void **state)
{
	(void)state;
	cut("apa?! ... -- \"ya\"", "apa|?|!|...|--|\"|ya|\"");
	cut("5% $3 $$$ ==", "5|%|$|3|$$$|==");
}

static void addresses_are_one_word(void **state)
{
	(void)state;
	cut("Lihat https://pelita.example/a?b=1, ya.", "Lihat|https://pelita.example/a?b=1|,|ya|.");
	cut("(www.pelita.example)", "(|www.pelita.example|)");
	cut("surel redaksi@pelita.example.", "surel|redaksi@pelita.example|.");
	cut("a@ @b @", "a|@|@|b|@");
}

static void unspaced_scripts_are_cut_at_graphemes(void **state)
{
	(void)state;
	cut("\xE6\x97\xA5\xE6\x9C\xAC", "\xE6\x97\xA5|\xE6\x9C\xAC");
	cut("\xE0\xB8\x97\xE0\xB8\xB5\xE0\xB9\x88", "\xE0\xB8\x97\xE0\xB8\xB5\xE0\xB9\x88");
}

static void flags_tell_case_and_space(void **state)
{
	(void)state;
	struct ru_vec words;
	ru_vec_init(&words, ru_alloc_default(), sizeof(struct ru_word), 0);
	assert_int_equal(ru_words(RU_S("BPBD Kota\n\nx2 A Jong-un"), &words), 0);
	const struct ru_word *w = words.ptr;
	assert_int_equal(words.len, 5);
	assert_int_equal(w[0].flags, RU_WORD_CAPITAL | RU_WORD_ALL_CAPS | RU_WORD_PLAIN);
	assert_int_equal(w[1].flags, RU_WORD_CAPITAL | RU_WORD_SPACE | RU_WORD_PLAIN);
	assert_int_equal(w[2].flags, RU_WORD_SPACE | RU_WORD_BREAK);
	assert_int_equal(w[3].flags, RU_WORD_CAPITAL | RU_WORD_SPACE | RU_WORD_PLAIN);
	assert_int_equal(w[4].flags, RU_WORD_CAPITAL | RU_WORD_SPACE | RU_WORD_JOINED);
	ru_vec_release(&words);
}

/* Plain: what the readers of values take over as it is. */
static void plain_words_are_told(void **state)
{
	(void)state;
	static const struct {
		struct ru_str text;
		uint8_t plain[4];
	} rows[] = {{RU_S_INIT("ombak (besar)"), {1, 1, 1, 1}},
	            {RU_S_INIT("10.000  orang"), {1, 0}},
	            {RU_S_INIT("1970an 4g ke-5"), {0, 0, 0}},
	            {RU_S_INIT("caf\xC3\xA9 ---\t$"), {0, 0, 0}},
	            {RU_S_INIT("kapal\xE2\x80\x99 Jong-un"), {0, 0, 0}}};
	for (size_t r = 0; r < sizeof(rows) / sizeof(rows[0]); r++) {
		struct ru_vec words;
		ru_vec_init(&words, ru_alloc_default(), sizeof(struct ru_word), 0);
		assert_int_equal(ru_words(rows[r].text, &words), 0);
		for (size_t i = 0; i < words.len; i++)
			assert_int_equal((RU_VEC_AT(&words, struct ru_word, i)->flags & RU_WORD_PLAIN) != 0,
			                 rows[r].plain[i]);
		ru_vec_release(&words);
	}
}

static bool is_doctor(void *ctx, struct ru_str text, const struct ru_word *words, size_t count, size_t i)
{
	(void)ctx;
	(void)count;
	struct ru_str word = ru_str_cut(text, words[i].begin, words[i].end);
	return word.len == 1 || ru_str_eq_nocase(word, RU_S("dr"));
}

/* The word at the beginning of text, and whether it is all capitals. */
static void first_word(struct ru_str text, size_t end, bool capital, bool capitals)
{
	struct ru_word_cursor cursor;
	struct ru_word word;
	ru_word_cursor_init(&cursor, text);
	assert_true(ru_word_cursor_next(&cursor, &word));
	assert_int_equal(word.begin, 0);
	assert_int_equal(word.end, end);
	assert_int_equal(word.kind, RU_WORD_LETTERS);
	assert_int_equal((word.flags & RU_WORD_CAPITAL) != 0, capital);
	assert_int_equal((word.flags & RU_WORD_ALL_CAPS) != 0, capitals);
}

static void letters_end_where_they_end_at_any_length(void **state)
{
	static const char *const behind[] = {"",  " ",  ".", ", kata dia", "/jalan-jalan", "@ ZZZZZZZZZ",
	                                     "[", "{}", "`z"};
	static const char letters[] = "azmqAZMQ";
	(void)state;
	for (size_t len = 1; len < 40; len++)
		for (size_t small = 0; small <= len; small++)
			for (size_t k = 0; k < sizeof(behind) / sizeof(behind[0]); k++) {
				/* one letter of the word is small, or none is, or all but the first */
				char text[64];
				for (size_t i = 0; i < len; i++)
					text[i] = letters[(i + k) % 4 + (i == small || (k % 2 != 0 && i > 0) ? 0 : 4)];
				memcpy(text + len, behind[k], strlen(behind[k]));
				first_word((struct ru_str){text, len + strlen(behind[k])}, len, small != 0,
				           len > 1 && small == len && k % 2 == 0);
			}
}

/* A short string of characters that words, marks and addresses begin, go on or end with. */
static size_t short_string(uint64_t *state, char out[16])
{
	static const char *const parts[] = {"a",   "Z", "q", "RI", "9",        " ",           "  ", "\n",
	                                    "-",   "'", ".", ",",  "..",       "@",           ":",  "/",
	                                    "://", "%", "_", "+",  "\xC3\xA9", "\xE2\x80\x9D"};
	size_t len = 0;

	for (;;) {
		*state = *state * 6364136223846793005u + 1442695040888963407u;
		const char *part = parts[(*state >> 40) % (sizeof(parts) / sizeof(*parts))];
		if (len + strlen(part) > 15)
			return len;
		memcpy(out + len, part, strlen(part));
		len += strlen(part);
		if ((*state >> 33) % 16 == 0)
			return len;
	}
}

/* At the end of a text words are cut byte by byte, elsewhere eight bytes at a time. */
static void words_are_the_same_before_other_text(void **unused)
{
	uint64_t state = 1;

	(void)unused;
	for (int turn = 0; turn < 30000; turn++) {
		char text[32];
		struct ru_word a, b;
		uint64_t hash_a, hash_b;
		struct ru_word_cursor all, long_all, some, long_some;
		size_t len = short_string(&state, text);
		bool more = true;

		memset(text + len, '\n', sizeof(text) - len);
		ru_word_cursor_init(&all, (struct ru_str){text, len});
		ru_word_cursor_init(&long_all, (struct ru_str){text, sizeof(text)});
		some = all;
		long_some = long_all;
		while (more) {
			more = ru_word_cursor_next(&all, &a);
			assert_int_equal(ru_word_cursor_next(&long_all, &b), more);
			if (more && a.kind < RU_WORD_PUNCT) {
				struct ru_word c;
				assert_true(ru_word_cursor_folded(&some, &c, &hash_a));
				assert_memory_equal(&a, &c, sizeof(a));
				assert_true(ru_word_cursor_folded(&long_some, &c, &hash_b));
				assert_memory_equal(&a, &c, sizeof(a));
				assert_true(hash_a == hash_b);
				assert_true(hash_a == ru_fold_hash((struct ru_str){text + a.begin, a.end - a.begin}));
			}
			if (more)
				assert_memory_equal(&a, &b, sizeof(a));
		}
	}
}

static void sentences(const char *text, const char *expected)
{
	struct ru_vec words, ranges;
	struct ru_buf seen;
	ru_vec_init(&words, ru_alloc_default(), sizeof(struct ru_word), 0);
	ru_vec_init(&ranges, ru_alloc_default(), sizeof(struct ru_sentence_range), 0);
	ru_buf_init(&seen, ru_alloc_default(), 0);
	struct ru_str s = ru_str_from(text);
	assert_int_equal(ru_words(s, &words), 0);
	assert_int_equal(
	    ru_sentences(s, words.ptr, words.len, &(struct ru_sentence_rules){.is_abbreviation = is_doctor}, &ranges),
	    0);
	for (size_t i = 0; i < ranges.len; i++) {
		struct ru_sentence_range r = *RU_VEC_AT(&ranges, struct ru_sentence_range, i);
		if (i > 0)
			ru_buf_putc(&seen, '|');
		ru_buf_put(&seen, ru_str_cut(s, r.begin, r.end));
		assert_int_equal(RU_VEC_AT(&words, struct ru_word, r.first)->sentence_start, 1);
	}
	ru_buf_putc(&seen, '\0');
	assert_string_equal(seen.ptr, expected);
	ru_buf_release(&seen);
	ru_vec_release(&ranges);
	ru_vec_release(&words);
}

static void stops_end_sentences(void **state)
{
	(void)state;
	sentences("Warga mengungsi. Air naik! Sampai kapan? Tak jelas...",
	          "Warga mengungsi.|Air naik!|Sampai kapan?|Tak jelas...");
	sentences("Kata Dr. Rini, air naik.", "Kata Dr. Rini, air naik.");
	sentences("Menurut J. K. Santoso, aman.", "Menurut J. K. Santoso, aman.");
	sentences("Baru 10.000 warga. Lain lagi", "Baru 10.000 warga.|Lain lagi");
}

static void closing_quotes_belong_to_the_sentence(void **state)
{
	(void)state;
	sentences("\"Air naik.\" Ia pergi.", "\"Air naik.\"|Ia pergi.");
	sentences("\"Pergi!\" kata dia. Lalu sepi.", "\"Pergi!\" kata dia.|Lalu sepi.");
}

static void blank_lines_end_sentences(void **state)
{
	(void)state;
	sentences("Judul tanpa titik\n\nIsi berita", "Judul tanpa titik|Isi berita");
	sentences("Satu baris\nlanjut", "Satu baris\nlanjut");
}

static void any_bytes_are_cut_without_gap(void **state)
{
	(void)state;
	char bytes[4096];
	uint32_t seed = 12345;
	for (int round = 0; round < 200; round++) {
		for (size_t i = 0; i < sizeof(bytes); i++) {
			seed = seed * 1664525u + 1013904223u;
			bytes[i] = (char)(seed >> 24);
		}
		struct ru_vec words, ranges;
		ru_vec_init(&words, ru_alloc_default(), sizeof(struct ru_word), 0);
		ru_vec_init(&ranges, ru_alloc_default(), sizeof(struct ru_sentence_range), 0);
		struct ru_str s = {bytes, sizeof(bytes)};
		assert_int_equal(ru_words(s, &words), 0);
		uint32_t at = 0;
		for (size_t i = 0; i < words.len; i++) {
			struct ru_word w = *RU_VEC_AT(&words, struct ru_word, i);
			assert_true(w.begin >= at && w.end > w.begin && w.end <= s.len);
			at = w.end;
		}
		assert_int_equal(ru_sentences(s, words.ptr, words.len, NULL, &ranges), 0);
		uint32_t next = 0;
		for (size_t i = 0; i < ranges.len; i++) {
			struct ru_sentence_range r = *RU_VEC_AT(&ranges, struct ru_sentence_range, i);
			assert_int_equal(r.first, next);
			next = r.last;
		}
		assert_int_equal(next, words.len);
		ru_vec_release(&ranges);
		ru_vec_release(&words);
	}
}

/* Texts put together from what words are made of: cut and hashed at once they give what they give one by one. */
static void words_folded_at_once_are_the_same(void **state)
{
	static const char *const parts[] = {"Warga",  "mengungsi",   "KPLN",
	                                    "a",      "I",           "penanggulangannya",
	                                    "10.000", "G20",         "Rp",
	                                    "-",      "'",           " ",
	                                    " ",      " ",           "  ",
	                                    "\n\n",   "caf\xC3\xA9", "\xE2\x80\x99",
	                                    "...",    "www.",        "pelita.example",
	                                    "@",      "`",           "\xFF"};
	uint32_t seed = 2031;
	(void)state;
	for (int round = 0; round < 2000; round++) {
		char bytes[256];
		size_t len = 0;
		for (int i = 0; i < 12; i++) {
			seed = seed * 1664525u + 1013904223u;
			struct ru_str part = ru_str_from(parts[(seed >> 16) % (sizeof(parts) / sizeof(parts[0]))]);
			memcpy(bytes + len, part.ptr, part.len);
			len += part.len;
		}
		struct ru_vec words, folded, hashes;
		struct ru_str text = {bytes, len};
		ru_vec_init(&words, ru_alloc_default(), sizeof(struct ru_word), 0);
		ru_vec_init(&folded, ru_alloc_default(), sizeof(struct ru_word), 0);
		ru_vec_init(&hashes, ru_alloc_default(), sizeof(uint64_t), 0);
		assert_int_equal(ru_words(text, &words), 0);
		assert_int_equal(ru_words_folded(text, &folded, &hashes), 0);
		assert_int_equal(folded.len, words.len);
		assert_int_equal(hashes.len, words.len);
		for (size_t i = 0; i < words.len; i++) {
			struct ru_word a = *RU_VEC_AT(&words, struct ru_word, i),
			               b = *RU_VEC_AT(&folded, struct ru_word, i);
			assert_true(a.begin == b.begin && a.end == b.end && a.kind == b.kind && a.flags == b.flags);
			assert_true(*RU_VEC_AT(&hashes, uint64_t, i) == ru_fold_hash(ru_str_cut(text, a.begin, a.end)));
		}
		ru_vec_release(&hashes);
		ru_vec_release(&folded);
		ru_vec_release(&words);
	}
}

static void cut_all(struct ru_str input, const struct ru_alloc *al, void *user)
{
	struct ru_vec words, sentences;
	(void)user;
	ru_vec_init(&words, al, sizeof(struct ru_word), 0);
	ru_vec_init(&sentences, al, sizeof(struct ru_sentence_range), 0);
	assert_int_equal(ru_words(input, &words), 0);
	assert_int_equal(ru_sentences(input, words.ptr, words.len, NULL, &sentences), 0);
	ru_vec_release(&sentences);
	ru_vec_release(&words);
}

static void hostile_texts_take_linear_work(void **state)
{
	static const struct growth_family families[] = {
	    {"digits", "", "7", ""},
	    {"digits and commas", "", "7,", ""},
	    {"quotation marks", "", "\"", ""},
	    {"quotation marks behind a stop", "a.", "\"'", ""},
	    {"capitals", "", "K", ""},
	    {"hyphens and letters", "", "a-", ""},
	    {"one word", "", "rumah ", ""},
	    {"addresses", "", "a.b@c.", ""},
	    {"full stops in an address", "www.a", ".", ""},
	    {"stops of addresses", "", "ww.", ""},
	};
	(void)state;
	growth_check(families, sizeof(families) / sizeof(*families), 1 << 18, cut_all, NULL);
}

static void a_stretch_tells_what_each_byte_is(void **state)
{
	char text[RU_STRETCH];
	uint64_t number = 1;

	(void)state;
	assert_int_equal(ru_stretch_first(0), 64);
	for (int turn = 0; turn < 2000; turn++) {
		for (int i = 0; i < RU_STRETCH; i++) {
			number = number * 6364136223846793005u + 1442695040888963407u;
			text[i] = (char)(number >> 50);
		}
		struct ru_stretch s = ru_stretch_of(text);
		uint64_t marks = ru_stretch_equal(text, '"');
		for (int i = 0; i < RU_STRETCH; i++) {
			unsigned char c = (unsigned char)text[i];
			bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
			assert_int_equal(s.letters >> i & 1, letter);
			assert_int_equal(s.digits >> i & 1, c >= '0' && c <= '9');
			assert_int_equal(s.high >> i & 1, c >= 0x80);
			assert_int_equal(marks >> i & 1, c == '"');
		}
		unsigned first = ru_stretch_first(s.letters);
		assert_true(first == 64 || (s.letters & ((UINT64_C(2) << first) - 1)) == UINT64_C(1) << first);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words_are_letters_and_digits),
	    cmocka_unit_test(inner_hyphen_and_apostrophe_stay),
	    cmocka_unit_test(letters_and_digits_join_at_a_hyphen),
	    cmocka_unit_test(numbers_keep_their_separators),
	    cmocka_unit_test(marks_run_together_only_when_equal),
	    cmocka_unit_test(addresses_are_one_word),
	    cmocka_unit_test(unspaced_scripts_are_cut_at_graphemes),
	    cmocka_unit_test(flags_tell_case_and_space),
	    cmocka_unit_test(plain_words_are_told),
	    cmocka_unit_test(words_are_the_same_before_other_text),
	    cmocka_unit_test(letters_end_where_they_end_at_any_length),
	    cmocka_unit_test(hostile_texts_take_linear_work),
	    cmocka_unit_test(stops_end_sentences),
	    cmocka_unit_test(closing_quotes_belong_to_the_sentence),
	    cmocka_unit_test(blank_lines_end_sentences),
	    cmocka_unit_test(any_bytes_are_cut_without_gap),
	    cmocka_unit_test(words_folded_at_once_are_the_same),
	    cmocka_unit_test(a_stretch_tells_what_each_byte_is),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
