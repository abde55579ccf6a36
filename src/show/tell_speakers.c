/* SPDX-License-Identifier: Apache-2.0 */
/* Who speaks in an event: the statements of its pages put together by speaker, with those who handed them on. Fed the
 * pages' statements and the trace's entities, gives lists in a fixed order. */
#include "show/tell.h"

#include "base/sort.h"

bool ru_tell_content(const struct ru_statement *said, struct ru_range *out)
{
	bool found = false;

	for (uint32_t i = 0; i < said->content.count; i++) {
		struct ru_range at = said->content.items[i].at;
		if (at.begin == RU_NONE || at.begin >= at.end)
			continue;
		if (!found || at.begin < out->begin)
			out->begin = at.begin;
		if (!found || at.end > out->end)
			out->end = at.end;
		found = true;
	}
	return found;
}

const struct ru_relay *ru_tell_relay(const struct ru_tell *tell, uint32_t page, uint32_t statement, uint32_t i)
{
	const struct ru_trace *trace = tell->trace;
	const struct ru_statement *said = &tell->all->docs[page].facts->statements[statement];
	uint32_t low = 0, high = trace->pile_relay_count;

	if (i < said->relay_count)
		return &said->relays[i];
	i -= said->relay_count;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		const struct ru_pile_relay *at = &trace->pile_relays[mid];
		if (at->page < page || (at->page == page && at->statement < statement))
			low = mid + 1;
		else
			high = mid;
	}
	if (i >= trace->pile_relay_count - low)
		return NULL;
	const struct ru_pile_relay *added = &trace->pile_relays[low + i];
	return added->page == page && added->statement == statement ? &added->relay : NULL;
}

static int compare_said(const void *a, const void *b, void *ctx)
{
	const struct ru_said *x = a, *y = b;

	(void)ctx;
	if (x->entity != y->entity)
		return x->entity < y->entity ? -1 : 1;
	int order = ru_str_cmp(x->name, y->name);
	if (order != 0)
		return order;
	if (x->page != y->page)
		return x->page < y->page ? -1 : 1;
	return x->statement < y->statement ? -1 : x->statement > y->statement;
}

static int compare_speakers(const void *a, const void *b, void *ctx)
{
	const struct ru_speaker *x = a, *y = b;

	(void)ctx;
	if ((x->name.len == 0) != (y->name.len == 0)) /* those nobody is named for come last */
		return x->name.len == 0 ? 1 : -1;
	if (x->pages != y->pages)
		return x->pages > y->pages ? -1 : 1;
	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	int order = ru_str_cmp(x->name, y->name);
	return order != 0 ? order : x->first < y->first ? -1 : x->first > y->first;
}

static int gather(struct ru_tell *tell, const struct ru_event *event, struct ru_vec *out)
{
	for (uint32_t i = 0; i < event->page_count; i++) {
		uint32_t page = event->pages[i];
		const struct ru_facts *facts = tell->all->docs[page].facts;
		for (uint32_t k = 0; facts != NULL && k < facts->statement_count; k++) {
			const struct ru_statement *said = &facts->statements[k];
			if (said->agency_report)
				continue;
			struct ru_said *item = ru_vec_push(out);
			if (item == NULL)
				return RU_ENOMEM;
			item->page = page;
			item->statement = k;
			item->entity = said->entity != RU_NONE ? tell->trace->entity_of[page][said->entity] : RU_NONE;
			item->name = item->entity != RU_NONE ? tell->trace->entities[item->entity].name : said->speaker;
		}
	}
	return RU_OK;
}

static void add_relays(const struct ru_tell *tell, struct ru_speaker *speaker, const struct ru_said *said)
{
	const struct ru_relay *relay;

	for (uint32_t i = 0; (relay = ru_tell_relay(tell, said->page, said->statement, i)) != NULL; i++) {
		bool known = relay->who.len == 0 || speaker->relay_count == RU_SPEAKER_RELAYS;
		for (uint32_t k = 0; k < speaker->relay_count && !known; k++)
			known = ru_str_eq_nocase(speaker->relay[k], relay->who);
		if (!known)
			speaker->relay[speaker->relay_count++] = relay->who;
	}
}

static bool same_speaker(const struct ru_said *a, const struct ru_said *b)
{
	return a->entity == b->entity && ru_str_eq(a->name, b->name);
}

int ru_tell_speakers(struct ru_tell *tell, const struct ru_event *event, const struct ru_alloc *al,
                     struct ru_said **said, struct ru_speaker **speakers, uint32_t *speaker_count)
{
	struct ru_vec list, found;
	int status;

	ru_vec_init(&list, al, sizeof(struct ru_said), 0);
	ru_vec_init(&found, al, sizeof(struct ru_speaker), 0);
	status = gather(tell, event, &list);
	if (status == RU_OK)
		status = ru_sort(list.ptr, list.len, sizeof(struct ru_said), compare_said, NULL, al);
	for (size_t i = 0; status == RU_OK && i < list.len; i++) {
		const struct ru_said *item = RU_VEC_AT(&list, struct ru_said, i);
		bool fresh = i == 0 || !same_speaker(item, item - 1);
		struct ru_speaker *speaker =
		    fresh ? ru_vec_push(&found) : RU_VEC_AT(&found, struct ru_speaker, found.len - 1);
		if (speaker == NULL) {
			status = RU_ENOMEM;
			break;
		}
		if (fresh) {
			speaker->name = item->name;
			speaker->first = (uint32_t)i;
		}
		speaker->count++;
		speaker->pages += fresh || item[-1].page != item->page ? 1 : 0;
		add_relays(tell, speaker, item);
	}
	if (status == RU_OK)
		status = ru_sort(found.ptr, found.len, sizeof(struct ru_speaker), compare_speakers, NULL, al);
	void *said_copy = NULL, *speakers_copy = NULL;
	if (status == RU_OK)
		status = ru_vec_copy(&list, &tell->arena, &said_copy);
	if (status == RU_OK)
		status = ru_vec_copy(&found, &tell->arena, &speakers_copy);
	if (status == RU_OK) {
		*said = said_copy;
		*speakers = speakers_copy;
		*speaker_count = (uint32_t)found.len;
	}
	ru_vec_release(&found);
	ru_vec_release(&list);
	return status;
}
