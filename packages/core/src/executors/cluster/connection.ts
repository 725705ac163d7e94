import type { Socket } from 'node:net';
import type { ConnectionOptions as TlsOptions } from 'node:tls';
import type { Redis, RedisOptions } from 'ioredis';
import { EngineUnavailable } from '../../errors/executor-error.ts';
import type { Engine } from './load-engine.ts';

/** Where Redis (6.2 and newer) or Valkey is, and who asks. */
export interface ClusterAddress {
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Default 6379. */
  readonly port?: number;
  readonly username?: string;
  readonly password?: string;
  /** Number of the database; default 0. */
  readonly db?: number;
  /** Options of `tls.connect`; `{}` for the system's certificates. Absent: no TLS. */
  readonly tls?: TlsOptions;
}

/** An address, or a URL `redis://user:password@host:port/db`; `rediss:` for TLS. */
export type ClusterConnection = string | ClusterAddress;

/** How often a first connection is tried before the engine counts as not there. */
const FIRST_ATTEMPTS = 3;
/** A connection on which an answer is due, but nothing comes for so long, is given up and made anew. */
export const SILENCE_MS = 4000;
const SILENCE_CHECKS = 4;
const MAX_RECONNECT_MS = 1000;

/**
 * Reads a connection.
 * @param tls - options of TLS for a rediss: URL; an address carries its own
 * @throws {TypeError} if it is neither an address nor a redis: or rediss: URL; the message never holds the URL
 */
export function clusterAddress(connection: ClusterConnection, tls?: TlsOptions): ClusterAddress {
  if (typeof connection === 'object' && connection !== null) return connection;
  const url = typeof connection === 'string' && URL.canParse(connection) ? new URL(connection) : undefined;
  if (url === undefined || !['redis:', 'rediss:'].includes(url.protocol)) {
    const kind = typeof connection === 'string' ? 'a string that is no URL' : typeof connection;
    throw new TypeError(
      'connection: expected a URL such as redis://user:password@host:6379/0 (rediss: for TLS) or an object ' +
        `{ host, port, username, password, tls }, got ${url === undefined ? kind : `the scheme ${url.protocol}`}`,
    );
  }
  const db = Number(url.pathname.slice(1));
  // What follows a slash in a password would be taken for the path, and the password's beginning for the host.
  if (!/^\/?\d*$/.test(url.pathname) || url.search !== '' || url.hash !== '') {
    throw new TypeError(
      'connection: expected nothing but the number of a database behind the host: write / ? # and @ in a password as %2F %3F %23 and %40',
    );
  }
  return {
    host: url.hostname.replace(/^\[|\]$/g, '') || '127.0.0.1',
    port: url.port === '' ? 6379 : Number(url.port),
    ...(url.username === '' ? {} : { username: decodeURIComponent(url.username) }),
    ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
    ...(Number.isInteger(db) && db > 0 ? { db } : {}),
    ...(url.protocol === 'rediss:' ? { tls: tls ?? {} } : {}),
  };
}

/** Names an address without its secrets. */
export function addressName({ host = '127.0.0.1', port = 6379 }: ClusterAddress): string {
  return `${host}:${port}`;
}

/**
 * Opens a connection that comes back by itself after every loss.
 * @throws {EngineUnavailable} if the server cannot be reached at first, or refuses the credentials
 */
export async function connect(engine: Engine, address: ClusterAddress): Promise<Redis> {
  let established = false;
  let last: unknown;
  const redis = new engine.Redis({
    ...(address as RedisOptions),
    lazyConnect: true,
    // Commands wait for the connection to come back instead of failing.
    maxRetriesPerRequest: null,
    retryStrategy: (attempt) =>
      established || attempt < FIRST_ATTEMPTS ? Math.min(MAX_RECONNECT_MS, 50 * attempt) : null,
  });
  redis.on('error', (error) => {
    last = error;
  });
  watchSilence(redis);
  try {
    await redis.connect();
    established = true;
    return redis;
  } catch (error) {
    redis.disconnect();
    throw unavailable(address, last ?? error);
  }
}

/** Ends a connection on which nothing comes: a cut link makes no error. The engine's own `socketTimeout` sets a timer for every command. */
function watchSilence(redis: Redis): void {
  let heard = 0;
  let silent = 0;
  const watch = setInterval(() => {
    const { bytesRead = 0 } = (redis.stream ?? {}) as Partial<Socket>;
    const due = redis.commandQueue.length > 0;
    silent = due && bytesRead === heard ? silent + 1 : 0;
    heard = bytesRead;
    if (silent < SILENCE_CHECKS) return;
    silent = 0;
    redis.stream.destroy(new Error(`no answer came for ${SILENCE_MS} ms`));
  }, SILENCE_MS / SILENCE_CHECKS).unref();
  redis.once('end', () => clearInterval(watch));
}

function unavailable(address: ClusterAddress, cause: unknown): EngineUnavailable {
  const why =
    cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : String(cause);
  return new EngineUnavailable(
    `Redis at ${addressName(address)} cannot be used (${why}): start it there, or correct the executor's \`connection\``,
    { cause },
  );
}

/** Lets a connection keep this process alive, or not; holds after each reconnect. */
export function holdConnection(redis: Redis, alive: () => boolean): () => void {
  const apply = (): void => {
    const stream = redis.stream as { ref?(): void; unref?(): void } | undefined;
    stream?.[alive() ? 'ref' : 'unref']?.();
  };
  redis.on('connect', apply);
  return apply;
}
