/* SPDX-License-Identifier: Apache-2.0 */
/* The sentences that terminal and report share: what a page is, whom it has it from, how many sources an event has. Fed
 * what tell.c made ready, speaks through a voice; all words are messages or the pages' own. */
#include "show/tell.h"

struct ru_str ru_tell_node_name(const struct ru_tell *tell, const struct ru_node *node)
{
	if (node->page != RU_NONE)
		return tell->label[node->page];
	return node->source != RU_NONE ? tell->trace->sources[node->source].name : RU_S("");
}

void ru_tell_node(const struct ru_tell *tell, const struct ru_voice *voice, const struct ru_node *node)
{
	struct ru_str name = ru_tell_node_name(tell, node);

	if (node->page != RU_NONE)
		voice->page(voice->ctx, name);
	else if (node->source != RU_NONE)
		RU_SAY(voice, "unseen", RU_PAGE_WORDS(name));
	else
		RU_SAY_PLAIN(voice, "source_unknown");
}

/* Same-source siblings: who else draws on it. */
static void say_siblings(const struct ru_tell *tell, const struct ru_voice *voice, const struct ru_chain *chain)
{
	RU_SAY(voice, "from_same_source", RU_PAGE_WORDS(ru_tell_node_name(tell, &chain->link[0])));
}

/* What is said of a page that is known to derive from nothing. */
static void say_group(const struct ru_tell *tell, const struct ru_voice *voice, uint32_t page)
{
	const struct ru_group *group = tell->page_group[page];

	if (group == NULL)
		RU_SAY_PLAIN(voice, "from_unknown");
	else if (group->page_count == 1 || group->root.page == page)
		RU_SAY_PLAIN(voice, "from_own");
	else
		RU_SAY(voice, "from_joined", RU_PAGE_WORDS(ru_tell_node_name(tell, &group->root)));
}

void ru_tell_from(const struct ru_tell *tell, const struct ru_voice *voice, uint32_t page)
{
	struct ru_chain chain;

	ru_tell_chain(tell, (struct ru_node){page, RU_NONE}, &chain);
	if (chain.count == 0) {
		say_group(tell, voice, page);
		return;
	}
	if (chain.kind == RU_COPY_SAME_SOURCE) {
		say_siblings(tell, voice, &chain);
		return;
	}
	struct ru_str root = ru_tell_node_name(tell, &chain.link[chain.count - 1]);
	RU_SAY(voice, "from", RU_PAGE_WORDS(root));
	for (uint32_t i = chain.count - 1; i-- > 0;)
		RU_SAY(voice, "from_through", RU_PAGE_WORDS(ru_tell_node_name(tell, &chain.link[i])));
	if (chain.link[0].page == RU_NONE) /* how words came out of what nobody here has seen is anybody's guess */
		return;
	voice->ours(voice->ctx, RU_S(" "));
	RU_SAY(voice, "from_kind", RU_OUR_WORDS(ru_message_named(voice->show, "copy", ru_copy_kind_name(chain.kind))));
}

void ru_tell_outlet(const struct ru_tell *tell, const struct ru_voice *voice, uint32_t page)
{
	const struct ru_article *article = tell->all->docs[page].article;
	enum { MOST = 2, LOOKED_AT = 16 };
	uint32_t told = 0;

	if (article->outlet.len > 0)
		voice->page(voice->ctx, article->outlet);
	else if (article->host.len > 0)
		voice->page(voice->ctx, article->host);
	else
		RU_SAY_PLAIN(voice, "outlet_unknown");
	for (uint32_t i = 0; i < article->credit_count && i < LOOKED_AT && told < MOST; i++) {
		const struct ru_credit *credit = &article->credits[i];
		struct ru_str who = credit->canon.len > 0 ? credit->canon : credit->who;
		bool again = false;
		for (uint32_t k = 0; k < i; k++)
			again = again || ru_str_eq(who, article->credits[k].canon.len > 0 ? article->credits[k].canon
			                                                                  : article->credits[k].who);
		if (who.len == 0 || again || ru_str_eq_nocase(who, article->outlet))
			continue;
		bool release = ru_str_eq(credit->kind, RU_S("release"));
		ru_say(voice,
		       release    ? RU_S("says_release")
		       : told > 0 ? RU_S("says_also")
		                  : RU_S("says_from"),
		       &RU_PAGE_WORDS(who), 1);
		told++;
	}
}

void ru_tell_counts(const struct ru_tell *tell, const struct ru_voice *voice, const struct ru_event *event)
{
	enum { MOST = 3 };

	ru_say_count(voice, "pages", event->page_count);
	if (event->page_count == 1 && event->group_count == 1 && event->groups[0].root.page == event->pages[0])
		return;
	voice->ours(voice->ctx, RU_S(", "));
	if (event->max > event->count)
		RU_SAY(voice, "independent_range", RU_NUMBER(event->count), RU_NUMBER(event->max));
	else
		ru_say_count(voice, "independent", event->count);
	for (uint32_t i = 0; i < event->group_count && i < MOST; i++) {
		voice->ours(voice->ctx, i == 0 ? RU_S(": ") : RU_S("; "));
		ru_tell_node(tell, voice, &event->groups[i].root);
	}
	if (event->group_count > MOST)
		voice->ours(voice->ctx, RU_S("; ..."));
}

void ru_tell_event(const struct ru_tell *tell, const struct ru_voice *voice, const struct ru_event *event)
{
	const struct ru_str dot = RU_S(" \xc2\xb7 ");
	enum { MOST = 3 };
	bool first = true;

	(void)tell;
	for (uint32_t i = 0; i < event->who_count && i < MOST; i++) {
		if (!first)
			voice->ours(voice->ctx, dot);
		voice->page(voice->ctx, event->who[i]);
		first = false;
	}
	if (event->where.len > 0) {
		if (!first)
			voice->ours(voice->ctx, dot);
		voice->page(voice->ctx, event->where);
		first = false;
	}
	if (event->when.len > 0) {
		if (!first)
			voice->ours(voice->ctx, dot);
		ru_say_when(voice, event->when);
		first = false;
	}
	if (!first)
		return;
	if (event->title.len > 0)
		voice->page(voice->ctx, event->title);
	else
		RU_SAY_PLAIN(voice, "event_untitled");
}

void ru_tell_value(const struct ru_voice *voice, const struct ru_difference *difference,
                   const struct ru_telling *telling)
{
	bool digit = false;

	if (difference->kind == RU_DIFF_DATE && telling->value.len > 0) {
		for (size_t i = 0; i < telling->text.len && !digit; i++)
			digit = ru_is_digit(telling->text.ptr[i]);
		if (telling->text.len > 0 && !digit) { /* "September lalu" says less than what it was read as */
			RU_SAY(voice, "quoted", RU_PAGE_WORDS(telling->text));
			voice->ours(voice->ctx, RU_S(" = "));
		}
		ru_say_when(voice, telling->value);
	} else if (telling->text.len > 0) {
		RU_SAY(voice, "quoted", RU_PAGE_WORDS(telling->text));
	} else {
		voice->page(voice->ctx, telling->value);
	}
}
