import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { EXECUTOR_ERRORS } from '../../src/errors/executor-error.ts';
import * as core from '../../src/index.ts';

it('exports every class of error under its name, and lets every exported one cross a wire', () => {
  const exported = Object.entries(core).filter(
    ([, value]) => typeof value === 'function' && value.prototype instanceof core.ExecutorError,
  );
  expect(new Map<string, unknown>(exported)).toEqual(EXECUTOR_ERRORS);
});

it('stands in the guide with its code', () => {
  const guide = readFileSync(new URL('../../../../docs/guide/calls.md', import.meta.url), 'utf8');
  const named = [...guide.matchAll(/^\| `(\w+)` +\| `ERR_\w+` +\|/gm)].map(([, name]) => name);
  expect(new Set(named)).toEqual(new Set(EXECUTOR_ERRORS.keys()));
});
