import { expect, it } from 'vitest';
import { backOffMs } from '../../src/scheduler/back-off.ts';

it('a back-off doubles with each try up to a minute, and chance takes up to half of it', () => {
  const whole = [1, 2, 3, 4, 20].map((attempts) => backOffMs(1000, attempts, () => 1));
  expect(whole).toEqual([1000, 2000, 4000, 8000, 60_000]);
  expect(backOffMs(1000, 2, () => 0)).toBe(1000);
});
