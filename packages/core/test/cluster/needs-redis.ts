import { spawnSync } from 'node:child_process';
import { describe } from 'vitest';

const missing = spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).error !== undefined;

/**
 * Registers tests that need a Redis server. Without one they are reported by name as skipped, and fail in CI, which
 * installs it.
 */
export const describeWithRedis: typeof describe | typeof describe.skip =
  missing && process.env['CI'] === undefined ? describe.skip : describe;
