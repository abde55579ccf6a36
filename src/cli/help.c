/* SPDX-License-Identifier: Apache-2.0 */
/* --help, the man page and the shell completions, all from the table in args.c and the packs' messages. */
#include "cli/cli.h"

#include <string.h>

enum { NAME_COLUMN = 26 };

static void put(runut_str s) { fwrite(s.ptr, 1, s.len, stdout); }

static void put_message(const runut_ctx *ctx, const char *key) { put(runut_ctx_message(ctx, key)); }

/* "  -o, --output FILE" padded to the column of the explanations. */
static void put_flag(const struct flag_row *row)
{
	char name[64];

	snprintf(name, sizeof(name), "%c%c%s--%s%s%s", row->letter != 0 ? '-' : ' ',
	         row->letter != 0 ? row->letter : ' ', row->letter != 0 ? ", " : "  ", row->name,
	         row->argument != NULL ? " " : "", row->argument != NULL ? row->argument : "");
	printf("  %-*s", NAME_COLUMN, name);
}

static bool flag_counts(const struct args *args, int flag)
{
	return !flag_rows[flag].hidden &&
	       (!args->has_verb || args->verb == VERB_HELP || (flag_rows[flag].verbs & 1u << args->verb) != 0);
}

int help_print(const runut_ctx *ctx, const struct args *args)
{
	struct args shown = *args;

	/* `runut help trace` and `runut trace --help` are the same */
	for (int i = 0; args->has_verb && args->verb == VERB_HELP && args->path_count > 0 && i < VERB_COUNT; i++) {
		if (strcmp(verb_rows[i].name, args->paths[0]) == 0)
			shown.verb = (enum verb)i;
	}
	if (shown.has_verb && shown.verb != VERB_HELP) {
		const struct verb_row *row = &verb_rows[shown.verb];
		printf("runut %s [--...] %s\n\n", row->name, row->arguments);
		put_message(ctx, row->message);
		printf("\n\n");
	} else {
		put_message(ctx, "help_intro");
		printf("\n\n");
		for (int i = 0; i < VERB_COUNT; i++) {
			char name[64];
			snprintf(name, sizeof(name), "runut %s %s", verb_rows[i].name, verb_rows[i].arguments);
			printf("  %-*s", NAME_COLUMN + 6, name);
			put_message(ctx, verb_rows[i].message);
			printf("\n");
		}
		printf("\n");
	}
	for (int i = 0; i < FLAG_COUNT; i++) {
		if (!flag_counts(&shown, i))
			continue;
		put_flag(&flag_rows[i]);
		put_message(ctx, flag_rows[i].message);
		printf("\n");
	}
	printf("\n");
	put_message(ctx, "help_exit");
	printf("\n");
	return EXIT_DONE;
}

/* Text in a man page: a backslash is \e, a hyphen \-, a line that starts with a stop or an apostrophe is shielded. */
static void put_roff(runut_str s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '\\')
			fputs("\\e", stdout);
		else if (s.ptr[i] == '-')
			fputs("\\-", stdout);
		else if ((s.ptr[i] == '.' || s.ptr[i] == '\'') && (i == 0 || s.ptr[i - 1] == '\n'))
			printf("\\&%c", s.ptr[i]);
		else
			fputc(s.ptr[i], stdout);
	}
}

static void put_roff_message(const runut_ctx *ctx, const char *key) { put_roff(runut_ctx_message(ctx, key)); }

