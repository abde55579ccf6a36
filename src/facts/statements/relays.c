/* SPDX-License-Identifier: Apache-2.0 */
/* Through whom a statement came: what its frame says, whom it was told to where that is an agency, what the statement
 * around it says, and what was said before of the same speaker. */
#include "facts/statements/resolver.h"

static struct ru_relay make_relay(const struct resolver *v, const struct ru_frame_relay *from)
{
	const struct ru_reading *r = v->s->r;
	struct ru_relay relay = {.entity = RU_NONE, .basis = from->basis};
	struct ru_words_range source = from->source;

	if (from->clitic != 0) {
		uint32_t end = r->words[from->cue.last - 1].end;
		relay.place = ru_resolved_place(v->s, end - from->clitic, end);
		relay.cue = ru_resolved_place(v->s, r->words[from->cue.first].begin, end - from->clitic);
		relay.entity = v->person != RU_NONE ? v->person : v->subject;
	} else {
		relay.place = ru_reading_place(r, source.first, source.last);
		relay.cue = ru_reading_place(r, from->cue.first, from->cue.last);
		bool owner;
		relay.entity = ru_resolved_name(v, source, &owner);
		if (relay.entity == RU_NONE && !owner)
			relay.entity = ru_resolved_office(v, source);
	}
	relay.cue_text = ru_reading_text(r, relay.cue.at);
	relay.who =
	    relay.entity != RU_NONE ? r->facts->entities[relay.entity].name : ru_reading_text(r, relay.place.at);
	return relay;
}

static bool letters_match(struct ru_str whole, struct ru_str part)
{
	size_t k = 0;

	for (size_t i = 0; i < whole.len && part.len > 0; i++) {
		while (k < part.len && !ru_is_alnum((unsigned char)part.ptr[k]))
			k++;
		if (k >= part.len)
			return true;
		if (!ru_is_alnum((unsigned char)whole.ptr[i]))
			continue;
		if (ru_to_lower(whole.ptr[i]) != ru_to_lower(part.ptr[k]))
			return false;
		k++;
	}
	while (k < part.len && !ru_is_alnum((unsigned char)part.ptr[k]))
		k++;
	return k >= part.len;
}

/* "kepada Reuters" on another outlet's page: Reuters has it first. */
static bool addressee_relays(const struct resolver *v, const struct ru_frame *f, struct ru_frame_relay *relay)
{
	const struct ru_reading *r = v->s->r;
	uint32_t n = f->addressee.first == RU_NONE || f->addressee.first >= f->addressee.last
	                 ? RU_NONE
	                 : v->s->word[f->addressee.first].name;
	const struct ru_entity *e;
	bool credited = false;

	if (n == RU_NONE || f->addressee.first == 0)
		return false;
	e = &r->facts->entities[r->facts->names[n].entity];
	for (uint32_t i = 0; i < r->article->credit_count && e->type != RU_NAME_PLACE; i++)
		credited = credited || letters_match(r->article->credits[i].who, e->name) ||
		           letters_match(e->name, r->article->credits[i].who);
	if ((e->role.len == 0 && !credited) || letters_match(r->article->outlet, e->name) ||
	    letters_match(r->article->host, e->name))
		return false;
	*relay = (struct ru_frame_relay){
	    f->addressee, {f->addressee.first - 1, f->addressee.first}, RU_NONE, {NULL, 0}, RU_BASIS_STATED, 0};
	return true;
}

static int carry(struct resolver *v, const struct ru_statement *st)
{
	const struct ru_relay *relay = &st->relays[st->relay_count - 1];
	struct ru_relay *slot;

	if (st->entity == RU_NONE || relay->basis != RU_BASIS_STATED || relay->entity == RU_NONE ||
	    v->s->r->facts->entities[relay->entity].role.len == 0 || relay->entity == st->entity)
		return RU_OK;
	slot = ru_vec_push(&v->carriers);
	if (slot == NULL)
		return RU_ENOMEM;
	*slot = *relay;
	slot->basis = RU_BASIS_CARRIED;
	return ru_index_put(&v->carried, st->entity, (uint32_t)v->carriers.len - 1);
}

