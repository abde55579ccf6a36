/* SPDX-License-Identifier: Apache-2.0 */
/* The tokenizer beside the html5lib tokenizer tests in ../shared/data/html5lib/tokenizer; skipped where they are not
 * there.
 *
 * Compared: the tokens, attributes and text. Not compared: parse errors. Left out: what is listed by name below, for
 * its lone surrogates, which UTF-8 cannot hold. */
#include "html/doctype.h"
#include "html/html.h"
#include "html/token.h"
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <cjson/cJSON.h>

/* cJSON strings end at a zero byte, so the tests' "\u0000" is read as this character and put back. */
#define STAND_IN "\\uF8FF"
static const char stand_in_utf8[] = "\xEF\xA3\xBF";

static const char *const files[] = {
    "contentModelFlags",      "domjs", "entities", "escapeFlag", "namedEntities", "numericEntities",
    "pendingSpecChanges",     "test1", "test2",    "test3",      "test4",         "unicodeChars",
    "unicodeCharsProblematic"};

/* xmlViolation.test is left out as a whole: its rules are for trees that become XML. */
static const char *const left_out[] = {"Invalid Unicode character U+DFFF", "Invalid Unicode character U+D800",
                                       "Invalid Unicode character U+DFFF with valid preceding character",
                                       "Invalid Unicode character U+D800 with valid following character"};

struct tally {
	unsigned passed, failed, left_out;
};

static bool is_left_out(const cJSON *test)
{
	const char *name = cJSON_GetObjectItemCaseSensitive(test, "description")->valuestring;

	for (size_t i = 0; i < sizeof(left_out) / sizeof(*left_out); i++)
		if (strcmp(name, left_out[i]) == 0)
			return true;
	return false;
}

static void replace_all(char *text, size_t *len, const char *from, const char *to)
{
	size_t from_len = strlen(from), to_len = strlen(to), out = 0;

	for (size_t i = 0; i < *len;) {
		if (*len - i >= from_len && memcmp(text + i, from, from_len) == 0) {
			memcpy(text + out, to, to_len);
			out += to_len;
			i += from_len;
		} else {
			text[out++] = text[i++];
		}
	}
	*len = out;
	text[out] = '\0';
}

/* A JSON string as bytes: the second unescaping of "doubleEscaped" tests, and zero bytes put back. False: lone
 * surrogate. */
static bool unescape(const char *string, bool twice, struct ru_buf *out)
{
	char *copy = strdup(string);
	size_t len = strlen(copy);
	bool good = true;

	if (twice) {
		cJSON *again;
		char *quoted = malloc(len * 2 + 3);
		size_t n = 0;

		quoted[n++] = '"';
		for (size_t i = 0; i < len; i++) {
			if (copy[i] == '"' || (copy[i] == '\\' && copy[i + 1] != 'u'))
				quoted[n++] = '\\';
			quoted[n++] = copy[i];
		}
		quoted[n++] = '"';
		quoted[n] = '\0';
		replace_all(quoted, &n, "\\u0000", STAND_IN);
		again = cJSON_Parse(quoted);
		good = again != NULL && strstr(string, "\\uD") == NULL;
		free(copy);
		copy = strdup(good ? again->valuestring : "");
		len = strlen(copy);
		cJSON_Delete(again);
		free(quoted);
	}
	/* The stand-in is three bytes long. */
	for (size_t i = 0; i < len;) {
		if (len - i >= 3 && memcmp(copy + i, stand_in_utf8, 3) == 0) {
			ru_buf_putc(out, '\0');
			i += 3;
		} else {
			ru_buf_putc(out, copy[i++]);
		}
	}
	free(copy);
	return good;
}

static void put_identifier(struct ru_buf *out, const cJSON *identifier, const char *label, bool twice)
{
	if (!cJSON_IsString(identifier))
		return;
	ru_buf_put(out, ru_str_from(label));
	(void)unescape(identifier->valuestring, twice, out);
}

static void put_expected_doctype(struct ru_buf *out, const cJSON *token, bool twice)
{
	ru_buf_put(out, RU_S("\ndoctype"));
	put_identifier(out, cJSON_GetArrayItem(token, 1), " ", twice);
	put_identifier(out, cJSON_GetArrayItem(token, 2), " public ", twice);
	put_identifier(out, cJSON_GetArrayItem(token, 3), " system ", twice);
	if (cJSON_IsFalse(cJSON_GetArrayItem(token, 4)))
		ru_buf_put(out, RU_S(" quirks"));
}

