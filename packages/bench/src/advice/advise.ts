// More than 300 lines: the steps of one piece of advice, in their order. Each takes a share of the time that the earlier ones left
// and leaves out what they ruled out; what needs neither (setups, differences, the decision) is in files beside it.
import { effectiveCores } from '@counterpoint/core';
import { openCapacityMeter } from '../engine/capacity.ts';
import { balancedOrders } from '../engine/orders.ts';
import { seededRandom } from '../engine/random.ts';
import { median } from '../statistics/median.ts';
import { pairedRatio } from '../statistics/paired-ratio.ts';
import { signInterval } from '../statistics/sign-interval.ts';
import type { Advice, Candidate, Excluded, FanOut, Profile } from './advice.ts';
import { breakEvenMs, bySimplicity, decide } from './decide.ts';
import { difference } from './difference.ts';
import { explain } from './explain.ts';
import { codeToPaste } from './paste.ts';
import { probe } from './probe.ts';
import type { Answer, CallFacts, Load, Question } from './probe-message.ts';
import { setupName, type AdviceRequest, type Setup } from './request.ts';
import { setups } from './setups.ts';

/** Calls that are looked at singly, and whose results are compared between models. */
const CALLS = 24;
const COMPARED = 6;
const ROUNDS = 11;
/** Growth of memory for each call that is called a leak, bytes. */
const LEAK_BYTES = 4096;
/** Most jobs of one round. */
const MAX_JOBS = 100_000;
/** A model that has not answered for this long hangs, however little time is left. */
const HANG_MS = 8000;

type Trial = Extract<Answer, { type: 'trial' }>;
type SampleAnswer = Extract<Answer, { type: 'sample' }>;

/**
 * Measures a function on every model and says how to run it.
 *
 * All calls are made in processes of their own, so that a function which exits, crashes, hangs or leaks is found out and
 * does no harm here. 1. Single calls: CPU share, block of the loop, size, growth; twice, to see whether results repeat.
 * 2. Each model alone: start, memory, and whether results are those of the single calls. 3. Rounds of all models that work.
 * @throws {Error} if the function cannot be called at all; says why
 */
export async function advise(request: AdviceRequest): Promise<Advice> {
  const startMs = performance.now();
  const run = new AdviceRun(request, startMs);
  const { profile, single } = await run.profile();
  const excluded: Excluded[] = [];
  const trials = await run.trials(profile, single, excluded);
  const { candidates, fanOut, jobs, rounds } = await run.measure(profile, trials, excluded);
  const chosen = decide(candidates, request.goal);
  const threads = candidates.find(({ setup }) => setup.model === 'threads');
  const base = candidates[0]?.setup.model ?? 'inline';
  const choice = chosen?.setup ?? [...trials.values()][0]?.setup;
  const leaks = (profile?.growthBytes ?? 0) > LEAK_BYTES;
  const facts = {
    label: request.label,
    url: request.url,
    exportName: request.exportName,
    goal: request.goal,
    jobs: request.jobs,
    measuredJobs: jobs,
    rounds,
    cores: effectiveCores(),
    choice,
    base,
    breakEvenMs:
      threads === undefined
        ? null
        : breakEvenMs(
            threads.coldMs,
            request.jobs,
            profile?.carryMs ?? 0,
            (profile?.wallMs ?? 0) / threads.jobMs,
          ),
    profile,
    candidates,
    fanOut,
    excluded,
    calls: run.calls,
    durationMs: performance.now() - startMs,
  };
  return {
    ...facts,
    ...explain(facts, leaks),
    code:
      choice === undefined
        ? ''
        : codeToPaste(request, choice, { leaks, jobArguments: request.samples[0]?.length ?? 0 }),
  };
}

/** What the steps share: the request, the time that is left, and the number of calls. */
class AdviceRun {
  calls = 0;
  private readonly request: AdviceRequest;
  private readonly endMs: number;

  constructor(request: AdviceRequest, startMs: number) {
    this.request = request;
    this.endMs = startMs + request.budgetMs;
  }

  private get leftMs(): number {
    return Math.max(500, this.endMs - performance.now());
  }

