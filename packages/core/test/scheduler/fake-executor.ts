import { SUPPORTS } from '../../src/executor/supports.ts';
import { ScheduledExecutor } from '../../src/executors/scheduled-executor.ts';
import { DEFAULT_CALL } from '../../src/scheduler/call.ts';
import { Scheduler, type SchedulerOptions } from '../../src/scheduler/scheduler.ts';
import { defineTask } from '../../src/task/define-task.ts';
import { FakeTransport } from './fake-transport.ts';

/** Gives its argument back; a fake lane fails where the argument says so. */
export const task = defineTask('data:text/javascript,', 'task', (value: unknown): unknown => value);
export const noOptions: SchedulerOptions = {
  model: 'fake',
  concurrency: 2,
  maxQueue: Infinity,
  maxJobsPerLane: Infinity,
  idleTimeout: Infinity,
  trace: false,
};

/** Makes an executor whose lanes are steered by the test. */
export function setUp(options: Partial<SchedulerOptions> = {}): {
  transport: FakeTransport;
  executor: ScheduledExecutor;
} {
  const transport = new FakeTransport();
  const scheduler = new Scheduler(transport, { ...noOptions, ...options });
  return { transport, executor: new ScheduledExecutor('threads', SUPPORTS.threads, scheduler, DEFAULT_CALL) };
}

/** Lets microtasks and the event loop go round. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Steps all lanes until nothing moves any more. */
export async function runDry(transport: FakeTransport): Promise<void> {
  for (let idle = 0; idle < 3;) {
    const busy = transport.openLanes.some((lane) => lane.jobs.length > 0);
    for (const lane of transport.openLanes) for (let step = 0; step < 64; step++) lane.step();
    await turn();
    idle = busy ? 0 : idle + 1;
  }
}
