import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Answer, Question } from './probe-message.ts';

const MAIN = fileURLToPath(new URL('probe-main.js', import.meta.url));

/** A busy machine starts a process slowly; the function's own time counts from then on. */
const START_LIMIT_MS = 60_000;

/** How a probe process ended. */
export type ProbeEnd =
  | { readonly state: 'done' }
  | { readonly state: 'failed' | 'crashed' | 'timed out' | 'interrupted'; readonly reason: string };

/** Asks a question in a process of its own; its answers are told as they come. */
export function probe(
  question: Question,
  limits: { readonly limitMs: number; readonly signal?: AbortSignal | undefined },
  onAnswer: (answer: Answer) => void,
): Promise<ProbeEnd> {
  const { limitMs, signal } = limits;
  return new Promise((resolve) => {
    const child = fork(MAIN, {
      serialization: 'advanced',
      execArgv: [...process.execArgv, '--expose-gc'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    let end: ProbeEnd | undefined;
    const stop = (state: 'timed out' | 'interrupted' | 'failed', reason: string): void => {
      end ??= { state, reason };
      child.kill('SIGKILL');
    };
    let timer = setTimeout(() => stop('failed', 'a process of Node did not start'), START_LIMIT_MS);
    const abort = (): void => stop('interrupted', 'interrupted');
    signal?.addEventListener('abort', abort);
    if (signal?.aborted === true) abort();
    child.on('message', (answer: Answer) => {
      if (answer.type === 'ready') {
        clearTimeout(timer);
        timer = setTimeout(() => stop('timed out', `it did not end within ${seconds(limitMs)}`), limitMs);
      } else if (answer.type === 'done') end ??= { state: 'done' };
      else if (answer.type === 'failed') end ??= { state: 'failed', reason: answer.reason };
      else onAnswer(answer);
    });
    child.once('error', (error) => {
      end ??= { state: 'failed', reason: error.message };
    });
    child.once('close', (code, killed) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      const how = killed === null ? `exit code ${code}` : killed;
      resolve(end ?? { state: 'crashed', reason: `it ended its process (${how})` });
    });
    child.send(question, (error) => {
      if (error === null) return;
      end ??= { state: 'failed', reason: error.message };
      child.kill('SIGKILL');
    });
  });
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
