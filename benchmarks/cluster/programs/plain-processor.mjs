// The function of a plain worker on a thread of BullMQ's own; it replies on a connection of the thread.
import { workerData } from 'node:worker_threads';
import { Redis } from 'ioredis';
import { increment } from '../tasks.mjs';

const redis = new Redis({ ...workerData, maxRetriesPerRequest: null });

/** Replies to one job. */
export default async function reply({ id, data }) {
  await redis.xadd(data.reply, '*', 'j', id, 'd', JSON.stringify(increment(data.n)));
}
