import { judgeClaims } from './claims/claims.ts';
import { measureCells } from './claims/cells.ts';
import { measureEdges } from './claims/edges.ts';
import { ARTICLE_WORKLOADS } from './studies/article.ts';
import STUDIES from './studies/studies.ts';

/** Lists every id: workloads, studies, claims, cells of the table and edges of the flowchart. */
export function benchList(): string {
  return `${[
    'Workloads (--only)',
    ...ARTICLE_WORKLOADS.map(({ id, title }) => line(id, title)),
    'Studies (--study)',
    ...Object.entries(STUDIES).map(([name, { summary }]) => line(name, summary)),
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
