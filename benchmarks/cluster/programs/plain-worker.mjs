// What one would write with BullMQ alone: a job, or an array of jobs, and a reply on the caller's stream.
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { increment } from '../tasks.mjs';

const { connection, queue, concurrency } = JSON.parse(process.argv[2]);
const redis = new Redis({ ...connection, maxRetriesPerRequest: null });
const worker = new Worker(
  queue,
  async ({ id, data }) => {
    const value = Array.isArray(data.n) ? data.n.map(increment) : increment(data.n);
    await redis.xadd(data.reply, '*', 'j', id, 'd', JSON.stringify(value));
  },
  { connection: redis, concurrency, removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } },
);
await worker.waitUntilReady();
console.log('ready');
