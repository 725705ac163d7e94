import { ruleX, ruleY, type PlotOptions } from '@observablehq/plot';
import type { LoopRow, LoopStudy } from '../../../result/loop.ts';
import { formatMs } from '../../../text/format.ts';
import { numbersTable, type ChartWidth } from '../figure.ts';
import { markup, type Markup } from '../markup.ts';
import { modelColour } from '../palette.ts';
import { leftAxis } from '../plot-parts.ts';
import type { Section } from '../section.ts';
import { drawSvg } from '../svg.ts';

/** What each model does to the event loop of its caller. */
export function loopSection(study: LoopStudy): Section {
  const measured = study.rows.filter(({ state }) => state === 'measured');
  const highest = Math.max(10, ...measured.map(({ maxMs = 0 }) => maxMs));
  const longest = Math.max(1, ...measured.flatMap(({ ticks }) => ticks.map(({ atMs }) => atMs)));
  return {
    id: 'event-loop',
    title: 'How long the caller could not answer',
    entry: 'Event-loop delay',
    intro: `${study.jobs} jobs of ${study.workload}, ${formatMs(study.jobMs)} each, while a timer of the caller ticks every millisecond.`,
    body: markup`<figure class="figure">
      <figcaption>
        <strong>Event-loop delay</strong>
        <span
          >Each stroke is one tick that came late, its height (on a logarithmic scale) is by how much: a flat
          strip means that the server goes on answering, a tall stroke that it stood still.</span
        >
      </figcaption>
      ${measured.map((row) => strip(row, longest, highest))}
      ${study.rows.filter(({ state }) => state !== 'measured').map(({ model, reason = '' }) => markup`<p class="note">${model} was not measured: ${reason}</p>`)}
      ${numbersTable('Event-loop delay', {
        columns: ['Model', 'p50 ms', 'p99 ms', 'Max ms', 'Loop busy, %', 'Wall ms'],
        rows: measured.map(({ model, p50Ms = 0, p99Ms = 0, maxMs = 0, utilization = 0, wallMs = 0 }) => [
          model,
          p50Ms,
          p99Ms,
          maxMs,
          utilization * 100,
          wallMs,
        ]),
      })}
    </figure>`,
  };
}

function strip(row: LoopRow, longest: number, highest: number): Markup {
  const { model, p99Ms = 0, maxMs = 0 } = row;
  const words = {
    title: `Event-loop delay under ${model}`,
    description: `p99 ${formatMs(p99Ms)}, longest ${formatMs(maxMs)}`,
  };
  return markup`<div class="strip">
    <p>
      <b style="color:${modelColour(model)}">${model}</b> p99 ${formatMs(p99Ms)}, longest ${formatMs(maxMs)}
    </p>
    ${drawSvg(words, stripOptions(row, longest, highest, 820), 'wide')}${drawSvg(words, stripOptions(row, longest, highest, 320), 'narrow')}
  </div>`;
}

type Tick = LoopRow['ticks'][number];

function stripOptions(
  { model, ticks }: LoopRow,
  longest: number,
  highest: number,
  width: ChartWidth,
): PlotOptions {
  const floor = 0.1;
  return {
    width,
    height: 58,
    marginLeft: 52,
    marginRight: 10,
    marginTop: 6,
    marginBottom: 6,
    x: { type: 'linear', domain: [0, longest], axis: null },
    y: { type: 'log', domain: [floor, highest * 1.1], axis: null },
    marks: [
      ...leftAxis(
        [1, 10, 100, 1000].filter((tick) => tick <= highest * 1.1),
        formatMs,
      ),
      ruleX([...ticks], {
        x: 'atMs',
        y1: () => floor,
        y2: ({ delayMs }: Tick) => Math.max(floor * 1.15, delayMs),
        stroke: modelColour(model),
        strokeWidth: width === 820 ? 2 : 1.2,
        title: ({ atMs, delayMs }: Tick) => `${model}, at ${formatMs(atMs)}: ${formatMs(delayMs)} late`,
        className: 'mark-tick',
      }),
      ruleY([floor], { stroke: 'var(--line)' }),
    ],
  };
}
