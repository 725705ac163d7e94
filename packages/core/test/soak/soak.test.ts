import { describe, expect, it } from 'vitest';
import { soak } from './soak.mjs';

describe.each(['threads', 'processes'])('a short soak of %s, with random faults', (model) => {
  it('settles every job once, with its own value or the promised error', { timeout: 120_000 }, async () => {
    const result = await soak({ model, rounds: 10, seed: 2026 });
    expect(result.wrong).toEqual([]);
    expect(result).toMatchObject({ jobs: 1000, settled: 1000, lost: 0, twice: 0 });
    expect(result.crashes).toBeGreaterThan(0);
  });
});
