import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';

/** Starts a Redis of this benchmark's own, with an append-only file, on a free loopback port. */
export async function startRedis() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  const dir = mkdtempSync(path.join(tmpdir(), 'counterpoint-bench-redis-'));
  const flags = ['--port', port, '--bind', '127.0.0.1', '--dir', dir, '--appendonly', 'yes', '--save', ''];
  const child = spawn('redis-server', flags.map(String), { stdio: 'ignore' });
  child.once('error', () => {
    console.error('this benchmark needs redis-server: apt-get install redis-server');
    process.exit(1);
  });
  const connection = { host: '127.0.0.1', port };
  const redis = new Redis({ ...connection, maxRetriesPerRequest: null });
  redis.on('error', () => {});
  await redis.ping();
  return {
    pid: child.pid,
    connection,
    redis,
    async stop() {
      redis.disconnect();
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