static void put_attrs(struct ru_buf *out, const cJSON *attrs, bool twice)
{
	for (const cJSON *attr = attrs->child; attr != NULL; attr = attr->next) {
		ru_buf_putc(out, ' ');
		(void)unescape(attr->string, twice, out);
		ru_buf_putc(out, '=');
		(void)unescape(attr->valuestring, twice, out);
	}
}

/* The expected tokens in a form of one string. */
static bool expected_text(const cJSON *output, bool twice, struct ru_buf *out)
{
	const cJSON *token;
	bool text = false, good = true;

	cJSON_ArrayForEach(token, output)
	{
		const char *kind = cJSON_GetArrayItem(token, 0)->valuestring;
		const cJSON *second = cJSON_GetArrayItem(token, 1);

		if (strcmp(kind, "Character") == 0) {
			if (!text)
				ru_buf_put(out, RU_S("\ntext "));
			text = true;
			good = unescape(second->valuestring, twice, out) && good;
			continue;
		}
		text = false;
		if (strcmp(kind, "DOCTYPE") == 0) {
			put_expected_doctype(out, token, twice);
			continue;
		}
		ru_buf_putc(out, '\n');
		ru_buf_put(out, ru_str_from(strcmp(kind, "StartTag") == 0 ? "start "
		                            : strcmp(kind, "EndTag") == 0 ? "end "
		                                                          : "comment "));
		good = unescape(second->valuestring, twice, out) && good;
		if (strcmp(kind, "StartTag") == 0) {
			put_attrs(out, cJSON_GetArrayItem(token, 2), twice);
			if (cJSON_GetArraySize(token) > 3)
				ru_buf_put(out, RU_S(" /"));
		}
	}
	return good;
}

static void put_decoded(struct ru_buf *out, const struct ru_tokens *tokens, const struct ru_token *token, bool lower)
{
	size_t start = out->len;

	assert_int_equal(ru_html_decode(out, NULL, &tokens->source, token->inner, token->inner_end,
	                                token->kind == RU_TOKEN_TEXT ? token->decode : 0),
	                 RU_OK);
	for (size_t i = start; lower && i < out->len; i++)
		out->ptr[i] = ru_to_lower(out->ptr[i]);
}

static void put_part(struct ru_buf *out, const struct ru_tokens *tokens, struct ru_html_part part, const char *label,
                     bool lower)
{
	size_t start;

	if (!part.given)
		return;
	ru_buf_put(out, ru_str_from(label));
	start = out->len;
	assert_int_equal(ru_html_decode(out, NULL, &tokens->source, part.begin, part.end, 0), RU_OK);
	for (size_t i = start; lower && i < out->len; i++)
		out->ptr[i] = ru_to_lower(out->ptr[i]);
}

static void put_doctype(struct ru_buf *out, const struct ru_tokens *tokens, const struct ru_token *token)
{
	struct ru_html_doctype doctype = ru_html_doctype_read(tokens, token);

	ru_buf_put(out, RU_S("\ndoctype"));
	put_part(out, tokens, doctype.name, " ", true);
	put_part(out, tokens, doctype.public_id, " public ", false);
	put_part(out, tokens, doctype.system_id, " system ", false);
	if (doctype.force_quirks)
		ru_buf_put(out, RU_S(" quirks"));
}

static void put_token(struct ru_buf *out, const struct ru_tokens *tokens, const struct ru_token *token, bool *text)
{
	if (token->kind == RU_TOKEN_TEXT) {
		if (!*text)
			ru_buf_put(out, RU_S("\ntext "));
		*text = true;
		put_decoded(out, tokens, token, false);
		return;
	}
	*text = false;
	if (token->kind == RU_TOKEN_DOCTYPE) {
		put_doctype(out, tokens, token);
		return;
	}
	ru_buf_putc(out, '\n');
	ru_buf_put(out, ru_str_from(token->kind == RU_TOKEN_START ? "start "
	                            : token->kind == RU_TOKEN_END ? "end "
	                                                          : "comment "));
	put_decoded(out, tokens, token, token->kind != RU_TOKEN_COMMENT);
	for (uint32_t i = 0; i < token->attr_count; i++) {
		const struct ru_html_attr *attr = RU_VEC_AT(&tokens->attrs, struct ru_html_attr, token->attr + i);

		ru_buf_putc(out, ' ');
		ru_buf_put(out, attr->name);
		ru_buf_putc(out, '=');
		ru_buf_put(out, attr->value);
	}
	if (token->kind == RU_TOKEN_START && token->self_closing)
		ru_buf_put(out, RU_S(" /"));
}

