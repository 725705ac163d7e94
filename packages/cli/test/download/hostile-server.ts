import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** A server on the loopback interface that misbehaves by path. */
export interface HostileServer {
  readonly url: string;
  /** Requests so far, by path. */
  readonly requests: Map<string, number>;
  /** The greatest number of requests at the same time. */
  readonly mostAtOnce: () => number;
  /** Ranges that were asked for, in order. */
  readonly ranges: string[];
  /** Changes the version of `/versioned`. */
  version: number;
  close(): Promise<void>;
}

const WHOLE = 4 * 2 ** 20;

/** The bytes of a version of `/versioned`. */
export function versionBytes(version: number): Buffer {
  const block = createHash('sha512').update(String(version)).digest();
  return Buffer.alloc(WHOLE, block);
}

/** Starts it. */
export async function hostileServer(): Promise<HostileServer> {
  const requests = new Map<string, number>();
  const ranges: string[] = [];
  let now = 0;
  let most = 0;
  const state = { version: 1 };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://loopback');
    const count = (requests.get(pathname) ?? 0) + 1;
    requests.set(pathname, count);
    now++;
    most = Math.max(most, now);
    response.on('close', () => now--);
    if (request.headers.range !== undefined) ranges.push(request.headers.range);
    respond(pathname, count, request, response, state.version);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    ranges,
    mostAtOnce: () => most,
    get version() {
      return state.version;
    },
    set version(version) {
      state.version = version;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function respond(
  path: string,
  count: number,
  request: IncomingMessage,
  response: ServerResponse,
  version: number,
): void {
  const socket = response.socket as NonNullable<typeof response.socket>;
  const [, kind = '', detail = ''] = path.split('/');
  if (kind === 'status') response.writeHead(Number(detail)).end('no');
  else if (kind === 'busy') {
    if (count <= 2) response.writeHead(429, { 'retry-after': '0' }).end();
    else response.end('at last');
  } else if (kind === 'truncated') {
    response
      .writeHead(200, { 'content-length': 200_000 })
      .write(Buffer.alloc(100_000, 'a'), () => socket.end());
  } else if (kind === 'wrong-length') {
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\nConnection: close\r\n\r\nabc');
  } else if (kind === 'too-long') {
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabcdef');
  } else if (kind === 'reset') {
    if (count === 1)
      response.writeHead(200, { 'content-length': 1e6 }).write('abc', () => socket.resetAndDestroy());
    else response.end('whole');
  } else if (kind === 'slow') {
    response.writeHead(200, { 'content-length': 1e6 });
    const timer = setInterval(() => response.write('.'), 50);
    response.on('close', () => clearInterval(timer));
  } else if (kind === 'silent') {
    // No answer at all.
  } else if (kind === 'endless') {
    response.on('error', () => undefined);
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  } else if (kind === 'loop') response.writeHead(302, { location: path }).end();
  else if (kind === 'to') response.writeHead(302, { location: decodeURIComponent(detail) }).end();
  else if (kind === 'bomb')
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(10_000_000)));
  else if (kind === 'versioned') versioned(request, response, version);
  else if (kind === 'slowish') setTimeout(() => response.end(path), 50);
  else response.end(path);
}

/** A file with an ETag that is sent slowly, by a range where the version is still the one asked for. */
function versioned(request: IncomingMessage, response: ServerResponse, version: number): void {
  const whole = versionBytes(version);
  const etag = `"v${version}"`;
  const [, from] = /^bytes=(\d+)-$/.exec(request.headers.range ?? '') ?? [];
  const at = from !== undefined && request.headers['if-range'] === etag ? Number(from) : 0;
  response.writeHead(at > 0 ? 206 : 200, {
    etag,
    'content-length': whole.length - at,
    ...(at > 0 ? { 'content-range': `bytes ${at}-${whole.length - 1}/${whole.length}` } : {}),
  });
  let sent = at;
  const timer = setInterval(() => {
    response.write(whole.subarray(sent, sent + 262_144));
    sent += 262_144;
    if (sent >= whole.length) {
      clearInterval(timer);
      response.end();
    }
  }, 10);
  response.on('close', () => clearInterval(timer));
}
