/** The process in which a function is called that may crash, hang or leak: it answers one question and ends. */
import { taskFrom, type TaskFunction } from '@counterpoint/core';
import { rounds, trial } from './fan-out.ts';
import { kernelsOf } from './kernel.ts';
import type { Answer, Question } from './probe-message.ts';
import { profile } from './profile.ts';

const tell = (answer: Answer): void => {
  process.send?.(answer);
};

async function work(question: Question): Promise<void> {
  const { url, exportName, samples, kernel } = question;
  const task = taskFrom(url, exportName, kernel === undefined ? {} : { kernel: kernel.symbol });
  const subject = { task, samples, kernels: () => (kernel === undefined ? undefined : kernelsOf(kernel)) };
  if (question.type === 'trial') await trial(subject, question.setup, question.calls, tell);
  else if (question.type === 'rounds') await rounds(subject, question.orders, tell);
  else {
    await profile(await functionOf(url, exportName), samples, question, tell);
  }
}

/** What CommonJS exports may be found on the default export alone. */
async function functionOf(url: string, exportName: string): Promise<TaskFunction> {
  const module = (await import(url)) as Record<string, unknown>;
  const found = module[exportName];
  const whole = module['default'] as Record<string, unknown> | undefined;
  return (typeof found === 'function' ? found : whole?.[exportName]) as TaskFunction;
}

process.once('message', (question: Question) => {
  work(question).then(
    () => process.send?.({ type: 'done' }, () => process.disconnect()),
    (error: unknown) => {
      const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      process.send?.({ type: 'failed', reason }, () => process.disconnect());
    },
  );
});
tell({ type: 'ready' });
process.once('disconnect', () => process.exit());
