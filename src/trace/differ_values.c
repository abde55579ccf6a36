/* SPDX-License-Identifier: Apache-2.0 */
/* Figures, durations and dates told for one slot: "dihukum 12 bulan" and "dihukum 21 bulan". Two values are one
 * slot when their clauses share most of their words, each is the other's best match on its page, and unit and noun
 * allow it. */
#include "trace/differ.h"

enum {
	LINK_LEAST = 45,  /* score from which two slots are one */
	LINK_DIFFER = 60, /* and from which a conflict is stated */
	LINK_SURE = 90,   /* the sentences are the same but for the value */
	LINK_OVER = 75,   /* over two events: pages that each tell their own day */
	NEAR_DAYS = 3,    /* days of one happening, told in the pages of two events, differ by no more */
	CLAIM_WEIGHT = 1500,
	LINK_WEIGHT = 1000 /* least weight of the common words, hundredths of a nat */
};

static bool comparable(const struct slot *a, const struct slot *b)
{
	if (a->kind != b->kind || a->unit != b->unit)
		return false;
	if (a->fate != b->fate && a->fate != 0 && b->fate != 0)
		return false; /* the dead are not the missing */
	return a->kind != SLOT_FIGURE || a->unit != 0 || a->noun == b->noun || a->noun == 0 || b->noun == 0;
}

uint32_t ru_slots_score(const struct slot *a, const struct slot *b)
{
	uint32_t near_words, near_weight, far_words, far_weight, close_words;
	uint32_t near = ru_context_share(&a->near, &b->near, &near_words, &near_weight);
	uint32_t far = ru_context_share(&a->far, &b->far, &far_words, &far_weight);
	bool left = a->left != 0 && a->left == b->left, noun = a->noun != 0 && a->noun == b->noun;
	uint32_t score;

	if (far_words < 2 || far_weight < LINK_WEIGHT || near_words + left < 2)
		return 0;
	(void)ru_context_common(&a->close, &b->close, &close_words);
	score = (near * 2 + far) / 3 + (left ? 25 : 0) + (noun ? 10 : 0);
	if (close_words >= 3)
		score += close_words *
		         8; /* "mengadakan pertemuan ... September lalu": the words next to the value weigh most */
	/* what two people claim is one thing where the claims themselves agree; the sentences around need not */
	if (a->by != RU_NONE && b->by != RU_NONE && near_words >= 2 && near_weight >= CLAIM_WEIGHT)
		return near > score ? near : score;
	if ((a->kind == SLOT_DATE && near_words < 3 && !left) || a->headline || b->headline)
		score = score * 3 / 4; /* dates abound, headlines are short: more has to agree */
	return score;
}

static bool knows(const struct slot *slot, uint64_t stem)
{
	for (uint32_t i = 0; i < slot->far.count; i++) {
		if (slot->far.word[i].stem == stem)
			return true;
	}
	return false;
}

/* True where a stands beside parties of which the other sentence knows none, though it names some itself. */
static bool apart(const struct slot *a, const struct slot *b)
{
	bool any = false;

	if (b->name[0] == 0 && b->name[1] == 0)
		return false;
	for (uint32_t side = 0; side < 2; side++) {
		if (a->name[side] != 0 && knows(b, a->name[side]))
			return false;
		any = any || a->name[side] != 0;
	}
	return any;
}

/* Two values can only conflict when the words next to them say that they are of one thing: a word close by is the same,
 * and the names beside them are not of two parties ("denda kepada Pabrik Gula", "denda kepada Pabrik Kertas"). */
static bool may_conflict(const struct slot *a, const struct slot *b)
{
	uint32_t words;

	if (a->kind == SLOT_SCORE)
		return a->name[0] + a->name[1] != 0 && b->name[0] + b->name[1] != 0 && !apart(a, b) && !apart(b, a);
	/* bare numbers are of one thing only where the same noun, or the same word before them, says so */
	if (a->kind == SLOT_FIGURE && a->unit == 0 &&
	    (a->noun != b->noun || (a->noun == 0 && (a->left == 0 || a->left != b->left))))
		return false;
	(void)ru_context_common(&a->close, &b->close, &words);
	if (words == 0 && !(a->noun != 0 && a->noun == b->noun))
		return false;
	return !apart(a, b) && !apart(b, a);
}

