/* SPDX-License-Identifier: Apache-2.0 */
/* Messages with places: fed a key and what to set in, gives the words to a voice. It holds no word of any language. */
#include "show/say.h"

enum { KEY_BYTES = 64 };

struct ru_str ru_message(const struct ru_show *show, struct ru_str key)
{
	struct ru_str text = show->message != NULL ? show->message(show->message_ctx, key) : key;

	return text.ptr != NULL ? text : key;
}

static void say_arg(const struct ru_voice *voice, const struct ru_arg *arg)
{
	char digits[24];

	switch (arg->kind) {
	case RU_ARG_PAGE:
		voice->page(voice->ctx, arg->text);
		break;
	case RU_ARG_OURS:
		voice->ours(voice->ctx, arg->text);
		break;
	case RU_ARG_WHEN:
		ru_say_when(voice, arg->text);
		break;
	case RU_ARG_KEY:
		voice->ours(voice->ctx, ru_message(voice->show, arg->text));
		break;
	case RU_ARG_NUMBER: {
		int len = snprintf(digits, sizeof digits, "%lld", (long long)arg->number);
		voice->ours(voice->ctx, (struct ru_str){digits, (size_t)len});
		break;
	}
	}
}

void ru_say(const struct ru_voice *voice, struct ru_str key, const struct ru_arg *args, size_t count)
{
	struct ru_str text = ru_message(voice->show, key);
	size_t from = 0;

	for (size_t i = 0; i + 2 < text.len; i++) {
		if (text.ptr[i] != '{' || !ru_is_digit(text.ptr[i + 1]) || text.ptr[i + 2] != '}')
			continue;
		size_t place = (size_t)(text.ptr[i + 1] - '0');
		if (i > from)
			voice->ours(voice->ctx, ru_str_cut(text, from, i));
		if (place < count)
			say_arg(voice, &args[place]);
		from = i + 3;
		i += 2;
	}
	if (from < text.len)
		voice->ours(voice->ctx, ru_str_cut(text, from, text.len));
}

void ru_say_count(const struct ru_voice *voice, const char *key, int64_t number)
{
	char name[KEY_BYTES];
	int len = snprintf(name, sizeof name, "%s_%s", key, number == 1 ? "one" : "many");

	if (len > 0 && (size_t)len < sizeof name)
		ru_say(voice, (struct ru_str){name, (size_t)len}, &RU_NUMBER(number), 1);
}

struct ru_str ru_message_named(const struct ru_show *show, const char *group, struct ru_str name)
{
	char key[KEY_BYTES];
	int len =
	    snprintf(key, sizeof key, "%s_%.*s", group, (int)(name.len < KEY_BYTES ? name.len : KEY_BYTES), name.ptr);
	struct ru_str text = name;

	if (len > 0 && (size_t)len < sizeof key)
		text = ru_message(show, (struct ru_str){key, (size_t)len});
	/* without a message the callback gives the key, which stands in our own storage: the name says as much */
	return text.ptr >= key && text.ptr < key + sizeof key ? name : text;
}

void ru_say_named(const struct ru_voice *voice, const char *group, struct ru_str name)
{
	voice->ours(voice->ctx, ru_message_named(voice->show, group, name));
}
