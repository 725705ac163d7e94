// What one would write with BullMQ alone: a job, or an array of jobs, and a reply on the caller's stream. With `thread`, its
// own worker threads run the function ("sandboxed processors").
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { increment } from '../tasks.mjs';

const { connection, queue, concurrency, thread = false } = JSON.parse(process.argv[2]);
const redis = new Redis({ ...connection, maxRetriesPerRequest: null });
const onLoop = async ({ id, data }) => {
  const value = Array.isArray(data.n) ? data.n.map(increment) : increment(data.n);
  await redis.xadd(data.reply, '*', 'j', id, 'd', JSON.stringify(value));
};
const onThread = new URL('plain-processor.mjs', import.meta.url);
const worker = new Worker(queue, thread ? onThread : onLoop, {
  connection: redis,
  concurrency,
  removeOnComplete: { count: 0 },
  removeOnFail: { count: 0 },
  ...(thread ? { useWorkerThreads: true, workerThreadsOptions: { workerData: connection } } : {}),
});
await worker.waitUntilReady();
console.log('ready');
