import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createExecutor, EngineUnavailable, taskFrom } from '@counterpoint/core';
import { startClusterWorker } from '@counterpoint/core/cluster';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithRedis } from './needs-redis.ts';
import { RedisServer } from './redis-server.ts';

const MODULE = new URL('programs/tasks.mjs', import.meta.url);
const square = taskFrom<(n: number) => number>(MODULE, 'square');
const queue = 'queue-0';

describeWithRedis('a cluster', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'counterpoint-tls-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('speaks TLS, with an authority of its own', async () => {
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
        '-subj',
        '/CN=localhost',
        '-addext',
        'subjectAltName=DNS:localhost,IP:127.0.0.1',
        '-keyout',
        path.join(folder, 'key.pem'),
        '-out',
        path.join(folder, 'cert.pem'),
      ],
      { stdio: 'ignore' },
    );
    const secure = await RedisServer.start({
      tls: { certificate: path.join(folder, 'cert.pem'), key: path.join(folder, 'key.pem') },
    });
    try {
      const tls = { ca: readFileSync(path.join(folder, 'cert.pem')) };
      const connection = secure.tlsUrl;
      const node = await startClusterWorker({
        connection,
        tls,
        queue,
        tasks: [MODULE],
        lanes: { concurrency: 1 },
      });
      const executor = createExecutor('cluster', { connection, tls, queue });
      expect(await executor.submit(square, 5)).toBe(25);
      await executor.close();
      await node.close();
      const stranger = createExecutor('cluster', { connection, queue });
      await expect(stranger.submit(square, 5)).rejects.toBeInstanceOf(EngineUnavailable);
      await stranger.close();
    } finally {
      await secure.stop();
    }
  });
});
