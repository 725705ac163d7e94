import type { BatchedPair } from '../statistics/comparison.ts';
import type { Sample } from './sample.ts';

/** Pairs two series by round; rounds that were measured again count once, by their second measurement. */
export function keptPairs(base: readonly Sample[], other: readonly Sample[]): BatchedPair[] {
  const byRound = new Map(other.filter(({ kept }) => kept).map((sample) => [sample.round, sample]));
  return base.flatMap(({ round, batch, wallMs, kept }) => {
    const match = byRound.get(round);
    return kept && match !== undefined ? [{ base: wallMs, other: match.wallMs, batch }] : [];
  });
}
