import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';

const PASSWORD = 'a-secret-of-this-test';

/** A real Redis on a free loopback port, with a folder, a password and an append-only file of its own. */
export class RedisServer {
  readonly port: number;
  readonly password = PASSWORD;
  private readonly folder: string;
  private tlsPort = 0;
  private tlsFlags: string[] = [];
  private child: ChildProcess | undefined;

  private constructor(port: number, folder: string) {
    this.port = port;
    this.folder = folder;
  }

  /** @param tls - files of a certificate and its key; with them the server takes TLS on another port as well */
  static async start(tls?: { readonly certificate: string; readonly key: string }): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), mkdtempSync(path.join(tmpdir(), 'counterpoint-redis-')));
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
    return { host: '127.0.0.1', port: this.port, password: PASSWORD };
  }

  get url(): string {
    return `redis://:${PASSWORD}@127.0.0.1:${this.port}`;
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
      '127.0.0.1',
      '--dir',
      this.folder,
      '--requirepass',
      PASSWORD,
    ];
    const child = spawn(
      'redis-server',
      [...flags, ...this.tlsFlags, '--appendonly', 'yes', '--save', '', '--maxmemory-policy', 'noeviction'],
      {
        stdio: 'ignore',
      },
    );
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
