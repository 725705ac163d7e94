import { describe, expect, it } from 'vitest';
import { DEFAULT_CALL } from '../../src/scheduler/call.ts';
import { Estimate } from '../../src/scheduler/estimate.ts';
import { Job } from '../../src/scheduler/job.ts';
import { Scheduler } from '../../src/scheduler/scheduler.ts';
import { taskIdentity } from '../../src/task/task-identity.ts';
import { noOptions, task as ofFake } from './fake-executor.ts';
import { FakeTransport } from './fake-transport.ts';

describe('the room of idle lanes', () => {
  const sink = { fulfil: () => undefined, reject: () => undefined };
  const task = taskIdentity(ofFake);
  const estimate = new Estimate();
  estimate.add(0.01);
  const jobOf = (bulk: boolean): Job => new Job(task, () => 0, [1, 2], DEFAULT_CALL, sink, estimate, 0, bulk);

  /** Tells how many jobs one idle lane has room for, up to 10. */
  async function roomFor(bulk: boolean): Promise<number> {
    const scheduler = new Scheduler(new FakeTransport(), { ...noOptions, concurrency: 1 });
    await scheduler.ready();
    let room = 0;
    while (room < 10 && scheduler.hasRoom(jobOf(bulk))) {
      scheduler.enqueue(jobOf(bulk));
      room++;
    }
    return room;
  }

  it('is a whole batch of short jobs', async () => {
    expect(await roomFor(false)).toBe(10);
  });

  it('is one bulk job, which travels alone', async () => {
    expect(await roomFor(true)).toBe(1);
  });
});