static bool same_value(const struct slot *a, const struct slot *b)
{
	if (a->kind == SLOT_DATE)
		return a->days.first == b->days.first && a->days.last == b->days.last &&
		       a->days.minute == b->days.minute;
	return a->low == b->low && a->high == b->high;
}

/* Per slot and page of the scope: the best match there. */
struct best {
	uint32_t slot, score;
};

struct linking {
	const struct scope *scope;
	struct trace_list slot; /* struct slot, by page of the scope */
	uint32_t *page_at;      /* per slot: place of its page in the scope */
	uint32_t *page_first;   /* per page of the scope: its first slot; one more at the end */
	struct best *best;
	struct trace_list link; /* struct link */
};

static int read_slots(struct linking *l)
{
	const struct scope *scope = l->scope;
	struct ru_tracing *t = scope->t;
	uint32_t cap = TRACE_SLOTS / scope->page_count;

	l->page_first = ru_arena_get(t->scratch, (size_t)scope->page_count + 1, sizeof(*l->page_first));
	if (l->page_first == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < scope->page_count; i++) {
		uint32_t event = t->stories->event_of[scope->pages[i]];
		int32_t about = event != RU_NONE ? t->event_day[event] : INT32_MIN;
		int status;

		l->page_first[i] = l->slot.len;
		status =
		    ru_slots_read(&t->docs[scope->pages[i]], scope->pages[i], about, t->scratch, t->al, cap, &l->slot);

		if (status != 0)
			return status;
	}
	l->page_first[scope->page_count] = l->slot.len;
	l->page_at = ru_arena_get(t->scratch, l->slot.len, sizeof(*l->page_at));
	l->best = ru_arena_get(t->scratch, (size_t)l->slot.len * scope->page_count, sizeof(*l->best));
	if (l->page_at == NULL || l->best == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0, page = 0; i < l->slot.len; i++) {
		while (scope->pages[page] != TRACE_AT(&l->slot, struct slot, i)->page)
			page++;
		l->page_at[i] = page;
	}
	return 0;
}

static void offer(struct linking *l, uint32_t a, uint32_t b, uint32_t score)
{
	struct best *best = &l->best[(size_t)a * l->scope->page_count + l->page_at[b]];

	if (score > best->score)
		*best = (struct best){b, score};
}

struct bucket_item {
	uint64_t key;
	uint32_t slot;
};

static int by_key(const void *a, const void *b, void *ctx)
{
	const struct bucket_item *x = a, *y = b;

	(void)ctx;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->slot < y->slot ? -1 : x->slot > y->slot;
}

/* Values of one kind and unit are compared with each other, each with a bounded number of others. */
static int find_best(struct linking *l)
{
	struct ru_tracing *t = l->scope->t;
	struct bucket_item *item = ru_arena_get(t->scratch, l->slot.len, sizeof(*item));
	int status;

	if (item == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < l->slot.len; i++) {
		const struct slot *slot = TRACE_AT(&l->slot, struct slot, i);

		item[i] = (struct bucket_item){ru_hash_mix((uint64_t)slot->kind, slot->unit), i};
	}
	status = ru_sort(item, l->slot.len, sizeof(*item), by_key, NULL, t->al);
	for (uint32_t i = 0; status == 0 && i < l->slot.len; i++) {
		for (uint32_t k = i + 1; k < l->slot.len && k < i + TRACE_CANDIDATES * 4 && item[k].key == item[i].key;
		     k++) {
			const struct slot *a = TRACE_AT(&l->slot, struct slot, item[i].slot);
			const struct slot *b = TRACE_AT(&l->slot, struct slot, item[k].slot);
			uint32_t score;

			if (a->page == b->page || !comparable(a, b))
				continue;
			if (l->scope->event == RU_NONE &&
			    t->stories->event_of[a->page] == t->stories->event_of[b->page])
				continue;
			score = ru_slots_score(a, b);
			if (score == 0)
				continue;
			score += same_value(a, b) ? 10 : 0;
			offer(l, item[i].slot, item[k].slot, score);
			offer(l, item[k].slot, item[i].slot, score);
		}
	}
	return status;
}

