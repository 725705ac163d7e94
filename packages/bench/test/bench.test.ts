import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeClaims } from '../src/claims/claims.ts';
import type { BenchResult } from '../src/document/result.ts';
import { runPrinted } from '../src/programs/as-printed.ts';

const run = promisify(execFile);
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'counterpoint-bench-test-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the bench', () => {
  it(
    'measures a workload in every language, checks its results and writes them',
    { timeout: 60_000 },
    async () => {
      const { stdout } = await run(process.execPath, [
        main,
        '--quick',
        '--rounds',
        '1',
        '--only',
        'counter,download',
        '--json',
        '--out',
        folder,
      ]);
      const result = JSON.parse(stdout) as BenchResult;
      expect(result).toMatchObject({ schemaVersion: 2, state: 'complete' });
      const [study] = result.studies;
      if (study?.type !== 'article') throw new Error('expected the article study');
      expect(study.blocks.map(({ workload }) => workload)).toEqual(['counter', 'download']);
      // Other runtimes may be missing; what is there must work.
      const rows = study.blocks.flatMap((block) => block.rows).filter(({ state }) => state !== 'missing');
      for (const { id, state, reason } of rows)
        expect([id, state, reason]).toEqual([id, 'measured', undefined]);
      expect(study.claims.map(({ id }) => id)).toEqual(judgeClaims([]).map(({ id }) => id));
      for (const id of ['js-threads', 'js-processes', 'native-threads', 'cpp-O2-threads', 'py-asyncio']) {
        expect(rows.map((row) => row.id)).toContain(id);
      }
      const { noise } = result;
      expect(noise.engineOverhead?.shareOf1ms).toBeGreaterThan(0);
      expect(noise.controls.map(({ where }) => where)).toEqual(['counter', 'download']);
      const [json] = (await readdir(folder)).filter((name) => name.endsWith('.json'));
      expect(JSON.parse(await readFile(path.join(folder, json ?? ''), 'utf8'))).toEqual(result);
    },
  );

  it('refuses an unknown workload, and a wrong flag, with exit code 2', async () => {
    await expect(run(process.execPath, [main, '--only', 'nothing'])).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('unknown workload "nothing"'),
    });
    await expect(run(process.execPath, [main, '--quik'])).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining("'--quik'"),
    });
  });

  it('shows what the programs of the article do as they were printed', { timeout: 60_000 }, async () => {
    const printed = await runPrinted(false, new AbortController().signal);
    expect(printed.map(({ id }) => id).filter((id) => !id.endsWith('meant'))).toEqual([
      'P1',
      'P2',
      'P3',
      'P4',
      'P5',
      'P6',
      'P7',
      'P8',
      'P9',
    ]);
    for (const { id, state } of printed)
      expect([id, state]).toEqual([
        id,
        ['P2', 'P7', 'P9', 'P2 meant', 'P5 meant', 'P6 meant', 'P9 meant'].includes(id)
          ? 'not run'
          : 'as expected',
      ]);
  });
});
