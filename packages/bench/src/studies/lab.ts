import { effectiveCores } from '@counterpoint/core';
import { openCapacityMeter, type CapacityMeter } from '../engine/capacity.ts';
import type { Contender, Run } from '../engine/contender.ts';
import { measureRounds, type RoundsResult } from '../engine/measure-rounds.ts';
import { seededRandom, type Random } from '../engine/random.ts';
import { pressure } from '../environment/environment.ts';
import { WorkloadHost } from '../hosts/workload-question.ts';
import { findCompiler, findPython, findRuntime, type Tool } from '../programs/toolchain.ts';
import type { ControlResult } from '../engine/gate.ts';
import type { NoiseResult } from '../result/noise.ts';
import type { OtherRuntime } from '../variants/other-runtimes.ts';
import type { Interpreter } from '../variants/programs.ts';
import type { Preset } from '../workloads/workload.ts';

/** How a study is made. */
export interface LabOptions {
  readonly preset: Preset;
  /** Planned rounds of what bears claims. */
  readonly rounds: number;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly onProgress: (text: string) => void;
}

/** What all studies of a run share: the machine's tools, its noise and the plan. */
export class Lab {
  readonly options: LabOptions;
  readonly random: Random;
  readonly cores: number = effectiveCores();
  readonly python: Interpreter;
  /** Other Pythons that are there. */
  readonly pythons: readonly Interpreter[];
  readonly compiler: Tool;
  readonly runtimes: readonly OtherRuntime[];
  /** Shared by the workloads of a quick look; each opens its own otherwise. */
  readonly host: WorkloadHost = new WorkloadHost();
  private readonly meter: CapacityMeter;
  private readonly controls: ControlResult[] = [];
  private readonly steal: { atMs: number; share: number }[] = [];
  private readonly opened = performance.now();
  private lastSteal: { readonly atMs: number; readonly ms: number } | undefined;
  private contended = 0;
  private remeasured = 0;
  private overhead: NoiseResult['engineOverhead'] = null;

  private constructor(
    options: LabOptions,
    meter: CapacityMeter,
    tools: Pick<Lab, 'python' | 'pythons' | 'compiler' | 'runtimes'>,
  ) {
    this.options = options;
    this.random = seededRandom(options.seed);
    this.meter = meter;
    this.python = tools.python;
    this.pythons = tools.pythons;
    this.compiler = tools.compiler;
    this.runtimes = tools.runtimes;
  }

  /** Looks for tools and opens the meter; close it afterwards. */
  static async open(options: LabOptions): Promise<Lab> {
    const { signal } = options;
    const [python, pypy, free, compiler, bun, deno] = await Promise.all([
      findPython(signal),
      findPython(signal, 'pypy3', 'pypy3'),
      findPython(signal, 'python3.13t', 'a free-threaded Python'),
      findCompiler(signal),
      findRuntime(signal, process.env['BUN'] ?? 'bun', 'npm install bun, and put it on the PATH'),
      findRuntime(signal, process.env['DENO'] ?? 'deno', 'npm install deno, and put it on the PATH'),
    ]);
    const others = await Promise.all(
      (process.env['COUNTERPOINT_NODES'] ?? '')
        .split(':')
        .filter((command) => command !== '')
        .map(async (command, i): Promise<OtherRuntime> => ({
          prefix: `node${i + 1}`,
          name: 'Node',
          tool: await findRuntime(signal, command, 'COUNTERPOINT_NODES names no Node'),
          flags: [],
        })),
    );
    return new Lab(options, await openCapacityMeter(), {
      python: { prefix: 'py', name: nameOf(python), tool: python },
      pythons: [
        { prefix: 'pypy', name: 'PyPy', tool: pypy },
        { prefix: 'py-free', name: 'CPython free-threaded', tool: free },
      ],
      compiler,
      runtimes: [
        ...others,
        { prefix: 'bun', name: 'Bun', tool: bun, flags: [] },
        { prefix: 'deno', name: 'Deno', tool: deno, flags: ['run', '--allow-read'] },
      ],
    });
  }