/* A conflict of figures over two events is a later count, where the later one is the greater. */
static enum ru_relation over_events(const struct ru_tracing *t, const struct slot *a, const struct slot *b,
                                    enum ru_relation relation, uint32_t score, struct ru_str *why)
{
	bool later = ru_trace_page_order(t->docs, a->page, b->page) < 0;
	int64_t first = later ? a->low : b->low, second = later ? b->low : a->low;

	if (relation != RU_REL_DIFFER || a->kind == SLOT_DATE || a->kind == SLOT_SCORE)
		return relation;
	if (a->unit != 0 && a->unit != ru_hash64(RU_S("{person}")))
		return score >= LINK_OVER ? RU_REL_DIFFER : RU_REL_AGREE; /* a price or a term is no count that grows */
	if (second <= first || a->kind != SLOT_FIGURE)
		return RU_REL_AGREE;
	*why = RU_S("later_count");
	return RU_REL_UPDATE;
}

/* Two games or two hearings of one story have much the same words: their scores have no number in common, their days
 * lie apart. */
static bool one_happening(const struct scope *scope, const struct slot *a, const struct slot *b)
{
	if (a->kind == SLOT_SCORE && scope->event == RU_NONE)
		return false;
	if (a->kind == SLOT_SCORE)
		return a->low == b->low || a->low == b->high || a->high == b->low || a->high == b->high;
	if (a->kind != SLOT_DATE || scope->event != RU_NONE)
		return true;
	return (int64_t)a->days.first - b->days.last <= NEAR_DAYS && (int64_t)b->days.first - a->days.last <= NEAR_DAYS;
}

/* True where the page of one of two figures tells the other as well: it knows both, so they are of two things. Of days
 * a page tells many, and one of them may be the other's by chance. */
static bool told_both(const struct linking *l, uint32_t i, uint32_t k)
{
	const struct slot *a = TRACE_AT(&l->slot, struct slot, i), *b = TRACE_AT(&l->slot, struct slot, k);

	for (uint32_t side = 0; side < 2 && a->kind == SLOT_FIGURE; side++) {
		uint32_t page = l->page_at[side == 0 ? i : k];
		const struct slot *other = side == 0 ? b : a;

		for (uint32_t m = l->page_first[page]; m < l->page_first[page + 1]; m++) {
			const struct slot *slot = TRACE_AT(&l->slot, struct slot, m);

			if (slot->kind == other->kind && slot->unit == other->unit && same_value(slot, other) &&
			    (slot->unit != 0 || slot->noun == other->noun))
				return true;
		}
	}
	return false;
}

static int link_pair(struct linking *l, uint32_t i, uint32_t k, uint32_t score)
{
	struct ru_tracing *t = l->scope->t;
	const struct slot *a = TRACE_AT(&l->slot, struct slot, i), *b = TRACE_AT(&l->slot, struct slot, k);
	struct ru_str why;
	enum ru_relation relation = ru_relate(a, b, &why);
	struct link *link;

	if (relation == RU_REL_DIFFER && (!one_happening(l->scope, a, b) || (a->fate != 0 && a->fate == b->fate)))
		return 0; /* what became of people is told by link_fates */
	if (relation != RU_REL_AGREE && a->fate != b->fate)
		return 0; /* "menyebut ada 214 orang di kapal", "menyebut tiga orang meninggal" */
	if (l->scope->event == RU_NONE && relation == RU_REL_DIFFER) {
		relation = over_events(t, a, b, relation, score, &why);
		if (relation == RU_REL_AGREE)
			return 0; /* two values that are no conflict are not one telling either */
	}
	if (relation == RU_REL_DIFFER && a->page != b->page && told_both(l, i, k))
		return 0;
	if (relation == RU_REL_DIFFER && (score < LINK_DIFFER || (score < LINK_SURE && !may_conflict(a, b))))
		return 0;
	link = ru_trace_push(t->scratch, &l->link, sizeof(*link));
	if (link == NULL)
		return RU_ENOMEM;
	*link = (struct link){i, k, relation, why, score, {NULL, 0}};
	link->about = ru_differ_about(&t->docs[a->page], a->sentence, &a->far, &b->far);
	return 0;
}

