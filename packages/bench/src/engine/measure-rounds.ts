import type { Contender, Run } from './contender.ts';
import { balancedOrders } from './orders.ts';
import type { Random } from './random.ts';
import type { Sample } from './sample.ts';
import { warmUp, type WarmUp } from './warm-up.ts';

/** A round whose probe finds less than this share of the machine is contended, if nothing else is said. */
const FREE = 0.9;

/** What is to be measured, fixed before the first round. */
export interface RoundsPlan {
  readonly contenders: readonly Contender[];
  /** Numbers of rounds after which the result is looked at, ascending, at most three; the last is the end. */
  readonly looks: readonly number[];
  /** Rounds between two starts of fresh processes. */
  readonly batchRounds: number;
  /** Id of the contender that is measured against itself, twice in every round. */
  readonly control?: string;
  readonly random: Random;
  /** Tells the share of the machine that is free now, 0 to 1; without it no round counts as contended. */
  readonly capacity?: () => Promise<number>;
  /** Share of the machine that a round needs free; default 0.9, all of it. */
  readonly free?: number;
  /** Most contended rounds that are measured again; default a quarter of all. */
  readonly remeasure?: number;
  /** Tells what is wrong with a run's value; undefined if it is right. */
  readonly check: (value: unknown, id: string) => Promise<string | undefined>;
  /** Asked at every look but the last: true ends the run there. */
  readonly decided?: (soFar: RoundsResult, look: number) => boolean;
  readonly signal: AbortSignal;
  readonly onEvent?: (event: RoundsEvent) => void;
}

/** What happened, as it happens. */
export type RoundsEvent =
  | { readonly type: 'warm-up'; readonly id: string }
  | { readonly type: 'run'; readonly id: string; readonly round: number }
  | { readonly type: 'contended'; readonly round: number; readonly share: number; readonly again: boolean }
  | { readonly type: 'dropped'; readonly id: string; readonly reason: string };

/** How a contender came through the rounds. */
export type Series =
  | {
      readonly state: 'measured';
      readonly warmUp: WarmUp;
      /** The first run of each batch. */
      readonly coldMs: readonly number[];
      readonly samples: readonly Sample[];
    }
  | { readonly state: 'wrong' | 'failed'; readonly reason: string; readonly samples: readonly Sample[] };

/** All series by contender, and how the rounds went. */
export interface RoundsResult {
  readonly state: 'complete' | 'interrupted';
  readonly series: ReadonlyMap<string, Series>;
  /** Second measurements of the control. */
  readonly control: readonly Sample[];
  readonly orders: readonly (readonly string[])[];
  /** Share of the machine that was free around each round. */
  readonly capacity: readonly number[];
  readonly contended: number;
  readonly remeasured: number;
  /** Looks that were taken. */
  readonly looks: number;
}

/** A result that differs from the expected one; a contender that checks its own results throws it. */
export class WrongResult extends Error {
  override readonly name = 'WrongResult';
}

/** The second name of the control. */
const AGAIN = ' again';

/**
 * Measures contenders in rounds: in batches of fresh processes, after a warm-up, every round runs each of them once in
 * a balanced random order.
 *
 * A value is checked before its time counts. A contender with a wrong value, or one that fails, is dropped with the
 * reason, and the others go on. Contended rounds are marked, and measured again within the budget. An abort ends the
 * run with the rounds that were finished; everything that was opened is closed in any case.
 */
export async function measureRounds(plan: RoundsPlan): Promise<RoundsResult> {
  const run = new RoundsRun(plan);
  const { signal, batchRounds, looks } = plan;
  const last = looks.at(-1) ?? 0;
  for (let done = 0; done < last && !signal.aborted;) {
    const look = looks.findIndex((rounds) => rounds > done);
    const count = Math.min(batchRounds, (looks[look] ?? last) - done);
    await run.batch(count);
    done += count;
    if (done === looks[look]) {
      run.looks++;
      if (done < last && plan.decided?.(run.result(), look) === true) break;
    }
  }
  return run.result();
}

/** The state of one measurement; files of its own for its two halves would only pass this state around. */
class RoundsRun {
  looks = 0;
  private readonly plan: RoundsPlan;
  private readonly warm = new Map<string, WarmUp>();
  private readonly cold = new Map<string, number[]>();
  private readonly dropped = new Map<string, { state: 'wrong' | 'failed'; reason: string }>();
  private readonly samples = new Map<string, Sample[]>();
  private readonly orders: string[][] = [];
  private readonly capacity: number[] = [];
  private batches = 0;
  private contended = 0;
  private remeasured = 0;

