import { expect, it } from 'vitest';
import { EXECUTOR_ERRORS } from '../../src/errors/executor-error.ts';
import * as core from '../../src/index.ts';

it('exports every class of error under its name, and lets every exported one cross a wire', () => {
  const exported = Object.entries(core).filter(
    ([, value]) => typeof value === 'function' && value.prototype instanceof core.ExecutorError,
  );
  expect(new Map<string, unknown>(exported)).toEqual(EXECUTOR_ERRORS);
});
