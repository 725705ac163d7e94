import { randomBytes } from 'node:crypto';
import { createExecutor, type Executor, type ExecutorOptions } from '@counterpoint/core';
import { startClusterWorker } from '@counterpoint/core/cluster';
import type { RedisServer } from './redis-server.ts';

/** The suite's own task module, as a file that a worker can be started with. */
const TASKS = new URL('../../dist/testing-tasks.js', import.meta.url);

/** Makes a cluster of one worker, which has the lanes; both end together. */
export function clusterWithWorker(server: RedisServer, options: ExecutorOptions = {}): Executor {
  const { maxQueue, trace, ...lanes } = options;
  const { connection } = server;
  const queue = `test-${randomBytes(4).toString('hex')}`;
  const worker = startClusterWorker({
    connection,
    queue,
    tasks: [TASKS],
    lanes,
    lockMs: 2000,
    checkMs: 1000,
  });
  worker.catch(() => undefined);
  const { concurrency } = options;
  const executor = createExecutor('cluster', {
    connection,
    queue,
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(maxQueue === undefined ? {} : { maxQueue }),
    ...(trace === undefined ? {} : { trace }),
  });
  const close = executor.close.bind(executor);
  executor.close = async (closeOptions) => {
    await close(closeOptions);
    await worker.then(
      (open) => open.close(),
      () => undefined,
    );
  };
  return executor;
}
