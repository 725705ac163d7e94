import { serveLines } from './serve-lines.ts';

// node function-host URL EXPORT ARGUMENTS: calls a function; `{ "calls": n }` asks for n calls in a row.
const [, , url = '', exportName = 'default', args = '[]'] = process.argv;
const namespace = (await import(url)) as Record<string, unknown>;
const whole = namespace['default'] as Record<string, unknown> | undefined;
const fn = (namespace[exportName] ?? whole?.[exportName]) as (...values: unknown[]) => unknown;
const values = JSON.parse(args) as unknown[];

serveLines(async ({ calls }) => {
  const cpu = process.cpuUsage();
  const startMs = performance.now();
  for (let i = 0; i < Number(calls); i++) {
    const result = fn(...values);
    if (result instanceof Promise) await result;
  }
  const wallMs = performance.now() - startMs;
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs, cpuMs: (user + system) / 1000 };
});
