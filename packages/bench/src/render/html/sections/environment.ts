import type { EnvironmentResult } from '../../../result/environment.ts';
import { environmentTerms } from '../../environment-terms.ts';
import { markup, type Content } from '../markup.ts';
import type { Section } from '../section.ts';

/** What a run needs to be made again. */
export interface Provenance {
  readonly environment: EnvironmentResult;
  readonly command: string;
  readonly seed: number;
  readonly gaps: readonly string[];
  readonly wrong: readonly string[];
}

/** What was measured on, the command that makes the run again, and what is missing. */
export function environmentSection({ environment, command, seed, gaps, wrong }: Provenance): Section {
  return {
    id: 'environment',
    title: 'Where this was measured, and how to do it again',
    entry: 'Environment',
    intro: 'Figures belong to a machine: compare them with yours only beside these.',
    body: markup`<pre tabindex="0" aria-label="Command that makes this run again"><code>${command}</code></pre>
      <dl class="terms">
        ${Object.entries({ ...environmentTerms(environment), seed }).map(
          ([name, value]) =>
            markup`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
      ${list('Wrong results', wrong)}${list('Not measured, and how to have it', gaps)}`,
  };
}

function list(title: string, lines: readonly string[]): Content {
  return lines.length === 0
    ? ''
    : markup`<div class="figure">
        <h3>${title}</h3>
        <ul class="lines">
          ${lines.map((line) => markup`<li>${line}</li>`)}
        </ul>
      </div>`;
}
