/* SPDX-License-Identifier: Apache-2.0 */
/* Dates and figures, which look at the same atoms: the page is cut into segments once, and both are found in each.
 *
 * Fed the reading; fills facts->dates and facts->figures. Dates are resolved when all of the page are found. */
#include "facts/dates/context.h"
#include "facts/figures/figures.h"

static int read_values(struct ru_reading *r, bool with_figures)
{
	struct ru_segment s;
	struct ru_figure_reader figures;
	struct ru_vec dated;
	int status = ru_segment_init(&s, r, RU_VALUE_TABLES);

	if (status < 0)
		return status;
	ru_vec_init(&dated, r->options->al, sizeof(struct ru_dated), r->options->limits->facts);
	ru_figures_begin(&figures, r, &dated);
	while (status == RU_OK && ru_segment_next(&s)) {
		status = ru_dates_find(&s, &dated);
		if (status == RU_OK && with_figures)
			status = ru_figures_find(&figures, r, &s);
	}
	if (status == RU_OK)
		status = ru_dates_record(r, &dated);
	if (status == RU_OK && with_figures)
		status = ru_figures_record(&figures, r);
	ru_figures_end(&figures);
	ru_vec_release(&dated);
	ru_segment_release(&s);
	return status;
}

int ru_facts_dates(struct ru_reading *r) { return read_values(r, false); }

int ru_facts_values(struct ru_reading *r) { return read_values(r, true); }
