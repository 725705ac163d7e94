import type { Redis } from 'ioredis';

/** Tells what of the server's settings can lose jobs; nothing where the user may not read them. */
export async function serverWarnings(redis: Redis): Promise<string[]> {
  const warnings: string[] = [];
  const setting = async (name: string): Promise<string | undefined> => {
    try {
      const [, value] = (await redis.config('GET', name)) as readonly string[];
      return value;
    } catch {
      return undefined;
    }
  };
  if ((await setting('appendonly')) === 'no') {
    warnings.push(
      'Redis keeps no append-only file (appendonly no): jobs are lost when it is killed, until their callers add them again',
    );
  }
  const policy = await setting('maxmemory-policy');
  if (policy !== undefined && policy !== 'noeviction') {
    warnings.push(`Redis may evict jobs (maxmemory-policy ${policy}): set it to noeviction`);
  }
  return warnings;
}
