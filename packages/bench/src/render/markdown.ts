import type { BenchResult } from '../document/result.ts';
import { environmentTerms } from './environment-terms.ts';
import type { SummaryTable } from '../text/summary-table.ts';
import { runLine, summaryTables } from './summary.ts';

/** Renders a result as Markdown, from the document alone. */
export function renderMarkdown(result: BenchResult): string {
  const terms = Object.entries(environmentTerms(result.environment));
  return `${[
    `# Counterpoint, ${result.startedAt.slice(0, 10)}`,
    cell(runLine(result)),
    `\`\`\`sh\n${result.command.replaceAll('```', '')}\n\`\`\``,
    ...summaryTables(result)
      .filter(({ rows, notes }) => rows.length + notes.length > 0)
      .map(renderOne),
    ...list('Wrong results', result.wrong),
    ...list('Not measured, and how to have it', result.gaps),
    renderOne({ title: 'Environment', columns: ['What', 'Here'], rows: terms, notes: [] }),
  ].join('\n\n')}\n`;
}

function renderOne({ title, columns, rows, notes }: SummaryTable): string {
  const lines = [columns, columns.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`);
  return [
    `## ${cell(title)}`,
    ...(rows.length === 0 ? [] : [lines.join('\n')]),
    ...(notes.length === 0 ? [] : [notes.map((note) => `- ${cell(note)}`).join('\n')]),
  ].join('\n\n');
}

function list(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.map((line) => `- ${cell(line)}`).join('\n')];
}

/** Text on one line that Markdown takes as text: what a task printed must not become a table, a link or HTML. */
function cell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_[\]<>|#]/g, String.raw`\$&`);
}
