/* SPDX-License-Identifier: Apache-2.0 */
/* The table of verbs and flags, and its parser; see args.h. */
#include "cli/args.h"

#include <string.h>

#define ON(verb) (1u << (verb))
#define ON_PAGES (ON(VERB_CLEAN) | ON(VERB_LANGUAGE) | ON(VERB_FACTS))
#define ON_PILES (ON(VERB_COPIES) | ON(VERB_STORIES) | ON(VERB_COMPARE) | ON(VERB_TRACE))
#define ON_ALL (ON(VERB_COUNT) - 1)

const struct verb_row verb_rows[VERB_COUNT] = {
    [VERB_CLEAN] = {"clean", "PATH...", "verb_clean"},
    [VERB_LANGUAGE] = {"language", "PATH...", "verb_language"},
    [VERB_FACTS] = {"facts", "PATH...", "verb_facts"},
    [VERB_COPIES] = {"copies", "PATH...", "verb_copies"},
    [VERB_STORIES] = {"stories", "PATH...", "verb_stories"},
    [VERB_COMPARE] = {"compare", "A B", "verb_compare"},
    [VERB_TRACE] = {"trace", "PATH...", "verb_trace"},
    [VERB_PACK] = {"pack", "check DIR", "verb_pack"},
    [VERB_COMPLETIONS] = {"completions", "bash|zsh|fish", "verb_completions"},
    [VERB_HELP] = {"help", "[VERB]", "verb_help"},
    [VERB_VERSION] = {"version", "", "verb_version"},
};

const struct flag_row flag_rows[FLAG_COUNT] = {
    [FLAG_JSON] = {"json", 0, NULL, ON_PAGES | ON_PILES, "flag_json", false},
    [FLAG_TEXT] = {"text", 0, NULL, ON_PAGES | ON_PILES, "flag_text", false},
    [FLAG_HTML] = {"html", 0, NULL, ON(VERB_COMPARE) | ON(VERB_TRACE), "flag_html", false},
    [FLAG_OUTPUT] = {"output", 'o', "FILE", ON_PAGES | ON_PILES, "flag_output", false},
    [FLAG_WORDS] = {"words", 0, NULL, ON(VERB_FACTS), "flag_words", false},
    [FLAG_STATS] = {"stats", 0, NULL, ON(VERB_CLEAN), "flag_stats", false},
    [FLAG_PILE] = {"pile", 0, NULL, ON(VERB_CLEAN), "flag_pile", false},
    [FLAG_PAIRS] = {"pairs", 0, "FILE", ON(VERB_COMPARE), "flag_pairs", false},
    [FLAG_THREADS] = {"threads", 'j', "N", ON_PAGES | ON_PILES, "flag_threads", false},
    [FLAG_PACKS] = {"packs", 0, "DIR", ON_PAGES | ON_PILES, "flag_packs", false},
    [FLAG_MESSAGES] = {"messages", 0, "LANGUAGE", ON_ALL, "flag_messages", false},
    [FLAG_COLOR] = {"color", 0, "WHEN", ON_PAGES | ON_PILES, "flag_color", false},
    [FLAG_MAX_PAGE] = {"max-page", 0, "SIZE", ON_PAGES | ON_PILES, "flag_max_page", false},
    [FLAG_MEMORY] = {"memory", 'M', "SIZE", ON(VERB_COPIES), "flag_memory", false},
    [FLAG_REWRITTEN] = {"rewritten", 0, NULL, ON(VERB_COPIES), "flag_rewritten", false},
    [FLAG_NO_REWRITTEN] = {"no-rewritten", 0, NULL, ON(VERB_COPIES), "flag_no_rewritten", false},
    [FLAG_SEEN] = {"seen", 0, "FILTER", ON(VERB_COPIES), "flag_seen", false},
    [FLAG_QUIET] = {"quiet", 'q', NULL, ON_PAGES | ON_PILES, "flag_quiet", false},
    [FLAG_MAN] = {"man", 0, NULL, ON(VERB_HELP), "flag_man", true},
    [FLAG_HELP] = {"help", 'h', NULL, ON_ALL, "flag_help", false},
    [FLAG_VERSION] = {"version", 0, NULL, ON_ALL, "flag_version", false},
};

static int flag_by_name(const char *name, size_t len)
{
	for (int i = 0; i < FLAG_COUNT; i++) {
		if (strlen(flag_rows[i].name) == len && memcmp(flag_rows[i].name, name, len) == 0)
			return i;
	}
	return -1;
}

static int flag_by_letter(char letter)
{
	for (int i = 0; i < FLAG_COUNT; i++) {
		if (flag_rows[i].letter != 0 && flag_rows[i].letter == letter)
			return i;
	}
	return -1;
}

