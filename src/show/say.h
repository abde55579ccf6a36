/* SPDX-License-Identifier: Apache-2.0 */
/* Speaking to a reader: messages of the reader's language with words of pages set into them.
 *
 * A message stands in packs/<language>/messages.tsv under a key; {0}, {1} ... are replaced. A voice is an output format
 * that can be spoken through (terminal, HTML): it escapes what it is given, our own words and a page's words each in
 * its way. */
#ifndef RU_SHOW_SAY_H
#define RU_SHOW_SAY_H

#include "show/show.h"

struct ru_voice {
	const struct ru_show *show;
	void (*ours)(void *ctx, struct ru_str text); /* our words */
	void (*page)(void *ctx, struct ru_str text); /* words of a page: hostile until shown otherwise */
	void *ctx;
};

/* What is set into a message. */
struct ru_arg {
	enum { RU_ARG_PAGE, RU_ARG_OURS, RU_ARG_NUMBER, RU_ARG_WHEN, RU_ARG_KEY } kind;
	struct ru_str
	    text; /* page, ours: the words; when: a TIMEX3 value to be worded; key: a message without places */
	int64_t number;
};

#define RU_PAGE_WORDS(str) ((struct ru_arg){RU_ARG_PAGE, (str), 0})
#define RU_OUR_WORDS(str) ((struct ru_arg){RU_ARG_OURS, (str), 0})
#define RU_NUMBER(n) ((struct ru_arg){RU_ARG_NUMBER, {NULL, 0}, (int64_t)(n)})
#define RU_WHEN(str) ((struct ru_arg){RU_ARG_WHEN, (str), 0})
#define RU_KEY(literal) ((struct ru_arg){RU_ARG_KEY, RU_S(literal), 0})

/* The message itself; the key where there is none. */
struct ru_str ru_message(const struct ru_show *show, struct ru_str key);

/* Speak a message with its places filled; a place beyond count stays empty. Linear. */
void ru_say(const struct ru_voice *voice, struct ru_str key, const struct ru_arg *args, size_t count);
#define RU_SAY(voice, key, ...)                                                                                        \
	ru_say(voice, RU_S(key), (const struct ru_arg[]){__VA_ARGS__},                                                 \
	       sizeof((const struct ru_arg[]){__VA_ARGS__}) / sizeof(struct ru_arg))
#define RU_SAY_PLAIN(voice, key) ru_say(voice, RU_S(key), NULL, 0)

/* "<key>_one" for 1, "<key>_many" for other numbers; {0} is the number. */
void ru_say_count(const struct ru_voice *voice, const char *key, int64_t number);
/* A message whose key is "<group>_<name>", such as difference kinds: "kind_date". */
void ru_say_named(const struct ru_voice *voice, const char *group, struct ru_str name);
/* Same, as a string. */
struct ru_str ru_message_named(const struct ru_show *show, const char *group, struct ru_str name);

/* Word a TIMEX3 value ("2024-11-29" as "Fri 29 Nov 2024"); what has no wording is spoken as it is, as page words. */
void ru_say_when(const struct ru_voice *voice, struct ru_str value);

#endif
