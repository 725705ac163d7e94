import { programPath } from '../programs/paths.ts';
import { runCommand } from '../programs/run-command.ts';
import { compile, type Tool } from '../programs/toolchain.ts';
import type { Run } from '../engine/contender.ts';
import type { Session, Workload } from '../workloads/workload.ts';
import type { Variant } from './variant.ts';

/** What a program prints. */
interface Report {
  readonly wallMs: number;
  readonly setupMs: number;
  readonly cpuMs: number;
  readonly results: readonly unknown[];
}

/** Runs a program once; times are those that it measured itself, its start is counted apart. */
async function runProgram(command: string, args: readonly string[], signal: AbortSignal): Promise<Run> {
  const outcome = await runCommand(command, args, { signal, timeoutMs: 600_000 });
  signal.throwIfAborted();
  if (outcome.exitCode !== 0) {
    throw new Error(
      `${command} ended with ${outcome.exitCode ?? 'a signal'}: ${outcome.stderr.trim().slice(-300)}`,
    );
  }
  const report = JSON.parse(outcome.stdout) as Report;
  const startMs = outcome.elapsedMs - report.wallMs;
  return { wallMs: report.wallMs, cpuMs: report.cpuMs, startMs, value: report.results };
}

const PYTHON_MODELS = ['sequential', 'threading', 'multiprocessing', 'asyncio'] as const;
/** The article's own speed-ups: C1 (threads on CPU-bound work) and C3 (multiprocessing). */
const ARTICLE: Readonly<Record<string, number>> = { 'counter/threading': 0.89, 'sum/multiprocessing': 3.83 };

/** Makes the rows of CPython. */
export function pythonVariants(workload: Workload, session: Session, lanes: number, python: Tool): Variant[] {
  return PYTHON_MODELS.map((model): Variant => {
    const id = `py-${model}`;
    const used =
      model === 'sequential' || model === 'asyncio'
        ? 1
        : workload.kind === 'io'
          ? session.items.length
          : lanes;
    const args = [
      programPath('python', 'workloads', `${workload.program}.py`),
      model,
      String(used),
      workload.cold === true ? 'cold' : 'warm',
      ...session.items.map((item) => JSON.stringify(item)),
    ];
    const article = ARTICLE[`${workload.id}/${model}`];
    return {
      id,
      language: 'Python',
      model,
      lanes: used,
      build: python.state === 'found' ? `CPython ${python.version}` : 'CPython',
      base: 'py-sequential',
      ...(article === undefined ? {} : { article }),
      contender:
        python.state === 'found'
          ? { id, run: (signal) => runProgram(python.command, args, signal) }
          : { missing: python.reason },
      close: () => Promise.resolve(),
    };
  });
}

/** Makes the rows of standalone C++: at -O0 as in the article, and at -O2 with the barrier. */
export async function cppVariants(
  workload: Workload,
  session: Session,
  lanes: number,
  compiler: Tool,
  signal: AbortSignal,
): Promise<Variant[]> {
  if (!workload.cpp || workload.cold === true) return [];
  const variants: Variant[] = [];
  for (const level of ['-O0', '-O2']) {
    const flags = ['-std=c++20', level];
    let binary = '';
    let missing = compiler.state === 'missing' ? compiler.reason : undefined;
    if (compiler.state === 'found') {
      try {
        binary = await compile(compiler, `workloads/${workload.program}.cpp`, flags, signal);
      } catch (error) {
        missing = (error as Error).message;
      }
    }
    for (const model of ['sequential', 'threads']) {
      const id = `cpp${level}-${model}`;
      const used = model === 'sequential' ? 1 : workload.kind === 'io' ? session.items.length : lanes;
      const args = [model, String(used), ...session.items.map(String)];
      variants.push({
        id,
        language: 'C++',
        model,
        lanes: used,
        build: level === '-O0' ? 'g++ -O0' : 'g++ -O2 + barrier',
        base: `cpp${level}-sequential`,
        ...(workload.id === 'counter' && level === '-O0' && model === 'threads' ? { article: 3.19 } : {}),
        contender:
          missing === undefined ? { id, run: (abort) => runProgram(binary, args, abort) } : { missing },
        close: () => Promise.resolve(),
      });
    }
  }
  return variants;
}