/* Two speakers on one page who give two values for one thing: "Atap terakhir diperbaiki pada Maret 2021", "Servis
 * terakhir dilakukan pada 21 November 2024". */
static int link_speakers(struct linking *l)
{
	struct ru_tracing *t = l->scope->t;

	for (uint32_t i = 0; l->scope->event != RU_NONE && i < l->slot.len; i++) {
		const struct slot *a = TRACE_AT(&l->slot, struct slot, i);

		for (uint32_t k = i + 1; k < l->slot.len && k < i + TRACE_CANDIDATES && l->page_at[k] == l->page_at[i];
		     k++) {
			const struct slot *b = TRACE_AT(&l->slot, struct slot, k);
			uint32_t score;
			int status;

			if (a->by == RU_NONE || b->by == RU_NONE || a->by == b->by || a->sentence == b->sentence ||
			    !comparable(a, b) ||
			    ru_str_eq_nocase(ru_differ_speaker(&t->docs[a->page], a->by),
			                     ru_differ_speaker(&t->docs[b->page], b->by)))
				continue;
			score = ru_slots_score(a, b);
			if (score < LINK_DIFFER)
				continue;
			status = link_pair(l, i, k, score);
			if (status != 0)
				return status;
		}
	}
	return 0;
}

static int link_best(struct linking *l)
{
	int status;

	for (uint32_t i = 0; i < l->slot.len; i++) {
		for (uint32_t page = 0; page < l->scope->page_count; page++) {
			const struct best *mine = &l->best[(size_t)i * l->scope->page_count + page];
			const struct best *back;

			if (mine->score < LINK_LEAST || mine->slot < i)
				continue;
			back = &l->best[(size_t)mine->slot * l->scope->page_count + l->page_at[i]];
			if (back->slot != i)
				continue;
			status = link_pair(l, i, mine->slot, mine->score);
			if (status != 0)
				return status;
		}
	}
	status = link_speakers(l);
	return status == 0 ? ru_differ_fates(l->scope, l->slot.ptr, l->slot.len, l->page_at, &l->link) : status;
}

/* Links of one kind, their slots as tellings. */
static int write_kind(struct linking *l, bool dates)
{
	struct ru_tracing *t = l->scope->t;
	struct told *told = ru_arena_get(t->scratch, l->slot.len, sizeof(*told));
	struct trace_list link = {NULL, 0, 0};

	if (told == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < l->slot.len; i++) {
		const struct slot *slot = TRACE_AT(&l->slot, struct slot, i);

		told[i] = (struct told){slot->page, slot->at,    slot->span,
		                        slot->text, slot->value, ru_differ_speaker(&t->docs[slot->page], slot->by)};
	}
	for (uint32_t i = 0; i < l->link.len; i++) {
		const struct link *from = TRACE_AT(&l->link, struct link, i);
		struct link *to;

		if ((TRACE_AT(&l->slot, struct slot, from->a)->kind == SLOT_DATE) != dates)
			continue;
		to = ru_trace_push(t->scratch, &link, sizeof(*to));
		if (to == NULL)
			return RU_ENOMEM;
		*to = *from;
	}
	return ru_differ_write(l->scope, dates ? RU_DIFF_DATE : RU_DIFF_FIGURE, told, l->slot.len, link.ptr, link.len);
}

int ru_differ_values(const struct scope *scope)
{
	struct linking l = {.scope = scope};
	int status = read_slots(&l);

	if (status == 0)
		status = find_best(&l);
	if (status == 0)
		status = link_best(&l);
	if (status == 0)
		status = write_kind(&l, true);
	return status == 0 ? write_kind(&l, false) : status;
}
