/* SPDX-License-Identifier: Apache-2.0 */
/* Trace a folder of pages with the library and print each event with its pages.
 *
 *     cc example.c $(pkg-config --cflags --libs runut) && ./a.out pages/ */
#include <runut.h>

#include <stdio.h>

static void print_event(const runut_pile *pile, size_t i)
{
	runut_event event;

	if (runut_pile_event(pile, i, &event) != 0)
		return;
	printf("%.*s\n  %zu pages, %zu independent, origin: %.*s%s\n", (int)event.title.len, event.title.ptr,
	       event.page_count, event.independent, (int)event.origin.len, event.origin.ptr,
	       event.origin_unseen ? " (not in the pile)" : "");
	for (size_t j = 0; j < event.page_count; j++) {
		runut_str id = runut_page_id(runut_pile_page(pile, runut_pile_event_page(pile, i, j)));

		printf("  - %.*s\n", (int)id.len, id.ptr);
	}
}

int main(int argc, char **argv)
{
	const char *paths[] = {argc > 1 ? argv[1] : "."};
	runut_ctx *ctx = NULL;
	runut_run *run = NULL;
	runut_pile *pile = NULL;
	runut_error err;
	int status = runut_ctx_new(&ctx, NULL, &err);

	if (status == 0)
		status = runut_run_new(&run, ctx, NULL, &err);
	if (status == 0)
		status = runut_pile_new(&pile, run, &err);
	if (status == 0)
		status = runut_pile_read(pile, paths, 1, &err);
	if (status == 0)
		status = runut_pile_find(pile, RUNUT_TRACE, &err);
	if (status != 0)
		fprintf(stderr, "%s %s\n", err.input, err.message);
	for (size_t i = 0; status == 0 && i < runut_pile_count(pile, RUNUT_TRACE); i++)
		print_event(pile, i);
	runut_pile_free(pile);
	runut_run_free(run);
	runut_ctx_free(ctx);
	return status != 0;
}
