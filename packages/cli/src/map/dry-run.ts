import type { LineReader } from './line-reader.ts';
import { failuresOf } from './record-output.ts';
import type { BlockRules } from './block.ts';
import { runBlock } from './run-block.ts';
import type { Failures } from './failures.ts';
import type { Sink } from './sink.ts';

/** Prints every call that would be made, and tells of lines that are no items. */
export async function dryRun(
  reader: LineReader,
  rules: BlockRules,
  name: string,
  sink: Sink,
  failures: Failures,
): Promise<number> {
  const source = `item => ${JSON.stringify(`${name}(`)} + JSON.stringify(item) + ')'`;
  const url = `data:text/javascript,${encodeURIComponent(`export default ${source}`)}`;
  let calls = 0;
  for (let block = await reader.take(1024); block !== undefined; block = await reader.take(1024)) {
    const sent = { bytes: block.bytes, lines: block.lines, skip: [], header: block.header };
    const result = await runBlock(sent, { ...rules, url, exportName: 'default', to: 'lines' });
    calls += result.ran - result.failures.length;
    failures.add(failuresOf({ block, result }), undefined);
    await sink.write(result.output);
  }
  return calls;
}