  /** Calls the function alone, twice in fresh processes; what is undefined could not be told because it crashed. */
  async profile(): Promise<{ profile: Profile | undefined; single: readonly string[] | undefined }> {
    this.request.onStep?.('calls it alone');
    const first = await this.callAlone(CALLS, this.leftMs * 0.15);
    if (first.end.state === 'interrupted' || first.end.state === 'failed') throw new Error(first.end.reason);
    if (first.end.state === 'timed out' && first.calls.length === 0) {
      throw new Error(
        `one call takes too long, ${first.end.reason}: give it a smaller input, or more time by --budget`,
      );
    }
    if (first.end.state !== 'done' || first.calls.length === 0)
      return { profile: undefined, single: undefined };
    const failed = first.calls.filter(({ digest }) => /^(error|thrown) /.test(digest));
    const failure = failed[0]?.digest.replace(/^error /, '');
    if (failed.length === first.calls.length)
      throw new Error(`every call failed with ${failure}: give it an input that works`);
    const second = await this.callAlone(COMPARED, 0);
    const single = first.calls.slice(0, COMPARED).map(({ digest }) => digest);
    const again = second.calls.map(({ digest }) => digest);
    const repeatable =
      again.length > 0 &&
      again.every((digest, call) => single[call] === undefined || digest === single[call]);
    const later = first.calls.length > 1 ? first.calls.slice(1) : first.calls;
    const wallMs = median(later.map((call) => call.wallMs));
    const cpuMs = later.reduce((sum, call) => sum + call.cpuMs, 0);
    const allMs = later.reduce((sum, call) => sum + call.wallMs, 0);
    const heldMs = median(later.map((call) => call.heldMs));
    const profile: Profile = {
      calls: first.calls.length,
      failures: failed.length,
      failure,
      firstMs: first.calls[0]?.wallMs ?? wallMs,
      wallMs,
      // Below that, what the process does beside the call counts for more than the call.
      rho: wallMs < 0.5 ? Math.min(1, cpuMs / Math.max(allMs, 1e-6)) : cpuMs / allMs,
      blockMs: median(later.map((call) => call.blockMs)),
      waits: heldMs < 0.8 * wallMs && wallMs > 0.05,
      argumentBytes: first.weight?.argumentBytes ?? 0,
      resultBytes: first.weight?.resultBytes ?? 0,
      carryMs: first.weight?.carryMs ?? 0,
      growthBytes: first.weight?.growthBytes ?? null,
      repeatable,
    };
    return { profile, single: repeatable ? single : undefined };
  }

  /** Opens every model once, in a process of its own. */
  async trials(
    profile: Profile | undefined,
    single: readonly string[] | undefined,
    excluded: Excluded[],
  ): Promise<Map<string, { setup: Setup; trial: Trial }>> {
    const works = new Map<string, { setup: Setup; trial: Trial }>();
    const untold = profile === undefined;
    const { kernel } = this.request;
    if (kernel !== undefined && single === undefined) {
      const setup = { model: 'native', lanes: effectiveCores() } as const;
      const reason =
        'the function does not repeat its results, so that those of the kernel cannot be compared';
      excluded.push({ state: 'not measured', setup, reason });
    }
    for (const setup of setups(profile, kernel !== undefined && single !== undefined)) {
      const name = setupName(setup);
      this.request.onStep?.(`tries ${name}`);
      if (works.size > 0 && performance.now() > this.endMs) {
        excluded.push({ state: 'not measured', setup, reason: 'the budget was used up' });
        continue;
      }
      let trial: Trial | undefined;
      let end: Awaited<ReturnType<typeof probe>> | undefined;
      const calls = Math.max(2, Math.min(COMPARED, profile?.calls ?? COMPARED));
      end = await this.ask(
        { type: 'trial', setup, calls },
        HANG_MS + 40 * (profile?.wallMs ?? 200),
        (answer) => {
          if (answer.type === 'trial') trial = answer;
        },
      );
      this.calls += calls + 1;
      const problem = trial === undefined ? reasonOf(end) : difference(setup, trial.digests, single, untold);
      if (problem === undefined && trial !== undefined) works.set(name, { setup, trial });
      else {
        const state = end.state === 'timed out' ? 'not measured' : 'breaks';
        excluded.push({ state, setup, reason: problem ?? 'it did not answer' });
      }
    }
    return works;
  }

