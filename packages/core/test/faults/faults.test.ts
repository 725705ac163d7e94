import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createExecutor } from '@counterpoint/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAULT_MODELS, outcome, tell, type Fault, type FaultModel } from './fault.ts';
import { faultTable } from './fault-table.ts';
import { FAULTS } from './faults.ts';
import { HOST_FAULTS } from './host-faults.ts';
import { leftOver, resources } from './resources.ts';
import { increment, waitFor } from './tasks.mjs';

/** What was told in the tests above, by fault and model: the guide's table is made of it. */
const seen = new Map<string, Map<FaultModel, string>>();

function note(fault: string, model: FaultModel, told: string): void {
  const row = seen.get(fault) ?? new Map<FaultModel, string>();
  seen.set(fault, row.set(model, told));
}

const ownTemporary = mkdtempSync(path.join(tmpdir(), 'counterpoint-faults-'));
const { TMPDIR } = process.env;

beforeAll(async () => {
  // Threads that Node starts once and keeps, such as libuv's pool, are there after a first run.
  for (const model of FAULT_MODELS) {
    const pool = createExecutor(model, { concurrency: 1 });
    await pool.submit(increment, 1);
    await pool.close();
  }
  process.env['TMPDIR'] = ownTemporary;
});

afterAll(() => {
  if (TMPDIR === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = TMPDIR;
  rmSync(ownTemporary, { recursive: true, force: true });
});

async function meet(fault: Fault, model: FaultModel): Promise<void> {
  const before = resources();
  const options = fault.options?.(model) ?? {};
  const pool = createExecutor(model, { concurrency: 2, ...options });
  try {
    // A neighbour that runs meanwhile, and others that wait behind the fault; none where the lanes cannot start.
    const own = options.initialize !== undefined;
    if (!own) await pool.map(waitFor, [1, 1, 1, 1]);
    const running = own || fault.alone ? [] : [outcome(pool.submit(waitFor, 100))];
    const happening = fault.happen(pool, model);
    const queued = fault.closes || own ? [] : [1, 2, 3].map((n) => outcome(pool.submit(increment, n)));
    const told = tell(await happening);
    expect(told).toBe(fault.told[model]);
    expect((await Promise.all(running)).map(tell)).toEqual(running.map(() => 'fulfilled: 100'));
    if (!fault.closes) {
      expect((await Promise.all(queued)).map(tell)).toEqual(
        queued.map((_, index) => `fulfilled: ${index + 2}`),
      );
      expect(await pool.map(increment, [1, 2, 3])).toEqual([2, 3, 4]);
    }
    note(fault.name, model, told);
  } finally {
    await pool.close({ grace: 0 });
  }
  expect(await leftOver(before)).toEqual({});
}

for (const model of FAULT_MODELS) {
  describe(`${model}: only the job is told, neighbours finish, the executor works on, nothing is left, when`, () => {
    for (const fault of FAULTS.filter(({ told }) => told[model] !== undefined)) {
      it(fault.name, { timeout: 30_000 }, () => meet(fault, model));
    }
    for (const fault of HOST_FAULTS.filter(({ models }) => models.includes(model))) {
      it(fault.name, { timeout: 30_000 }, async () => {
        const told = await fault.happen(model);
        expect(told).toBe(fault.told);
        note(fault.name, model, told);
      });
    }
  });
}

describe('the table of faults in the guide', () => {
  it('says what these tests saw (npm run docs:faults writes it)', async () => {
    const names = [...FAULTS, ...HOST_FAULTS].map(({ name }) => name);
    await expect(faultTable(names, seen)).toMatchFileSnapshot('../../../../docs/guide/faults.md');
  });
});
