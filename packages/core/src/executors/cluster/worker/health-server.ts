import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a worker is doing. */
export interface WorkerStats {
  readonly state: 'running' | 'draining' | 'closed';
  /** Tells whether the engine can be reached. */
  readonly connected: boolean;
  readonly jobsDone: number;
  readonly jobsFailed: number;
  /** Parcels that run now. */
  readonly parcelsActive: number;
  readonly parcelsDone: number;
  /** Parcels of other workers that were lost, found here. */
  readonly parcelsLost: number;
  readonly lanes: number;
}

/** Serves `/health` (200, or 503 while it cannot take work) and `/metrics` (Prometheus text). */
export class HealthServer {
  private readonly server: Server;

  private constructor(server: Server) {
    this.server = server;
  }

  /** @param port - 0 for any free one */
  static async listen(port: number, host: string, stats: () => WorkerStats): Promise<HealthServer> {
    const server = createServer((request, response) => {
      const now = stats();
      if (request.url === '/health') {
        const healthy = now.state === 'running' && now.connected;
        response.writeHead(healthy ? 200 : 503, { 'content-type': 'application/json' });
        response.end(`${JSON.stringify(now)}\n`);
      } else if (request.url === '/metrics') {
        response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' });
        response.end(metrics(now));
      } else {
        response.writeHead(404).end('expected /health or /metrics\n');
      }
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', (cause: NodeJS.ErrnoException) => {
        const message = `the health endpoint cannot listen on ${host}:${port} (${cause.code}): give it another port, or 0 for any free one`;
        reject(Object.assign(new Error(message, { cause }), { code: cause.code }));
      });
      server.listen(port, host, resolve);
    });
    return new HealthServer(server);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function metrics(stats: WorkerStats): string {
  const lines: [name: string, type: string, value: number][] = [
    ['connected', 'gauge', stats.connected ? 1 : 0],
    ['lanes', 'gauge', stats.lanes],
    ['parcels_active', 'gauge', stats.parcelsActive],
    ['parcels_done_total', 'counter', stats.parcelsDone],
    ['parcels_lost_total', 'counter', stats.parcelsLost],
    ['jobs_done_total', 'counter', stats.jobsDone],
    ['jobs_failed_total', 'counter', stats.jobsFailed],
  ];
  return lines
    .map(
      ([name, type, value]) =>
        `# TYPE counterpoint_worker_${name} ${type}\ncounterpoint_worker_${name} ${value}\n`,
    )
    .join('');
}
