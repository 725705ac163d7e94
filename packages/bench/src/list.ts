import { judgeClaims } from './claims/claims.ts';
import { measureCells } from './claims/cells.ts';
import { measureEdges } from './claims/edges.ts';
import { ARTICLE_WORKLOADS } from './studies/article.ts';
import { STUDIES } from './studies/run-bench.ts';

const SUMMARIES: Readonly<Record<(typeof STUDIES)[number], string>> = {
  article: 'all workloads, short forms of the other studies, and what holds of the article (default)',
  scale: 'speed-up and CPU cost over lanes, past the number of cores',
  crossover: 'from which size of a job on lanes pay, cold and warm',
  overhead: 'start, round trip and memory of a lane',
  io: 'waits in flight, to the knee: the event loop against threads',
  loop: "delays of the caller's event loop under each model",
};

/** Lists every id: workloads, studies, claims, cells of the table and edges of the flowchart. */
export function benchList(): string {
  return `${[
    'Workloads (--only)',
    ...ARTICLE_WORKLOADS.map(({ id, title }) => line(id, title)),
    'Studies (--study)',
    ...STUDIES.map((id) => line(id, SUMMARIES[id])),
    'Claims',
    ...judgeClaims([]).map(({ id, claim }) => line(id, claim)),
    'Cells of the summary table',
    ...measureCells([]).map(({ id, model, aspect, article }) => line(id, `${model}, ${aspect}: ${article}`)),
    'Edges of the flowchart',
    ...measureEdges([]).map(({ id, from, answer, to }) => line(id, `${from} ${answer} -> ${to}`)),
  ].join('\n')}\n`;
}

function line(id: string, text: string): string {
  return `  ${id.padEnd(14)} ${text}`;
}