static enum ru_token_mode mode_of(const char *state)
{
	static const char *const names[] = {"Data state",        "RCDATA state",    "RAWTEXT state",
	                                    "Script data state", "PLAINTEXT state", "CDATA section state"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (strcmp(names[i], state) == 0)
			return (enum ru_token_mode)i;
	}
	fail_msg("state %s", state);
	return RU_TOKENS_HTML;
}

static void tokenize(struct ru_buf *out, struct ru_str input, enum ru_token_mode mode, const char *last)
{
	struct ru_arena arena;
	struct ru_tokens tokens;
	struct ru_token token;
	bool text = false;
	uint32_t pos = 0;
	int status;

	ru_arena_init(&arena, ru_alloc_default());
	ru_tokens_init(&tokens, input, 1000, &arena, ru_alloc_default());
	tokens.mode = mode;
	tokens.last = ru_str_from(last);
	while ((status = ru_tokens_next(&tokens, &token)) == 1) {
		assert_true(token.begin >= pos && token.end > token.begin && token.end <= input.len);
		assert_true(token.inner >= token.begin && token.inner_end <= token.end);
		pos = token.end;
		put_token(out, &tokens, &token, &text);
	}
	assert_int_equal(status, 0);
	ru_tokens_release(&tokens);
	ru_arena_release(&arena);
}

static bool check_test(const char *file, const cJSON *test, const char *state)
{
	const cJSON *last = cJSON_GetObjectItemCaseSensitive(test, "lastStartTag");
	bool twice = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(test, "doubleEscaped")), same;
	struct ru_buf input, expected, got;

	ru_buf_init(&input, ru_alloc_default(), 0);
	ru_buf_init(&expected, ru_alloc_default(), 0);
	ru_buf_init(&got, ru_alloc_default(), 0);
	ru_buf_put(&expected, RU_S(""));
	ru_buf_put(&got, RU_S(""));
	assert_true(unescape(cJSON_GetObjectItemCaseSensitive(test, "input")->valuestring, twice, &input));
	assert_true(expected_text(cJSON_GetObjectItemCaseSensitive(test, "output"), twice, &expected));
	tokenize(&got, ru_buf_str(&input), mode_of(state), last != NULL ? last->valuestring : "");
	same = ru_str_eq(ru_buf_str(&expected), ru_buf_str(&got));
	if (!same)
		print_message("%s: %s (%s)\ninput: %s\nexpected:%s\ngot:%s\n\n", file,
		              cJSON_GetObjectItemCaseSensitive(test, "description")->valuestring, state,
		              input.len > 0 ? input.ptr : "", expected.ptr, got.ptr);
	ru_buf_release(&input);
	ru_buf_release(&expected);
	ru_buf_release(&got);
	return same;
}

static void tally_test(const char *file, const cJSON *test, const char *state, struct tally *tally)
{
	if (is_left_out(test))
		tally->left_out++;
	else if (check_test(file, test, state))
		tally->passed++;
	else
		tally->failed++;
}

static void run_file(const char *dir, const char *name, struct tally *tally)
{
	struct ru_buf path, buf;
	cJSON *root;
	const cJSON *test, *state;

	ru_buf_init(&path, ru_alloc_default(), 0);
	ru_buf_init(&buf, ru_alloc_default(), 0);
	ru_buf_print(&path, "%s/%s.test", dir, name);
	assert_int_equal(ru_file_read(path.ptr, &buf, NULL), RU_OK);
	replace_all(buf.ptr, &buf.len, "\\u0000", STAND_IN);
	root = cJSON_ParseWithLength(buf.ptr, buf.len);
	assert_non_null(root);
	cJSON_ArrayForEach(test, root->child)
	{
		const cJSON *states = cJSON_GetObjectItemCaseSensitive(test, "initialStates");

		if (states == NULL)
			tally_test(name, test, "Data state", tally);
		cJSON_ArrayForEach(state, states) tally_test(name, test, state->valuestring, tally);
	}
	cJSON_Delete(root);
	ru_buf_release(&path);
	ru_buf_release(&buf);
}

static const char dir[] = SHARED_DIR "/data/html5lib/tokenizer";

static void tokens_are_those_of_the_standard(void **unused)
{
	struct tally tally = {0, 0, 0};

	(void)unused;
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
		run_file(dir, files[i], &tally);
	print_message("html5lib: %u passed, %u failed, %u left out\n", tally.passed, tally.failed, tally.left_out);
	assert_int_equal(tally.failed, 0);
	assert_true(tally.passed > 6000);
	assert_true(tally.left_out <= sizeof(left_out) / sizeof(*left_out));
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(tokens_are_those_of_the_standard)};

	if (ru_file_look(dir, NULL) != RU_FILE_FOLDER) {
		puts("skip: the html5lib tests are not here");
		return 77;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
