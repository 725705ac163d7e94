// A loop in one process; also what GNU parallel --pipe starts for every block of lines.
import { createInterface } from 'node:readline';
import work from './work.mjs';

for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify(work(JSON.parse(line)))}\n`);