  /** Runs the rounds; a model that breaks in the middle is taken out, and the others begin again. */
  async measure(
    profile: Profile | undefined,
    trials: ReadonlyMap<string, { setup: Setup; trial: Trial }>,
    excluded: Excluded[],
  ): Promise<{ candidates: Candidate[]; fanOut: FanOut | null; jobs: number; rounds: number }> {
    const names = new Map(trials);
    while (names.size > 0) {
      const ready = [...names.values()].map(({ setup }) => setup);
      const { loads, rounds } = this.plan(profile, ready);
      const orders = balancedOrders(loads, rounds, seededRandom(this.request.seed));
      const samples: SampleAnswer[] = [];
      let running: Setup | undefined;
      this.request.onStep?.(`${rounds} rounds of ${ready.map(setupName).join(', ')}`);
      const end = await this.ask({ type: 'rounds', orders }, this.leftMs + HANG_MS, (answer) => {
        if (answer.type === 'begin') running = answer.setup;
        if (answer.type === 'sample') {
          samples.push(answer);
          this.calls += answer.jobs;
        }
      });
      if (end.state === 'crashed' && running !== undefined) {
        names.delete(setupName(running));
        excluded.push({ state: 'breaks', setup: running, reason: reasonOf(end) });
        continue;
      }
      if (end.state === 'interrupted' || end.state === 'failed') throw new Error(end.reason);
      const measured = this.candidates(ready, trials, samples);
      const fanOut = await this.fanOut(profile, measured);
      const candidates = best(measured);
      const jobs = Math.min(...loads.map((load) => load.jobs));
      return { candidates, fanOut, jobs, rounds: Math.floor(samples.length / ready.length) };
    }
    return { candidates: [], fanOut: null, jobs: 0, rounds: 0 };
  }

  /** As many jobs in a round as the time allows; a model that runs many at once gets more of them. */
  private plan(profile: Profile | undefined, ready: readonly Setup[]): { loads: Load[]; rounds: number } {
    const wallMs = Math.max(0.002, profile?.wallMs ?? 20);
    const waits = profile?.waits === true || (profile?.rho ?? 1) < 0.5;
    const leftMs = this.leftMs * 0.6;
    const load = (setup: Setup, shareMs: number): Load => {
      const gain = Math.max(1, waits ? setup.lanes : Math.min(setup.lanes, effectiveCores()));
      const jobs = Math.max(
        Math.floor((shareMs * gain) / wallMs),
        Math.min(4, 2 * setup.lanes),
        waits ? 2 * setup.lanes : 1,
      );
      return { setup, jobs: Math.min(jobs, this.request.jobs, MAX_JOBS) };
    };
    const leastMs = ready.reduce((sum, { lanes, model }) => {
      const gain = model === 'inline' || !waits ? Math.min(lanes, 2) : lanes;
      return sum + (load({ model, lanes }, 0).jobs * wallMs) / gain;
    }, 0);
    const rounds = Math.max(3, Math.min(ROUNDS, Math.floor(leftMs / leastMs)));
    return { loads: ready.map((setup) => load(setup, leftMs / rounds / ready.length)), rounds };
  }