  /** What could not be measured, and how to have it. */
  gaps(): string[] {
    const tools = [this.python, ...this.pythons, ...this.runtimes].map(({ tool }) => tool);
    return [...tools, this.compiler].flatMap((tool) => (tool.state === 'missing' ? [tool.reason] : []));
  }

  /**
   * Measures contenders in rounds and keeps what the rounds tell of the noise.
   * @param control - id of the contender that is measured against itself
   * @param needed - cores that the work needs; default all
   * @param batches - of fresh processes; default 2, with fewer than 6 rounds 1
   */
  async measure(
    where: string,
    contenders: readonly Contender[],
    plan: {
      readonly rounds: number;
      readonly needed?: number;
      readonly batches?: 1 | 2;
      readonly control?: string;
      readonly check?: (value: unknown, id: string) => Promise<string | undefined>;
    },
  ): Promise<RoundsResult> {
    const { signal, onProgress, preset } = this.options;
    const {
      rounds,
      control,
      needed = this.cores,
      batches = 2,
      check = () => Promise.resolve(undefined),
    } = plan;
    this.readSteal();
    const result = await measureRounds({
      contenders,
      looks: [rounds],
      batchRounds: rounds < 6 ? rounds : Math.ceil(rounds / batches),
      // A quick look decides nothing, so a busy machine need not make it longer.
      ...(preset === 'quick' || batches === 1 ? { remeasure: 0 } : {}),
      random: this.random,
      capacity: () => this.meter.read(),
      free: (0.9 * Math.min(needed, this.cores)) / this.cores,
      check,
      signal,
      ...(control === undefined ? {} : { control }),
      onEvent: (event) => {
        if (event.type === 'run') onProgress(`${where}: ${event.id} ${event.round + 1}/${rounds}`);
        if (event.type === 'warm-up') onProgress(`${where}: ${event.id} warm-up`);
      },
    });
    this.readSteal();
    this.contended += result.contended;
    this.remeasured += result.remeasured;
    return result;
  }

  /** Keeps an A/A control for the noise panel. */
  keepControl(control: ControlResult): void {
    this.controls.push(control);
  }

  /** Times calls that do nothing, as a workload's host times its work: what is left is the stopwatch itself. */
  async measureOverhead(): Promise<void> {
    const calls = 2000;
    const nothing: Contender = { id: 'nothing', run: () => timed(() => Promise.resolve()) };
    const { signal } = this.options;
    const times: number[] = [];
    for (let i = 0; i < calls && !signal.aborted; i++) times.push((await nothing.run(signal)).wallMs);
    const perCallMs = times.reduce((sum, ms) => sum + ms, 0) / Math.max(1, times.length);
    this.overhead = { perCallMs, shareOf1ms: perCallMs, calls };
  }

  /** Tells how noisy it was so far. */
  noise(): NoiseResult {
    return {
      controls: [...this.controls],
      capacity: this.meter.readings.map(({ atMs, share }) => ({ atMs, share })),
      steal: [...this.steal],
      contendedRounds: this.contended,
      remeasuredRounds: this.remeasured,
      engineOverhead: this.overhead,
    };
  }

  async close(): Promise<void> {
    await Promise.all([this.meter.close(), this.host.close()]);
  }

  private readSteal(): void {
    const ms = pressure().stealMs;
    if (ms === null) return;
    const atMs = performance.now() - this.opened;
    const last = this.lastSteal;
    this.lastSteal = { atMs, ms };
    if (last !== undefined && atMs > last.atMs)
      this.steal.push({ atMs, share: Math.min(1, (ms - last.ms) / ((atMs - last.atMs) * this.cores)) });
  }
}

/** Times one call of something. */
async function timed(work: () => Promise<void>): Promise<Run> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const wallMs = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs, cpuMs: (user + system) / 1000, startMs: null, value: undefined };
}

function nameOf(tool: Tool): string {
  return tool.state === 'found' ? (tool.name ?? 'CPython') : 'CPython';
}
