import { readFileSync } from 'node:fs';
import { startClusterWorker, type ClusterWorker } from '@counterpoint/core/cluster';
import { CONNECTION, queueAddress } from '../arguments/connection.ts';
import { durationMs } from '../arguments/duration.ts';
import { wholeNumber } from '../arguments/whole-number.ts';
import { defineCommand, JSON_OPTION, type Command } from '../command/command.ts';
import type { CliIo } from '../command/io.ts';
import { UserError } from '../command/user-error.ts';

interface WorkerOptions {
  readonly connection?: string;
  readonly queue?: string;
  readonly tasks?: readonly string[];
  readonly on: 'threads' | 'processes';
  readonly concurrency?: number;
  readonly lock: number;
  readonly check: number;
  readonly losses: number;
  readonly health?: number;
  readonly ca?: string;
  readonly json?: boolean;
}

/** A node of a cluster. */
export const command: Command = defineCommand<WorkerOptions>({
  arguments: '',
  description:
    "Runs a node of a cluster: takes jobs of createExecutor('cluster') from a queue and runs them on lanes of its own. " +
    'It runs only the exported functions of the modules that --tasks names. SIGTERM or Ctrl-C: it takes no more, ' +
    'finishes what runs, and ends; twice ends at once.',
  options: [
    {
      flags: '--connection <url>',
      summary: `redis://user:password@host:port/db, or rediss: for TLS; or $${CONNECTION}`,
    },
    { flags: '--ca <file>', summary: 'a PEM file of the authorities to trust with rediss:' },
    { flags: '--queue <name>', summary: "the queue; the callers' own" },
    { flags: '--tasks <modules...>', summary: 'the modules whose exported functions may be run' },
    {
      flags: '--on <model>',
      summary: 'where jobs run on this node',
      choices: ['threads', 'processes'],
      default: 'threads',
    },
    {
      flags: '--concurrency <lanes>',
      summary: 'lanes of this node; the effective cores if not given',
      parse: wholeNumber(1, 1024),
    },
    {
      flags: '--lock <duration>',
      summary: 'a job counts as lost if its node is silent for so long (10s)',
      parse: durationMs,
      default: 10_000,
    },
    {
      flags: '--check <duration>',
      summary: 'how often lost jobs are looked for (5s)',
      parse: durationMs,
      default: 5000,
    },
    {
      flags: '--losses <times>',
      summary: 'a job that was lost more often is given up',
      parse: wholeNumber(0, 100),
      default: 3,
    },
    {
      flags: '--health <port>',
      summary: 'serves /health and /metrics on 127.0.0.1; 0 for any free port',
      parse: wholeNumber(0, 65_535),
    },
    JSON_OPTION,
  ],
  examples: [
    {
      line: 'counterpoint worker --connection redis://127.0.0.1 --queue images --tasks ./dist/tasks.js',
      summary: 'a node on threads, as many as there are cores',
    },
    {
      line: `${CONNECTION}=rediss://:secret@redis.internal counterpoint worker --queue images --tasks ./dist/tasks.js --on processes --health 9100`,
      summary: 'with TLS, a password that ps does not show, and metrics',
    },
  ],
  exitCodes: {
    1: 'the engine cannot be used, or a task module cannot be loaded',
    2: 'wrong usage',
    143: 'drained after SIGTERM',
  },
  async run({ options, io }) {
    const worker = await start(options, io);
    const told =
      worker.healthPort === undefined ? '' : `, health on http://127.0.0.1:${worker.healthPort}/health`;
    say(
      io,
      options,
      'started',
      `takes jobs of the queue ${options.queue} on ${count(worker.stats().lanes, 'lane')}${told}`,
      worker,
    );
    await aborted(io.signal);
    say(io, options, 'draining', 'takes no more jobs and finishes what runs', worker);
    await worker.close();
    const { jobsDone, jobsFailed } = worker.stats();
    say(io, options, 'closed', `ended: ${count(jobsDone, 'job')} done, ${jobsFailed} failed`, worker);
    return 0;
  },
});

/** Starts the worker; turns what the user can mend into a UserError. */
async function start(options: WorkerOptions, io: CliIo): Promise<ClusterWorker> {
  const { tasks, on, concurrency, lock, check, losses, health } = options;
  const { connection, queue } = queueAddress(options);
  if (tasks === undefined) throw new UserError('expected --tasks <modules...>');
  try {
    return await startClusterWorker({
      connection,
      queue,
      tasks,
      on,
      lockMs: lock,
      checkMs: check,
      maxLosses: losses,
      ...(options.ca === undefined ? {} : { tls: { ca: readFileSync(options.ca) } }),
      ...(concurrency === undefined ? {} : { lanes: { concurrency } }),
      ...(health === undefined ? {} : { health: { port: health } }),
      onWarning: (message) => io.stderr.write(`counterpoint worker: ${message}\n`),
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof TypeError || error instanceof RangeError) throw new UserError(message);
    if (code?.startsWith('E') === true) throw new UserError(message, { exitCode: 1 });
    throw error;
  }
}

/** One line a change of state: for people on stderr, as JSON on stdout. */
function say(io: CliIo, { json }: WorkerOptions, event: string, text: string, worker: ClusterWorker): void {
  if (json === true) {
    io.stdout.write(
      `${JSON.stringify({ event, pid: process.pid, healthPort: worker.healthPort, ...worker.stats() })}\n`,
    );
  } else {
    io.stderr.write(`counterpoint worker: ${text}\n`);
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
