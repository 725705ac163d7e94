// The plain loop as most people write it.
import { createInterface } from 'node:readline';

const double = (x) => x * 2;
for await (const line of createInterface({ input: process.stdin }))
  process.stdout.write(`${JSON.stringify(double(JSON.parse(line)))}\n`);
