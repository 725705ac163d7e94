// A caller in a process of its own: hands a map over, tells so, and waits for its end.
import { createExecutor, taskFrom } from '@counterpoint/core';

const [options, module, count, ms] = JSON.parse(process.argv[2]);
const executor = createExecutor('cluster', options);
const items = Array.from({ length: count }, (_, id) => ({ id, ms }));
const map = executor.with({ batch: 1 }).map(taskFrom(module, 'waitItem'), items, { window: count });
let told = false;
for await (const id of map) {
  if (!told) console.log('first', id);
  told = true;
}
console.log('done');