/* Decimal digits with an optional K, M or G (1024 each), in either case, where a size is meant. */
static bool read_number(const char *text, bool is_size, uint64_t *out)
{
	uint64_t value = 0;
	size_t i = 0;

	for (; text[i] >= '0' && text[i] <= '9' && i < 15; i++)
		value = value * 10 + (uint64_t)(text[i] - '0');
	if (i == 0)
		return false;
	if (is_size && text[i] != '\0') {
		static const char unit[] = "KMGkmg";
		const char *at = strchr(unit, text[i]);
		if (at == NULL || value > UINT64_MAX >> 30 >> 10)
			return false;
		value <<= 10 * ((at - unit) % 3 + 1);
		i++;
	}
	*out = value;
	return text[i] == '\0';
}

static bool is_one_of(const char *value, const char *const *words)
{
	for (; *words != NULL; words++) {
		if (strcmp(value, *words) == 0)
			return true;
	}
	return false;
}

static bool take_value(struct args *out, int flag, const char *value)
{
	static const char *const color_words[] = {"auto", "always", "never", NULL};
	uint64_t number;

	out->value[flag] = value;
	switch (flag) {
	case FLAG_THREADS:
		if (!read_number(value, false, &number) || number < 1 || number > 256)
			return false;
		out->threads = (unsigned)number;
		return true;
	case FLAG_MAX_PAGE:
		return read_number(value, true, &out->max_page) && out->max_page > 0;
	case FLAG_MEMORY:
		return read_number(value, true, &out->memory) && out->memory > 0;
	case FLAG_COLOR:
		return is_one_of(value, color_words);
	case FLAG_PACKS:
		if (out->pack_dir_count == PACK_DIRS_MOST)
			return false;
		out->pack_dirs[out->pack_dir_count++] = value;
		return true;
	default:
		return value[0] != '\0';
	}
}

/* argv[*at] is a flag; *at is moved to its value where that is the next word. culprit: a value that is not possible. */
static enum args_fault take_flag(struct args *out, int argc, char **argv, int *at, const char **culprit)
{
	const char *word = argv[*at], *value = NULL;
	int flag;

	if (word[1] == '-') {
		const char *sign = strchr(word, '=');
		flag = flag_by_name(word + 2, sign != NULL ? (size_t)(sign - word - 2) : strlen(word + 2));
		value = sign != NULL ? sign + 1 : NULL;
	} else {
		flag = flag_by_letter(word[1]);
		value = word[2] != '\0' ? word + 2 : NULL;
	}
	if (flag < 0 || (value != NULL && flag_rows[flag].argument == NULL))
		return ARGS_BAD_FLAG;
	out->given[flag] = true;
	if (flag == FLAG_REWRITTEN || flag == FLAG_NO_REWRITTEN) /* the later one holds */
		out->given[flag == FLAG_REWRITTEN ? FLAG_NO_REWRITTEN : FLAG_REWRITTEN] = false;
	if (flag_rows[flag].argument == NULL)
		return ARGS_OK;
	if (value == NULL) {
		if (*at + 1 >= argc)
			return ARGS_NO_VALUE;
		value = argv[++*at];
	}
	if (take_value(out, flag, value))
		return ARGS_OK;
	*culprit = value;
	return strcmp(flag_rows[flag].argument, "SIZE") == 0 ? ARGS_BAD_SIZE : ARGS_BAD_VALUE;
}

static bool take_verb(struct args *out, const char *word)
{
	for (int i = 0; i < VERB_COUNT; i++) {
		if (strcmp(verb_rows[i].name, word) == 0) {
			out->verb = (enum verb)i;
			out->has_verb = true;
			return true;
		}
	}
	return false;
}

enum args_fault args_read(struct args *out, int argc, char **argv, const char **paths, const char **culprit)
{
	bool flags_end = false;

	*out = (struct args){.paths = paths};
	*culprit = "";
	for (int i = 1; i < argc; i++) {
		*culprit = argv[i];
		if (!flags_end && strcmp(argv[i], "--") == 0) {
			flags_end = true;
		} else if (!flags_end && argv[i][0] == '-' && argv[i][1] != '\0') {
			enum args_fault fault = take_flag(out, argc, argv, &i, culprit);
			if (fault != ARGS_OK)
				return fault;
		} else if (!out->has_verb) {
			if (!take_verb(out, argv[i]))
				return ARGS_BAD_VERB;
		} else {
			paths[out->path_count++] = argv[i];
		}
	}
	if (!out->has_verb)
		return out->given[FLAG_HELP] || out->given[FLAG_VERSION] ? ARGS_OK : ARGS_NO_VERB;
	for (int i = 0; i < FLAG_COUNT; i++) {
		if (out->given[i] && (flag_rows[i].verbs & ON(out->verb)) == 0) {
			*culprit = flag_rows[i].name;
			return ARGS_NOT_HERE;
		}
	}
	return ARGS_OK;
}
