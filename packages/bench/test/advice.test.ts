import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderAdvice } from '@counterpoint/bench';
import type { Candidate } from '../src/advice/advice.ts';
import { breakEvenMs, decide } from '../src/advice/decide.ts';
import { explain } from '../src/advice/explain.ts';
import { codeToPaste } from '../src/advice/paste.ts';
import type { AdvisedModel } from '../src/advice/request.ts';
import { ask, ASKED, TIMEOUT } from './ask-advice.ts';

const run = promisify(execFile);
/** Computes for some 20 ms: longer than an event loop may be held, short enough for many rounds. */
const spinUrl =
  'data:text/javascript,export const spin = (n) => { let sum = n; for (let i = 0; i < 2e7; i++) sum = (sum * 31 + i) | 0; return sum; };';

function candidate(model: AdvisedModel, totalMs: number, blockMs = 1): Candidate {
  const around = (value: number): Candidate['speedUp'] => ({
    value,
    low: value * 0.98,
    high: value * 1.02,
    confidence: 0.95,
  });
  return {
    state: 'measured',
    setup: { model, lanes: model === 'inline' ? 1 : 2 },
    totalMs: around(totalMs),
    speedUp: around(100 / totalMs),
    jobMs: totalMs / 10,
    coldMs: 1,
    roundTripMs: totalMs / 5,
    blockMs,
    cpuMs: 1,
    laneMb: 10,
  };
}

describe('the decision', () => {
  it('stays with the simplest model where another gains less than a tenth', () => {
    expect(decide([candidate('inline', 100), candidate('threads', 95)], 'throughput')?.setup.model).toBe(
      'inline',
    );
    expect(decide([candidate('inline', 100), candidate('threads', 55)], 'throughput')?.setup.model).toBe(
      'threads',
    );
  });

  it('takes a slower model that keeps the loop free where that is the goal', () => {
    const all = [candidate('inline', 100, 40), candidate('threads', 110, 1)];
    expect(decide(all, 'loop')?.setup.model).toBe('threads');
    expect(decide(all, 'throughput')?.setup.model).toBe('inline');
  });

  it('takes what blocks the loop least where nothing keeps it free', () => {
    const all = [candidate('inline', 100, 40), candidate('threads', 110, 15)];
    expect(decide(all, 'loop')?.setup.model).toBe('threads');
  });

  it('takes processes for isolation, and nothing where nothing works', () => {
    expect(decide([candidate('inline', 1), candidate('processes', 9)], 'isolation')?.setup.model).toBe(
      'processes',
    );
    expect(decide([], 'throughput')).toBeUndefined();
  });

  it('knows from which run time lanes pay', () => {
    expect(breakEvenMs(40, 1000, 0.01, 2)).toBeCloseTo(0.1);
    expect(breakEvenMs(40, 1000, 0.01, 1)).toBeNull();
  });
});

describe('the answer', () => {
  const profile = {
    calls: 24,
    failures: 0,
    failure: undefined,
    firstMs: 3,
    wallMs: 3,
    rho: 1,
    blockMs: 3,
    waits: false,
    argumentBytes: 5e6,
    resultBytes: 11,
    carryMs: 800,
    growthBytes: 0,
    repeatable: true,
  };
  const facts = {
    label: 'f',
    url: '',
    exportName: 'f',
    goal: 'throughput',
    jobs: 10,
    measuredJobs: 10,
    rounds: 3,
    cores: 2,
    choice: { model: 'inline', lanes: 1 },
    base: 'inline',
    breakEvenMs: null,
    profile,
    candidates: [candidate('inline', 30)],
    fanOut: null,
    excluded: [
      { state: 'not measured', setup: { model: 'threads', lanes: 2 }, reason: 'the budget was used up' },
    ],
    calls: 100,
    durationMs: 1000,
  } as const;

  it('is inline, although nothing else was measured, where only to copy the arguments takes longer than a job', () => {
    expect(explain(facts, false).answer).toMatch(/^Stay inline; a job takes 3.00 ms, and only to copy/);
    expect(explain({ ...facts, profile: { ...profile, carryMs: 1 } }, false).answer).toMatch(/^Undecided/);
  });

  it.each([
    ['threads', '; pays from 2.00 ms a job, yours takes 3.00 ms.'],
    ['processes', '; a job takes 3.00 ms.'],
    ['native', '; a job takes 3.00 ms.'],
  ] as const)('names the run time from which threads pay where it is threads (%s)', (model, end) => {
    const candidates = [candidate('inline', 100), candidate(model, 50)];
    const { answer } = explain(
      { ...facts, choice: { model, lanes: 2 }, breakEvenMs: 2, candidates, excluded: [] },
      false,
    );
    expect(answer).toBe(`${model}, 2 lanes: 2.00x (1.96-2.04) as fast as inline for 10 jobs${end}`);
  });
});

describe('a warning', () => {
  it('says that memory grows', TIMEOUT, async () => {
    expect((await ask('leaky', { budgetMs: 5000 })).warnings.join('\n')).toMatch(/memory grows/);
  });
});

describe('advice where a profiler of the event loop goes wrong', () => {
  it('moves a CPU-bound server function off the loop', TIMEOUT, async () => {
    const { choice } = await ask('spin', { url: spinUrl, goal: 'loop', jobs: 4, budgetMs: 10_000 });
    expect(['threads', 'processes']).toContain(choice?.model);
  });

  it('runs 50 ms timers on the event loop, many at a time', TIMEOUT, async () => {
    const { choice, profile } = await ask('timer50ms', { jobs: 200, budgetMs: 4000 });
    expect(choice?.model).toBe('async');
    expect(profile?.waits).toBe(true);
  });

  it('gives a blocking batch function lanes of its own, although it uses no CPU', TIMEOUT, async () => {
    const { choice, profile } = await ask('blockingSleep', { jobs: 5000, budgetMs: 6000 });
    expect(choice?.model).toBe('threads');
    expect(profile?.rho).toBeLessThan(0.5);
    expect(profile?.waits).toBe(false);
  });
});

describe('the code to paste', () => {
  let folder: string;
  beforeAll(() => {
    // Inside of the repository, so that the packages are found.
    folder = mkdtempSync(fileURLToPath(new URL('../.paste-', import.meta.url)));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('runs, for every model', TIMEOUT, async () => {
    for (const model of ['inline', 'async', 'threads', 'processes', 'native'] as const) {
      const code = codeToPaste(
        { url: ASKED, exportName: 'cpu5us', kernel: { symbol: 'primes' } },
        { model, lanes: 2 },
        { leaks: true, jobArguments: 1 },
      );
      const file = join(folder, `${model}.mjs`);
      writeFileSync(file, `${code}\nconsole.log((await runAll([1, 2, 3])).length);\nawait close();\n`);
      expect((await run(process.execPath, [file])).stdout).toBe('3\n');
    }
  });

  it('stands in the text under the answer, which comes first', TIMEOUT, async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'advice-')), 'own.mjs');
    writeFileSync(file, 'export default (a, b) => a + b;\n');
    const advice = await ask('default', {
      url: pathToFileURL(file).href,
      samples: [[1, 2]],
      jobs: 30,
      budgetMs: 3000,
    });
    const text = renderAdvice(advice);
    expect(text.startsWith(advice.answer)).toBe(true);
    expect(text).toContain('pool.submit(task, ...args)');
  });
});
