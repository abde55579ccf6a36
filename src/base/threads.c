/* SPDX-License-Identifier: Apache-2.0 */
/* A work queue that is one counter; see threads.h. */
#include "base/threads.h"

#include <pthread.h>

enum { THREADS_MAX = 256 };

struct queue {
	pthread_mutex_t lock;
	size_t next, count;
	size_t failed; /* lowest index of a failed job */
	int status;
	ru_job_fn *job;
	void *ctx;
};

struct worker {
	struct queue *queue;
	unsigned number;
	pthread_t thread;
};

/* One for all: it is held for short, and seldom. */
static pthread_mutex_t once_lock = PTHREAD_MUTEX_INITIALIZER;

void ru_once_make(ru_once *once, void (*make)(const void *ctx, uint32_t which), const void *ctx, uint32_t which)
{
	pthread_mutex_lock(&once_lock);
	if (!atomic_load_explicit(once, memory_order_relaxed)) {
		make(ctx, which);
		atomic_store_explicit(once, true, memory_order_release);
	}
	pthread_mutex_unlock(&once_lock);
}

/* The next index to work on, or SIZE_MAX. */
static size_t take(struct queue *queue)
{
	size_t index = SIZE_MAX;

	pthread_mutex_lock(&queue->lock);
	if (queue->status == 0 && queue->next < queue->count)
		index = queue->next++;
	pthread_mutex_unlock(&queue->lock);
	return index;
}

static void *work(void *arg)
{
	struct worker *worker = arg;
	struct queue *queue = worker->queue;

	for (size_t index = take(queue); index != SIZE_MAX; index = take(queue)) {
		int status = queue->job(queue->ctx, index, worker->number);

		if (status == 0)
			continue;
		pthread_mutex_lock(&queue->lock);
		if (index < queue->failed) {
			queue->failed = index;
			queue->status = status;
		}
		pthread_mutex_unlock(&queue->lock);
	}
	return NULL;
}

int ru_parallel(unsigned threads, size_t count, ru_job_fn *job, void *ctx, const struct ru_alloc *al)
{
	struct queue queue = {.count = count, .failed = SIZE_MAX, .job = job, .ctx = ctx};
	struct worker self = {.queue = &queue};
	unsigned started = 1;

	if (threads > THREADS_MAX)
		threads = THREADS_MAX;
	if (threads > count)
		threads = (unsigned)count;
	if (threads <= 1) {
		for (size_t i = 0; i < count; i++) {
			int status = job(ctx, i, 0);
			if (status != 0)
				return status;
		}
		return 0;
	}
	struct worker *workers = ru_alloc_get(al, threads, sizeof(*workers));
	if (workers == NULL)
		return RU_ENOMEM;
	if (pthread_mutex_init(&queue.lock, NULL) != 0) {
		ru_alloc_free(al, workers);
		return RU_ENOMEM;
	}
	for (; started < threads; started++) {
		workers[started] = (struct worker){.queue = &queue, .number = started};
		if (pthread_create(&workers[started].thread, NULL, work, &workers[started]) != 0)
			break; /* those that run do the work */
	}
	work(&self);
	for (unsigned i = 1; i < started; i++)
		pthread_join(workers[i].thread, NULL);
	pthread_mutex_destroy(&queue.lock);
	ru_alloc_free(al, workers);
	return queue.status;
}

struct ru_task {
	const struct ru_alloc *al;
	int (*run)(void *ctx);
	void *ctx;
	int status;
	pthread_t thread;
};

static void *run_task(void *arg)
{
	struct ru_task *task = arg;

	task->status = task->run(task->ctx);
	return NULL;
}

struct ru_task *ru_task_start(int (*run)(void *ctx), void *ctx, const struct ru_alloc *al)
{
	struct ru_task *task = ru_alloc_get(al, 1, sizeof(*task));

	if (task == NULL)
		return NULL;
	*task = (struct ru_task){.al = al, .run = run, .ctx = ctx};
	if (pthread_create(&task->thread, NULL, run_task, task) == 0)
		return task;
	ru_alloc_free(al, task);
	return NULL;
}

int ru_task_wait(struct ru_task *task)
{
	pthread_join(task->thread, NULL);
	int status = task->status;
	ru_alloc_free(task->al, task);
	return status;
}
