import type { Contender, Run } from '../engine/contender.ts';
import { LineHost } from '../hosts/line-host.ts';
import { programPath } from '../programs/paths.ts';
import { runCommand } from '../programs/run-command.ts';
import { compile, type Tool } from '../programs/toolchain.ts';
import type { RowModel } from '../result/article.ts';
import type { Session, Workload } from '../workloads/workload.ts';
import { SHORTEST_RUN_MS, type Variant } from './variant.ts';

/** What a program prints. */
interface Report {
  readonly wallMs: number;
  readonly setupMs: number;
  readonly cpuMs: number;
  readonly results: readonly unknown[];
}

const PYTHON_MODELS: readonly { readonly model: RowModel; readonly calls: string }[] = [
  { model: 'sequential', calls: 'sequential' },
  { model: 'threads', calls: 'threading' },
  { model: 'processes', calls: 'multiprocessing' },
  { model: 'async', calls: 'asyncio' },
];
/** The article's own speed-ups: C1 (threads on CPU-bound work) and C3 (multiprocessing). */
const ARTICLE: Readonly<Record<string, number>> = { 'counter/threading': 0.89, 'sum/multiprocessing': 3.83 };

/** A Python, under a prefix of row ids. */
export interface Interpreter {
  readonly prefix: string;
  readonly name: string;
  readonly tool: Tool;
}

/** Makes the rows of one Python: one process a model and batch, which is asked once a round. */
export function pythonVariants(
  workload: Workload,
  session: Session,
  lanes: number,
  { prefix, name, tool }: Interpreter,
): Variant[] {
  const { python } = workload;
  if (python === undefined) return [];
  return PYTHON_MODELS.map(({ model, calls }): Variant => {
    const id = `${prefix}-${calls}`;
    const many = workload.kind === 'io' || workload.id === 'mixed';
    const used = model === 'sequential' || model === 'async' ? 1 : many ? session.items.length : lanes;
    const article = ARTICLE[`${workload.id}/${calls}`];
    return {
      id,
      language: 'Python',
      runtime: tool.state === 'found' ? `${name} ${tool.version}` : name,
      model,
      calls,
      lanes: used,
      build: tool.state === 'found' ? tool.version : '',
      base: `${prefix}-sequential`,
      ...(article === undefined || prefix !== 'py' ? {} : { article }),
      contender:
        tool.state === 'found'
          ? pythonContender(
              id,
              tool.command,
              [python, calls, String(used), workload.cold === true ? 'cold' : 'warm'],
              session,
              // It alone compiles while it runs.
              tool.name === 'PyPy' && workload.cold !== true ? 12 : undefined,
            )
          : { missing: tool.reason },
    };
  });
}

function pythonContender(
  id: string,
  command: string,
  program: readonly string[],
  session: Session,
  warmUps?: number,
): Contender {
  const [stem = '', ...rest] = program;
  let host: LineHost | undefined;
  return {
    id,
    ...(warmUps === undefined ? {} : { warmUps }),
    run: async (signal): Promise<Run> => {
      host ??= new LineHost(command, [programPath('python', 'workloads', `${stem}.py`), 'serve', ...rest]);
      const { wallMs, cpuMs, setupMs, results } = (await host.request(session.items, signal)) as Report;
      return { wallMs, cpuMs, startMs: setupMs, value: results };
    },
    close: async () => {
      await host?.close();
      host = undefined;
    },
  };
}

const CPP_MODELS: readonly { readonly model: RowModel; readonly calls: string; readonly word: string }[] = [
  { model: 'sequential', calls: 'sequential', word: 'one thread' },
  { model: 'threads', calls: 'threads', word: 'std::thread' },
  { model: 'processes', calls: 'processes', word: 'fork' },
  { model: 'async', calls: 'async', word: 'one event loop' },
];

/**
 * Makes the rows of standalone C++: at -O0 as in the article, and at -O2 with the barrier; a fresh process a run.
 * @param repeated - a run is done again until it has taken `SHORTEST_RUN_MS`
 */
export async function cppVariants(
  workload: Workload,
  session: Session,
  lanes: number,
  compiler: Tool,
  repeated: boolean,
  signal: AbortSignal,
): Promise<Variant[]> {
  const { cpp } = workload;
  if (cpp === undefined || workload.cold === true) return [];
  const variants: Variant[] = [];
  for (const level of workload.id === 'counter' ? ['-O0', '-O2'] : ['-O2']) {
    let binary = '';
    let missing = compiler.state === 'missing' ? compiler.reason : undefined;
    if (compiler.state === 'found') {
      try {
        binary = await compile(compiler, `workloads/${cpp}.cpp`, ['-std=c++20', level], signal);
      } catch (error) {
        missing = (error as Error).message;
      }
    }
    for (const { model, calls, word } of CPP_MODELS) {
      if (level === '-O0' && (model === 'processes' || model === 'async')) continue;
      const id = `cpp${level}-${calls}`;
      const used =
        model === 'sequential' || model === 'async'
          ? 1
          : workload.kind === 'io'
            ? session.items.length
            : lanes;
      const args = [calls, String(used), ...session.items.map(String)];
      variants.push({
        id,
        language: 'C++',
        runtime: compiler.state === 'found' ? `${compiler.command} ${compiler.version}` : 'C++',
        model,
        calls: word,
        lanes: used,
        build: level === '-O0' ? 'g++ -O0' : 'g++ -O2 + barrier',
        base: `cpp${level}-sequential`,
        ...(workload.id === 'counter' && level === '-O0' && model === 'threads' ? { article: 3.19 } : {}),
        contender: missing === undefined ? programContender(id, binary, args, repeated) : { missing },
      });
    }
  }
  return variants;
}

/** Runs a program: the first run of a batch does the work once, as it is its first call. */
function programContender(
  id: string,
  command: string,
  args: readonly string[],
  repeated: boolean,
): Contender {
  let first = true;
  return {
    id,
    open: async () => {
      first = true;
    },
    run: (signal) => {
      const options = repeated && !first ? [`--for=${SHORTEST_RUN_MS}`] : [];
      first = false;
      return runProgram(command, [...options, ...args], signal);
    },
  };
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
  const report = JSON.parse(outcome.stdout) as Report & { runs: number };
  const startMs = outcome.elapsedMs - report.wallMs * report.runs;
  return { wallMs: report.wallMs, cpuMs: report.cpuMs, startMs, value: report.results };
}
