import { afterAll, it } from 'vitest';
import { conformance } from '@counterpoint/core/testing';
import { clusterWithWorker } from './cluster-with-worker.ts';
import { describeWithRedis } from './needs-redis.ts';
import { RedisServer } from './redis-server.ts';

const test = (name: string, body: () => Promise<void>): void => it(name, { timeout: 30_000 }, body);

describeWithRedis('the executor of the model cluster', async () => {
  const server = await RedisServer.start();
  afterAll(() => server.stop());
  conformance({ test, create: (options) => clusterWithWorker(server, options) });
});
