import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createExecutor, taskFrom } from '@counterpoint/core';

const folder = mkdtempSync(join(tmpdir(), 'counterpoint-commonjs-'));
const url = pathToFileURL(join(folder, 'compiled.cjs')).href;

beforeAll(() => {
  writeFileSync(
    join(folder, 'compiled.cjs'),
    'exports.__esModule = true; exports.other = (x) => x; exports.default = (x) => x * 2;',
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(['inline', 'threads'] as const)('%s', (model) => {
  it('runs the default export that a compiler wrote as CommonJS, and those beside it', async () => {
    const pool = createExecutor(model);
    expect(await pool.submit(taskFrom<(x: number) => number>(url, 'default'), 21)).toBe(42);
    expect(await pool.submit(taskFrom<(x: number) => number>(url, 'other'), 21)).toBe(21);
    await pool.close();
  });
});
