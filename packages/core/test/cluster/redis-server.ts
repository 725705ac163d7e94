import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';

const PASSWORD = 'a-secret-of-this-test';

/** How a server differs from one on loopback without TLS. */
interface Setup {
  /** Files of a certificate and its key: the server takes TLS on another port as well. */
  readonly tls?: { readonly certificate: string; readonly key: string };
  /** Address under which it is reached. */
  readonly host?: string;
  /** What its command begins with, where it is to run on another host. */
  readonly within?: readonly string[];
}

/** A real Redis on a free port, with a folder, a password and an append-only file of its own. */
export class RedisServer {
  readonly port: number;
  readonly password = PASSWORD;
  private readonly folder: string;
  private readonly host: string;
  private readonly within: readonly string[];
  private tlsPort = 0;
  private tlsFlags: string[] = [];
  private child: ChildProcess | undefined;

  private constructor(port: number, folder: string, host: string, within: readonly string[]) {
    this.port = port;
    this.folder = folder;
    this.host = host;
    this.within = within;
  }

  static async start({ tls, host = '127.0.0.1', within = [] }: Setup = {}): Promise<RedisServer> {
    const folder = mkdtempSync(path.join(tmpdir(), 'counterpoint-redis-'));
    const server = new RedisServer(await freePort(), folder, host, within);
    if (tls !== undefined) {
      server.tlsPort = await freePort();
      server.tlsFlags = ['--tls-port', `${server.tlsPort}`, '--tls-cert-file', tls.certificate];
      server.tlsFlags.push(
        '--tls-key-file',
        tls.key,
        '--tls-ca-cert-file',
        tls.certificate,
        '--tls-auth-clients',
        'no',
      );
    }
    await server.up();
    return server;
  }

  get connection(): { host: string; port: number; password: string } {
    return { host: this.host, port: this.port, password: PASSWORD };
  }

  get url(): string {
    return `redis://:${PASSWORD}@${this.host}:${this.port}`;
  }

  get tlsUrl(): string {
    return `rediss://:${PASSWORD}@localhost:${this.tlsPort}`;
  }

  /** Starts the server with what its folder holds; fulfils when it answers. */
  async up(): Promise<void> {
    const flags = [
      '--port',
      `${this.port}`,
      '--bind',
      // On a host of its own every neighbour may come, each by its own link.
      this.within.length === 0 ? this.host : '0.0.0.0',
      '--dir',
      this.folder,
      '--requirepass',
      PASSWORD,
    ];
    flags.push(...this.tlsFlags, '--appendonly', 'yes', '--save', '', '--maxmemory-policy', 'noeviction');
    const [command = '', ...args] = [...this.within, 'redis-server', ...flags];
    const child = spawn(command, args, { stdio: 'ignore' });
    this.child = child;
    const client = new Redis({ ...this.connection, maxRetriesPerRequest: null });
    client.on('error', () => undefined);
    try {
      await Promise.race([
        client.ping(),
        new Promise((_, reject) =>
          child.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`))),
        ),
      ]);
    } finally {
      client.disconnect();
    }
  }

  /** Ends the server; its folder stays. */
  async down(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const { child } = this;
    this.child = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }

  /** Stops or continues the server, as a cut link does. */
  freeze(frozen: boolean): void {
    this.child?.kill(frozen ? 'SIGSTOP' : 'SIGCONT');
  }

  async stop(): Promise<void> {
    await this.down('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
