import type { Contender, Run } from './contender.ts';
import { balancedOrders } from './orders.ts';
import type { Random } from './random.ts';
import type { Sample } from './sample.ts';
import { warmUp, type WarmUp } from './warm-up.ts';

/** What is to be measured, fixed before the first round. */
export interface RoundsPlan {
  readonly contenders: readonly Contender[];
  readonly rounds: number;
  readonly random: Random;
  /** Most warm-up runs of each contender. */
  readonly warmUps: number;
  /** Tells what is wrong with a run's value; undefined if it is right. */
  readonly check: (value: unknown) => Promise<string | undefined>;
  readonly signal: AbortSignal;
  readonly onEvent?: (event: RoundsEvent) => void;
}

/** What happened, as it happens. */
export type RoundsEvent =
  | { readonly type: 'warm-up'; readonly id: string }
  | { readonly type: 'run'; readonly id: string; readonly round: number }
  | { readonly type: 'dropped'; readonly id: string; readonly reason: string };

/** How a contender came through the rounds. */
export type Series =
  | { readonly state: 'measured'; readonly warmUp: WarmUp; readonly samples: readonly Sample[] }
  | { readonly state: 'wrong' | 'failed'; readonly reason: string; readonly samples: readonly Sample[] };

/** All series by contender, and the order in which they ran. */
export interface RoundsResult {
  readonly state: 'complete' | 'interrupted';
  readonly series: ReadonlyMap<string, Series>;
  readonly orders: readonly (readonly string[])[];
}

/** A result that differs from the expected one. */
class WrongResult extends Error {
  override readonly name = 'WrongResult';
}

/**
 * Measures contenders in rounds: after a warm-up every round runs each of them once, in a balanced random order.
 *
 * A value is checked before its time counts. A contender with a wrong value, or one that fails, is dropped with the
 * reason, and the others go on. An abort ends the run with the rounds that were finished.
 */
export async function measureRounds(plan: RoundsPlan): Promise<RoundsResult> {
  const { signal, onEvent = () => {} } = plan;
  const warm = new Map<string, WarmUp>();
  const dropped = new Map<string, Exclude<Series, { state: 'measured' }>>();
  const samples = new Map<string, Sample[]>(plan.contenders.map(({ id }) => [id, []]));

  const check = async (run: Run): Promise<void> => {
    const wrong = await plan.check(run.value);
    if (wrong !== undefined) throw new WrongResult(wrong);
  };
  const drop = (id: string, error: unknown): void => {
    if (signal.aborted) return;
    const reason = error instanceof Error ? error.message : String(error);
    const state = error instanceof WrongResult ? 'wrong' : 'failed';
    dropped.set(id, { state, reason, samples: samples.get(id) ?? [] });
    onEvent({ type: 'dropped', id, reason });
  };

  for (const contender of plan.contenders) {
    if (signal.aborted) break;
    onEvent({ type: 'warm-up', id: contender.id });
    try {
      warm.set(contender.id, await warmUp(contender, plan.warmUps, signal, check));
    } catch (error) {
      drop(contender.id, error);
    }
  }

  const ready = plan.contenders.filter(({ id }) => warm.has(id) && !dropped.has(id));
  const orders = balancedOrders(ready, plan.rounds, plan.random);
  for (const [round, order] of orders.entries()) {
    for (const contender of order) {
      if (signal.aborted) break;
      if (dropped.has(contender.id)) continue;
      onEvent({ type: 'run', id: contender.id, round });
      try {
        const run = await contender.run(signal);
        await check(run);
        const { wallMs, cpuMs, startMs } = run;
        samples
          .get(contender.id)
          ?.push({ round, batch: 0, wallMs, cpuMs, startMs, contended: false, kept: true });
      } catch (error) {
        drop(contender.id, error);
      }
    }
  }

  const series = new Map<string, Series>();
  for (const { id } of plan.contenders) {
    const warmed = warm.get(id);
    const lost = dropped.get(id);
    if (lost !== undefined) series.set(id, lost);
    else if (warmed !== undefined)
      series.set(id, { state: 'measured', warmUp: warmed, samples: samples.get(id) ?? [] });
  }
  return {
    state: signal.aborted ? 'interrupted' : 'complete',
    series,
    orders: orders.map((order) => order.map(({ id }) => id)),
  };
}