/* "yang disebarkan RilisKini, Sekretaris Perusahaan Lidia Marpaung mengatakan ...": read on its own, a relay may take
 * in the source that stands behind it. */
static struct ru_words_range before_source(const struct ru_statement_reader *s, struct ru_words_range relay,
                                           struct ru_words_range source)
{
	if (source.first == RU_NONE || source.first <= relay.first || source.first >= relay.last)
		return relay;
	relay.last = source.first;
	while (relay.last > relay.first + 1 && ru_is_separator(s, relay.last - 1))
		relay.last--;
	return relay;
}

/* Add a relay unless the chain has it already. */
static void add_relay(struct ru_statement *st, uint32_t most, struct ru_relay relay)
{
	for (uint32_t i = 0; i < st->relay_count; i++) {
		if (ru_str_eq(st->relays[i].who, relay.who))
			return;
	}
	if (st->relay_count < most)
		st->relays[st->relay_count++] = relay;
}

/* "KCNA, seperti dikutip Yonhap, melaporkan Kim memuji ...": what the outer report comes through comes behind it. */
static bool is_of_parent(const struct ru_statement *parent, struct ru_str who)
{
	for (uint32_t i = 0; parent != NULL && i < parent->relay_count; i++) {
		if (ru_str_eq(parent->relays[i].who, who))
			return true;
	}
	return parent != NULL && ru_str_eq(parent->speaker, who);
}

int ru_relays_set(struct resolver *v, const struct ru_frame *f, struct ru_statement *st)
{
	const struct ru_statement *parent = st->parent == RU_NONE ? NULL : &v->out[st->parent];
	uint32_t most = f->relay_count + 2 + (parent != NULL ? parent->relay_count : 0), slot;
	struct ru_frame_relay addressed;

	if (most > RU_FRAME_RELAYS * 2)
		most = RU_FRAME_RELAYS * 2;
	st->relays = ru_arena_get(v->s->r->arena, most, sizeof(*st->relays));
	if (st->relays == NULL)
		return RU_ENOMEM;
	if (addressee_relays(v, f, &addressed) && st->relay_count < most)
		st->relays[st->relay_count++] = make_relay(v, &addressed);
	for (uint32_t i = 0; i < f->relay_count; i++) {
		struct ru_frame_relay from = f->relay[i];

		from.source = before_source(v->s, from.source, f->source);
		struct ru_relay relay = make_relay(v, &from);
		if (!is_of_parent(parent, relay.who))
			add_relay(st, most, relay);
	}
	if (parent != NULL && parent->polarity != RU_DENIED) {
		struct ru_relay relay = {.who = parent->speaker, .entity = parent->entity, .basis = RU_BASIS_STATED};
		if (parent->source.count > 0 && parent->cue.count > 0) {
			relay.place = parent->source.items[0];
			relay.cue = parent->cue.items[0];
			relay.cue_text = ru_reading_text(v->s->r, relay.cue.at);
			add_relay(st, most, relay);
		}
		for (uint32_t i = 0; i < parent->relay_count; i++)
			add_relay(st, most, parent->relays[i]);
	}
	if ((f->relay_count > 0 && st->relay_count > 0) || (parent != NULL && st->relay_count > 0))
		return carry(v, st);
	if (st->relay_count > 0)
		return RU_OK;
	if (parent == NULL && st->entity != RU_NONE && !st->agency_report &&
	    ru_index_get(&v->carried, st->entity, &slot))
		st->relays[st->relay_count++] = *RU_VEC_AT(&v->carriers, struct ru_relay, slot);
	return RU_OK;
}

/* ---- one frame ---- */
