/* SPDX-License-Identifier: Apache-2.0 */
/* Which names mean the same outlet or agency: "Harian Telaga" and hariantelaga.example, "Kabar Samudra" and "Kantor
 * Berita Kabar Samudra (KBKS)". Fed by what pages call themselves and what they credit; gives sets of squeezed forms.
 * Names are joined only where a page itself joins them, where a host spells them, or where one is the whole words
 * at the end of the other or its initials. */
#include "trace/identity.h"

int ru_identity_form(struct identities *ids, struct ru_str name, uint32_t *out)
{
	struct ru_str squeezed, bare;
	uint32_t before = ids->t->forms.text.len;
	int status = ru_trace_squeeze(ids->t->scratch, name, &squeezed);

	*out = RU_NONE;
	if (status != 0 || squeezed.len < 2)
		return status;
	status = ru_trace_form(&ids->t->forms, squeezed, out);
	if (status != 0 || ids->t->forms.text.len == before)
		return status;
	status = ru_trace_bare(ids->t->scratch, name, &bare);
	if (status == 0) {
		struct identity_form *form = ru_trace_push(ids->t->scratch, &ids->form, sizeof(*form));

		if (form == NULL)
			return RU_ENOMEM;
		form->bare = bare;
	}
	return status;
}

int ru_identity_same(struct identities *ids, uint32_t a, uint32_t b)
{
	uint32_t *pair;

	if (a == RU_NONE || b == RU_NONE || a == b)
		return 0;
	pair = ru_trace_push(ids->t->scratch, &ids->same, 2 * sizeof(*pair));
	if (pair == NULL)
		return RU_ENOMEM;
	pair[0] = a;
	pair[1] = b;
	return 0;
}

struct ru_str ru_identity_host_label(struct ru_str host)
{
	struct ru_str label[8], rest = host, part;
	uint32_t n = 0;

	if (host.len == 0)
		return host;
	while (n < 8 && ru_str_split(&rest, '.', &part))
		label[n++] = part;
	if (n < 2)
		return host;
	n--; /* the top-level domain */
	if (n >= 2 && label[n - 1].len <= 3)
		n--; /* co.id, com.my */
	return label[n - 1];
}

void ru_identity_mark(struct identities *ids, uint32_t form)
{
	if (form != RU_NONE)
		TRACE_AT(&ids->form, struct identity_form, form)->source_like = true;
}

/* "kantor berita kabar samudra" ends in "kabar samudra", "kabar samudra news agency" begins with it: the same, where
 * the shorter one is itself used as the name of a source. */
static int join_parts(struct identities *ids, uint32_t form)
{
	struct identity_form *whole = TRACE_AT(&ids->form, struct identity_form, form);
	uint32_t words = ru_trace_word_count(whole->bare);
	uint32_t word = 0;

	if (!whole->source_like || words < 3 || words > 8)
		return 0;
	for (size_t i = 0; i < whole->bare.len; i++) {
		struct ru_str part[2];

		if (whole->bare.ptr[i] != ' ')
			continue;
		word++;
		part[0] = ru_str_cut(whole->bare, 0, i);
		part[1] = ru_str_cut(whole->bare, i + 1, whole->bare.len);
		for (uint32_t k = 0; k < 2; k++) {
			uint32_t left = k == 0 ? word : words - word, other;
			struct ru_str squeezed;
			int status;

			if (left < 2 && (k == 0 || part[k].len < 5))
				continue;
			status = ru_trace_squeeze(ids->t->scratch, part[k], &squeezed);
			if (status != 0)
				return status;
			other = ru_trace_form_find(&ids->t->forms, squeezed);
			if (other == RU_NONE || !TRACE_AT(&ids->form, struct identity_form, other)->source_like)
				continue;
			status = ru_identity_same(ids, form, other);
			if (status != 0)
				return status;
		}
	}
	return 0;
}

/* "kbks" for "kantor berita kabar samudra". */
static int join_initials(struct identities *ids, uint32_t form)
{
	struct identity_form *whole = TRACE_AT(&ids->form, struct identity_form, form);
	char initials[12];
	size_t n = 0;
	uint32_t other;

	if (!whole->source_like)
		return 0;
	for (size_t i = 0; i < whole->bare.len; i++) {
		if ((i == 0 || whole->bare.ptr[i - 1] == ' ') && n < sizeof(initials))
			initials[n++] = whole->bare.ptr[i];
	}
	if (n < 3 || n >= sizeof(initials))
		return 0;
	other = ru_trace_form_find(&ids->t->forms, (struct ru_str){initials, n});
	if (other == RU_NONE || !TRACE_AT(&ids->form, struct identity_form, other)->source_like)
		return 0;
	return ru_identity_same(ids, form, other);
}

int ru_identity_close(struct identities *ids)
{
	struct ru_tracing *t = ids->t;
	uint32_t n = t->forms.text.len;

	for (uint32_t i = 0; i < n; i++) {
		int status = join_parts(ids, i);

		if (status == 0)
			status = join_initials(ids, i);
		if (status != 0)
			return status;
	}
	t->identity = ru_trace_sets(t->scratch, n);
	if (t->identity == NULL)
		return RU_ENOMEM;
	for (uint32_t i = 0; i < ids->same.len; i++) {
		const uint32_t *pair = (const uint32_t *)ids->same.ptr + (size_t)2 * i;

		ru_trace_join(t->identity, pair[0], pair[1]);
	}
	for (uint32_t i = 0; i < n; i++) {
		if (TRACE_AT(&ids->form, struct identity_form, i)->source_like)
			TRACE_AT(&ids->form, struct identity_form, ru_trace_root(t->identity, i))->known = true;
		if (TRACE_AT(&ids->form, struct identity_form, i)->credited)
			TRACE_AT(&ids->form, struct identity_form, ru_trace_root(t->identity, i))->credited = true;
	}
	return 0;
}

bool ru_identity_known(const struct identities *ids, uint32_t form)
{
	return form != RU_NONE &&
	       TRACE_AT(&ids->form, struct identity_form, ru_trace_root(ids->t->identity, form))->known;
}

bool ru_identity_credited(const struct identities *ids, uint32_t form)
{
	return form != RU_NONE &&
	       TRACE_AT(&ids->form, struct identity_form, ru_trace_root(ids->t->identity, form))->credited;
}

uint32_t ru_identity_of(const struct identities *ids, uint32_t form)
{
	return form == RU_NONE ? RU_NONE : ru_trace_root(ids->t->identity, form);
}