int help_man(const runut_ctx *ctx)
{
	printf(".TH RUNUT 1 2026-11-21 \"runut %s\" \"User Commands\"\n.SH NAME\nrunut \\- ", runut_version());
	put_roff_message(ctx, "man_name");
	printf("\n.SH SYNOPSIS\n");
	for (int i = 0; i < VERB_COUNT; i++)
		printf("%s.B runut %s\n%s\n", i > 0 ? ".br\n" : "", verb_rows[i].name, verb_rows[i].arguments);
	printf(".SH DESCRIPTION\n");
	put_roff_message(ctx, "man_description");
	printf("\n.SH COMMANDS\n");
	for (int i = 0; i < VERB_COUNT; i++) {
		printf(".TP\n.B %s\n", verb_rows[i].name);
		put_roff_message(ctx, verb_rows[i].message);
		printf("\n");
	}
	printf(".SH OPTIONS\n");
	for (int i = 0; i < FLAG_COUNT; i++) {
		const struct flag_row *row = &flag_rows[i];
		if (row->hidden)
			continue;
		printf(".TP\n");
		if (row->letter != 0)
			printf("\\fB\\-%c\\fR, ", row->letter);
		printf("\\fB\\-\\-");
		put_roff((runut_str){row->name, strlen(row->name)});
		printf("\\fR%s%s%s\n", row->argument != NULL ? " \\fI" : "", row->argument != NULL ? row->argument : "",
		       row->argument != NULL ? "\\fR" : "");
		put_roff_message(ctx, row->message);
		printf("\n");
	}
	printf(".SH EXIT STATUS\n");
	put_roff_message(ctx, "help_exit");
	printf("\n.SH EXAMPLES\n");
	put_roff_message(ctx, "man_examples");
	printf("\n");
	return EXIT_DONE;
}

static void print_words(const char *before, const char *between)
{
	for (int i = 0; i < VERB_COUNT; i++)
		printf("%s%s", i > 0 ? between : before, verb_rows[i].name);
}

static void print_flag_words(void)
{
	for (int i = 0; i < FLAG_COUNT; i++) {
		if (!flag_rows[i].hidden)
			printf(" --%s", flag_rows[i].name);
	}
}

static void fish_completions(const runut_ctx *ctx)
{
	for (int i = 0; i < VERB_COUNT; i++)
		printf("complete -c runut -n __fish_use_subcommand -a %s\n", verb_rows[i].name);
	for (int i = 0; i < FLAG_COUNT; i++) {
		const struct flag_row *row = &flag_rows[i];
		if (row->hidden)
			continue;
		printf("complete -c runut -l %s%s", row->name, row->argument != NULL ? " -r" : "");
		if (row->letter != 0)
			printf(" -s %c", row->letter);
		runut_str text = runut_ctx_message(ctx, row->message);
		printf(" -d \"");
		for (size_t j = 0; j < text.len; j++) {
			if (strchr("\"\\$`", text.ptr[j]) != NULL)
				fputc('\\', stdout);
			fputc(text.ptr[j], stdout);
		}
		printf("\"\n");
	}
}

int help_completions(const runut_ctx *ctx, const char *shell)
{
	if (strcmp(shell, "bash") == 0) {
		printf("_runut() {\n\tlocal word=\"${COMP_WORDS[COMP_CWORD]}\"\n\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n"
		       "\t\tCOMPREPLY=($(compgen -W \"");
		print_words("", " ");
		printf(
		    "\" -- \"$word\"))\n\telif [ \"${word#-}\" != \"$word\" ]; then\n\t\tCOMPREPLY=($(compgen -W \"");
		print_flag_words();
		printf("\" -- \"$word\"))\n\telse\n\t\tCOMPREPLY=($(compgen -f -- \"$word\"))\n\tfi\n}\ncomplete -o "
		       "filenames -F _runut runut\n");
	} else if (strcmp(shell, "zsh") == 0) {
		printf("#compdef runut\n_arguments '1:verb:(");
		print_words("", " ");
		printf(")' '*:file:_files'");
		for (int i = 0; i < FLAG_COUNT; i++) {
			if (!flag_rows[i].hidden)
				printf(" '--%s%s'", flag_rows[i].name,
				       flag_rows[i].argument != NULL ? "=:value:_files" : "");
		}
		printf("\n");
	} else if (strcmp(shell, "fish") == 0) {
		fish_completions(ctx);
	} else {
		return EXIT_USAGE;
	}
	return EXIT_DONE;
}