  constructor(plan: RoundsPlan) {
    this.plan = plan;
  }

  /** Runs one batch of rounds with freshly opened contenders. */
  async batch(rounds: number): Promise<void> {
    const { contenders, control, random, signal, capacity, free = FREE } = this.plan;
    const budget = this.plan.remeasure ?? Math.ceil((this.plan.looks.at(-1) ?? 0) / 4);
    const batch = this.batches++;
    try {
      for (const contender of contenders) await this.open(contender);
      const running = contenders.filter(({ id }) => !this.dropped.has(id));
      const entries = running.flatMap((contender) =>
        contender.id === control
          ? [
              { contender, id: contender.id },
              { contender, id: contender.id + AGAIN },
            ]
          : [{ contender, id: contender.id }],
      );
      const orders = balancedOrders(entries, rounds, random);
      let before = (await capacity?.()) ?? 1;
      for (const order of orders) {
        if (signal.aborted) break;
        const round = this.orders.length;
        this.orders.push(order.map(({ id }) => id));
        const measured: { id: string; sample: Omit<Sample, 'contended' | 'kept'> }[] = [];
        for (const { contender, id } of order) {
          const run = await this.runOnce(contender, round);
          if (run === undefined) continue;
          const { wallMs, cpuMs, startMs } = run;
          measured.push({ id, sample: { round, batch, wallMs, cpuMs, startMs } });
        }
        const after = signal.aborted ? before : ((await capacity?.()) ?? 1);
        const share = Math.min(before, after);
        before = after;
        const contended = share < free;
        const again = contended && this.remeasured < budget && !signal.aborted;
        if (contended) {
          this.contended++;
          this.plan.onEvent?.({ type: 'contended', round, share, again });
        }
        if (again) {
          this.remeasured++;
          orders.push(order);
        } else this.capacity.push(share);
        for (const { id, sample } of measured) {
          const list = this.samples.get(id) ?? [];
          list.push({ ...sample, contended, kept: !again });
          this.samples.set(id, list);
        }
      }
    } finally {
      await Promise.all(contenders.map((contender) => contender.close?.() ?? Promise.resolve()));
    }
  }

  /** Gives what was measured so far. */
  result(): RoundsResult {
    const series = new Map<string, Series>();
    for (const { id } of this.plan.contenders) {
      const samples = this.samples.get(id) ?? [];
      const warmed = this.warm.get(id);
      const lost = this.dropped.get(id);
      if (lost !== undefined) series.set(id, { ...lost, samples });
      else if (warmed !== undefined)
        series.set(id, { state: 'measured', warmUp: warmed, coldMs: this.cold.get(id) ?? [], samples });
    }
    return {
      state: this.plan.signal.aborted ? 'interrupted' : 'complete',
      series,
      control: this.samples.get(`${this.plan.control}${AGAIN}`) ?? [],
      orders: this.orders,
      capacity: this.capacity,
      contended: this.contended,
      remeasured: this.remeasured,
      looks: this.looks,
    };
  }

  private async open(contender: Contender): Promise<void> {
    const { id, warmUps = 1 } = contender;
    const { signal } = this.plan;
    if (signal.aborted || this.dropped.has(id)) return;
    this.plan.onEvent?.({ type: 'warm-up', id });
    try {
      await contender.open?.(signal);
      const warmed = await warmUp(contender, warmUps, signal, (run) => this.check(run, id));
      this.warm.set(id, warmed);
      this.cold.set(id, [...(this.cold.get(id) ?? []), warmed.first.wallMs]);
    } catch (error) {
      this.drop(id, error);
    }
  }

  private async runOnce(contender: Contender, round: number): Promise<Run | undefined> {
    const { id } = contender;
    const { signal } = this.plan;
    if (signal.aborted || this.dropped.has(id)) return undefined;
    this.plan.onEvent?.({ type: 'run', id, round });
    try {
      const run = await contender.run(signal);
      await this.check(run, id);
      return run;
    } catch (error) {
      this.drop(id, error);
      return undefined;
    }
  }

  private async check(run: Run, id: string): Promise<void> {
    const wrong = await this.plan.check(run.value, id);
    if (wrong !== undefined) throw new WrongResult(wrong);
  }

  private drop(id: string, error: unknown): void {
    if (this.plan.signal.aborted) return;
    const reason = error instanceof Error ? error.message : String(error);
    this.dropped.set(id, { state: error instanceof WrongResult ? 'wrong' : 'failed', reason });
    this.plan.onEvent?.({ type: 'dropped', id, reason });
  }
}
