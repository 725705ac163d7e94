import type { Advice } from '../../advice/advice.ts';
import { setupName } from '../../advice/request.ts';
import { fanOutWords } from '../../advice/words.ts';
import type { EnvironmentResult } from '../../result/environment.ts';
import { formatMs, formatNumber, formatRatioEstimate } from '../../text/format.ts';
import { numbersTable } from './figure.ts';
import { markup, type Content } from './markup.ts';
import { renderPage } from './page.ts';
import type { Section } from './section.ts';
import { environmentSection, type Provenance } from './sections/environment.ts';
import { forestDomain, forestSvg, type ForestRow } from './sections/forest.ts';
import { masthead } from './sections/masthead.ts';

/** How an advice was asked for. */
export interface AdvicePageParts {
  readonly environment: EnvironmentResult;
  readonly command: string;
  readonly seed: number;
}

/** Renders advice as a page of its own: the answer, the models as a chart and a table, the code, the machine, the raw data. */
export function renderAdvicePage(advice: Advice, { environment, command, seed }: AdvicePageParts): string {
  const provenance: Provenance = { environment, command, seed, gaps: [], wrong: [] };
  return renderPage({
    title: `Advice: ${advice.label}`,
    masthead: masthead({
      kicker: 'Counterpoint advice',
      title: advice.label,
      lede: advice.answer,
      byline: `${environment.cpu ?? environment.system}, ${advice.cores} cores; ${advice.calls} calls in ${formatMs(advice.durationMs)}, goal ${advice.goal}`,
    }),
    sections: [
      modelsSection(advice),
      reasonsSection(advice),
      ...(advice.code === '' ? [] : [codeSection(advice)]),
      environmentSection(provenance),
    ],
    data: { advice, environment, command, seed },
    footer: 'This page holds the advice as JSON: the element counterpoint-data.',
  });
}

function modelsSection({
  fanOut,
  candidates,
  excluded,
  base,
  jobs,
  choice,
  rounds,
  measuredJobs,
}: Advice): Section {
  const rows = candidates.map(({ setup, speedUp }): ForestRow => ({
    label: setupName(setup),
    model: setup.model,
    ratio: speedUp,
    open: setup.model !== base && speedUp.low <= 1 && speedUp.high >= 1,
  }));
  const title = `How much faster than ${base}, ${jobs} jobs`;
  return {
    id: 'models',
    title: 'Every model',
    entry: 'Models',
    intro: `Each bar is the interval in which the true speed-up lies; a hollow mark decides nothing. ${rounds} rounds of ${measuredJobs} jobs; the start of the lanes counts.`,
    body: markup`${
      rows.length === 0
        ? markup`<p class="note">No round was complete.</p>`
        : markup`<figure class="figure">
            <figcaption><strong>${title}</strong></figcaption>
            ${forestSvg(title, rows, forestDomain(rows))}
            ${numbersTable(title, {
              columns: [
                'Model',
                'All jobs',
                'Faster',
                'Start',
                'One job',
                'Loop block',
                'CPU a job',
                'MB a lane',
                'Advised',
              ],
              rows: candidates.map((candidate) => [
                setupName(candidate.setup),
                formatMs(candidate.totalMs.value),
                formatRatioEstimate(candidate.speedUp),
                formatMs(candidate.coldMs),
                formatMs(candidate.roundTripMs),
                formatMs(candidate.blockMs),
                formatMs(candidate.cpuMs),
                candidate.laneMb === null ? '–' : formatNumber(candidate.laneMb),
                choice !== undefined && setupName(choice) === setupName(candidate.setup) ? 'yes' : '',
              ]),
            })}
          </figure>`
    }
    ${fanOut === null ? '' : markup`<p class="note">Threads without their start: ${fanOutWords(fanOut)}.</p>`}
    ${excluded.map(({ setup, state, reason }) => markup`<p class="note">${setupName(setup)} ${state === 'breaks' ? 'breaks it' : 'was not measured'}: ${reason}</p>`)}`,
  };
}

function reasonsSection({ warnings, why }: Advice): Section {
  return {
    id: 'reasons',
    title: 'Why not the others, and what to mind',
    entry: 'Reasons',
    intro: 'What speaks against each model that was not advised.',
    body: markup`${lines(why)}${lines(warnings)}`,
  };
}

function codeSection({ code }: Advice): Section {
  return {
    id: 'code',
    title: 'The code to paste',
    entry: 'Code',
    intro: 'Runs the function on the advised model.',
    body: markup`<pre tabindex="0" aria-label="Code to paste"><code>${code}</code></pre>`,
  };
}

function lines(list: readonly string[]): Content {
  return list.length === 0
    ? ''
    : markup`<ul class="lines">${list.map((line) => markup`<li>${line}</li>`)}</ul>`;
}
