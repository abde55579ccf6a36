/* SPDX-License-Identifier: Apache-2.0 */
/* A ring of slots under one lock; see pipeline.h. */
#include "base/pipeline.h"

#include <pthread.h>

struct slot {
	size_t weight;
	bool done;
};

struct ring {
	const struct ru_pipeline *pipeline;
	struct slot *slot;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	uint64_t given, begun, taken; /* pieces: given <= begun <= taken */
	size_t weight;
	bool taking; /* some thread is in take() */
	bool ended;  /* nothing more to take */
	bool stop;
	int status;
};

struct worker {
	struct ring *ring;
	unsigned number;
	pthread_t thread;
};

static size_t slot_of(const struct ring *ring, uint64_t piece) { return (size_t)(piece % ring->pipeline->slots); }

static bool may_take(const struct ring *ring)
{
	return !ring->taking && !ring->ended && ring->taken - ring->given < ring->pipeline->slots &&
	       (ring->weight < ring->pipeline->weight_most || ring->taken == ring->given);
}

/* Each of these is called and returns with the lock held, and is without it while it works. */

static void take(struct ring *ring)
{
	size_t slot = slot_of(ring, ring->taken), weight = 0;

	ring->taking = true;
	pthread_mutex_unlock(&ring->lock);
	int status = ring->pipeline->take(ring->pipeline->ctx, slot, &weight);
	pthread_mutex_lock(&ring->lock);
	ring->taking = false;
	if (status == 1) {
		ring->slot[slot] = (struct slot){.weight = weight};
		ring->weight += weight;
		ring->taken++;
	} else {
		ring->ended = true;
		if (!ring->stop)
			ring->status = status;
	}
	pthread_cond_broadcast(&ring->changed);
}

static void work(struct ring *ring, unsigned worker)
{
	size_t slot = slot_of(ring, ring->begun++);

	pthread_mutex_unlock(&ring->lock);
	ring->pipeline->work(ring->pipeline->ctx, slot, worker);
	pthread_mutex_lock(&ring->lock);
	ring->slot[slot].done = true;
	pthread_cond_broadcast(&ring->changed);
}

static void give(struct ring *ring)
{
	size_t slot = slot_of(ring, ring->given);

	pthread_mutex_unlock(&ring->lock);
	int status = ring->pipeline->give(ring->pipeline->ctx, slot);
	pthread_mutex_lock(&ring->lock);
	ring->weight -= ring->slot[slot].weight;
	ring->given++;
	if (status < 0) {
		ring->status = status;
		ring->ended = ring->stop = true;
	}
	pthread_cond_broadcast(&ring->changed);
}

static void run(struct ring *ring, unsigned worker)
{
	bool caller = worker == 0;

	pthread_mutex_lock(&ring->lock);
	while (!ring->stop) {
		if (caller && ring->given < ring->begun && ring->slot[slot_of(ring, ring->given)].done)
			give(ring);
		else if (ring->begun < ring->taken)
			work(ring, worker);
		else if (may_take(ring))
			take(ring);
		else if (ring->ended && !ring->taking && (!caller || ring->given == ring->taken))
			break;
		else
			pthread_cond_wait(&ring->changed, &ring->lock);
	}
	/* take() may still run: what it reads from belongs to the caller */
	while (caller && ring->taking)
		pthread_cond_wait(&ring->changed, &ring->lock);
	pthread_mutex_unlock(&ring->lock);
}

static void *start(void *arg)
{
	struct worker *worker = arg;

	run(worker->ring, worker->number);
	return NULL;
}

static int run_threads(struct ring *ring, unsigned threads, const struct ru_alloc *al)
{
	struct worker *workers = ru_alloc_get(al, threads, sizeof *workers);
	unsigned started = 1;

	if (workers == NULL)
		return RU_ENOMEM;
	for (; started < threads; started++) {
		workers[started] = (struct worker){.ring = ring, .number = started};
		if (pthread_create(&workers[started].thread, NULL, start, &workers[started]) != 0)
			break; /* those that run do the work */
	}
	run(ring, 0);
	for (unsigned i = 1; i < started; i++)
		pthread_join(workers[i].thread, NULL);
	ru_alloc_free(al, workers);
	return ring->status;
}

int ru_pipeline_run(const struct ru_pipeline *pipeline, const struct ru_alloc *al)
{
	struct ring ring = {.pipeline = pipeline};
	unsigned threads = pipeline->threads < 1 ? 1 : pipeline->threads;
	int status = RU_ENOMEM;

	if (threads > RU_PIPELINE_THREADS)
		threads = RU_PIPELINE_THREADS;
	ring.slot = ru_alloc_zero(al, pipeline->slots, sizeof *ring.slot);
	if (ring.slot == NULL)
		return RU_ENOMEM;
	if (pthread_mutex_init(&ring.lock, NULL) != 0)
		goto err1;
	if (pthread_cond_init(&ring.changed, NULL) != 0)
		goto err2;
	status = run_threads(&ring, threads, al);
	pthread_cond_destroy(&ring.changed);
err2:
	pthread_mutex_destroy(&ring.lock);
err1:
	ru_alloc_free(al, ring.slot);
	return status;
}
