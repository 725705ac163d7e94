import { afterAll, describe, it } from 'vitest';
import { conformance } from '@counterpoint/core/testing';
import { clusterWithWorker } from './cluster-with-worker.ts';
import { RedisServer } from './redis-server.ts';

const test = (name: string, body: () => Promise<void>): void => it(name, { timeout: 30_000 }, body);

const server = await RedisServer.start();
afterAll(() => server.stop());

describe('the executor of the model cluster', () => {
  conformance({ test, create: (options) => clusterWithWorker(server, options) });
});
