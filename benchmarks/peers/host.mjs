// Holds one contender of one row: opens it, then measures once for each line that comes in, and answers with one line.
import { createInterface } from 'node:readline';
import { rowOf } from './rows/all.mjs';

const LANES = 2;
const [id, contender] = process.argv.slice(2);
const [peer, model, variant] = contender.split('/');
const row = rowOf(id);
const { open } = await import(`./peers/${peer}.mjs`);
const opener = (lanes = LANES) => open(model, lanes);
const unopened = row.unopened === true || row.fresh === true;
const pool = unopened ? undefined : await opener();
const answer = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);

answer('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const options = { ...JSON.parse(line), variant };
  try {
    answer(await row.measure(unopened ? { ...options, open: opener } : pool, options));
  } catch (error) {
    answer({ error: String(error?.stack ?? error) });
  }
}
await pool?.close();
process.exit(0);
