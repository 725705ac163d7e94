import { createInterface } from 'node:readline';

/**
 * Makes this process a host: answers each line of JSON on stdin with one on stdout, and ends with stdin.
 *
 * What the work itself prints goes to stderr, so that it cannot be taken for an answer.
 */
export function serveLines(answer: (question: Record<string, unknown>) => Promise<object>): void {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  process.on('SIGINT', () => undefined);
  const lines = createInterface({ input: process.stdin });
  let last = Promise.resolve();
  lines.on('line', (line) => {
    last = last.then(async () => {
      try {
        write(`${JSON.stringify(await answer(JSON.parse(line) as Record<string, unknown>))}\n`);
      } catch (error) {
        write(`${JSON.stringify({ error: error instanceof Error ? error.message : String(error) })}\n`);
      }
    });
  });
  lines.on('close', () => process.exit(0));
}