  private candidates(
    ready: readonly Setup[],
    trials: ReadonlyMap<string, { trial: Trial }>,
    samples: readonly SampleAnswer[],
  ): Candidate[] {
    const last = Math.min(...ready.map((setup) => samplesOf(samples, setup).length));
    const total = (setup: Setup): number[] => {
      const { coldMs } = (trials.get(setupName(setup)) as { trial: Trial }).trial;
      const start = setup.model === 'inline' || setup.model === 'async' ? 0 : coldMs;
      return samplesOf(samples, setup)
        .slice(0, last)
        .map(({ wallMs, jobs }) => start + (wallMs * this.request.jobs) / jobs);
    };
    const base = ready[0];
    if (base === undefined || last === 0) return [];
    const baseTotals = total(base);
    return ready.map((setup): Candidate => {
      const totals = total(setup);
      const own = samplesOf(samples, setup).slice(0, last);
      const { coldMs, roundTripMs, laneMb } = (trials.get(setupName(setup)) as { trial: Trial }).trial;
      return {
        state: 'measured',
        setup,
        totalMs: signInterval(totals),
        speedUp: pairedRatio(totals.map((other, round) => ({ base: baseTotals[round] as number, other }))),
        jobMs: median(own.map(({ wallMs, jobs }) => wallMs / jobs)),
        coldMs,
        roundTripMs,
        blockMs: median(own.map(({ blockMs }) => blockMs)),
        cpuMs: median(own.map(({ cpuMs, jobs }) => cpuMs / jobs)),
        laneMb,
      };
    });
  }

  /** What threads give without their start at each number of lanes, beside what plain loops do on this machine now. */
  private async fanOut(profile: Profile | undefined, measured: readonly Candidate[]): Promise<FanOut | null> {
    const alone = measured.find(({ setup }) => setup.model === 'inline');
    const threads = measured.filter(({ setup }) => setup.model === 'threads');
    if (alone === undefined || threads.length < 2 || profile?.waits === true) return null;
    this.request.onStep?.('looks at the ceiling of the machine');
    const one = await loopRate(1);
    const lanes: FanOut['lanes'][number][] = [];
    for (const { setup, jobMs } of threads.filter(
      ({ setup: { lanes: count } }) => count <= effectiveCores(),
    )) {
      const ceiling = setup.lanes === 1 ? 1 : (await loopRate(setup.lanes)) / one;
      lanes.push({ lanes: setup.lanes, speedUp: alone.jobMs / jobMs, ceiling });
    }
    return { lanes };
  }

  private async callAlone(
    calls: number,
    limitMs: number,
  ): Promise<{
    end: Awaited<ReturnType<typeof probe>>;
    calls: CallFacts[];
    weight: Extract<Answer, { type: 'profile' }> | undefined;
  }> {
    const facts: CallFacts[] = [];
    let weight: Extract<Answer, { type: 'profile' }> | undefined;
    const end = await this.ask(
      { type: 'profile', calls, limitMs },
      Math.max(HANG_MS, this.leftMs * 0.4),
      (answer) => {
        if (answer.type === 'call') facts.push(answer.call);
        if (answer.type === 'profile') weight = answer;
      },
    );
    this.calls += facts.length;
    return { end, calls: facts, weight };
  }

  private ask(
    what: DistributiveOmit<Question, 'url' | 'exportName' | 'samples' | 'kernel'>,
    limitMs: number,
    onAnswer: (answer: Answer) => void,
  ): ReturnType<typeof probe> {
    const { url, exportName, samples, kernel, signal } = this.request;
    return probe({ url, exportName, samples, kernel, ...what }, { limitMs, signal }, onAnswer);
  }
}

/** Turns a ms of plain loops on so many cores, median of five looks. */
async function loopRate(cores: number): Promise<number> {
  const meter = await openCapacityMeter(cores);
  try {
    for (let look = 0; look < 5; look++) await meter.read();
    return median(meter.readings.map(({ turnsPerMs }) => turnsPerMs));
  } finally {
    await meter.close();
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** Keeps the best number of lanes of each model; the simplest model comes first. */
function best(candidates: readonly Candidate[]): Candidate[] {
  const kept = new Map<string, Candidate>();
  for (const candidate of bySimplicity(candidates)) {
    const other = kept.get(candidate.setup.model);
    // The knee: more lanes must gain a twentieth.
    if (other === undefined || candidate.totalMs.value < other.totalMs.value * 0.95)
      kept.set(candidate.setup.model, candidate);
  }
  return [...kept.values()];
}

function samplesOf(samples: readonly SampleAnswer[], setup: Setup): SampleAnswer[] {
  return samples.filter((sample) => setupName(sample.setup) === setupName(setup));
}

function reasonOf(end: Awaited<ReturnType<typeof probe>>): string {
  return end.state === 'done' ? 'it gave no answer' : end.reason;
}
