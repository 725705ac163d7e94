import { areaY, dot, line, ruleY, type PlotOptions } from '@observablehq/plot';
import type { NoiseResult } from '../../../result/noise.ts';
import { formatMs, formatNumber } from '../../../text/format.ts';
import { figure, type ChartWidth } from '../figure.ts';
import { markup } from '../markup.ts';
import { bottomAxis, evenTicks, frame, leftAxis } from '../plot-parts.ts';
import type { Section } from '../section.ts';
import { forestDomain, forestSvg, type ForestRow } from './forest.ts';

/** How far the figures can be trusted: A/A controls, the machine's capacity and steal over the run. */
export function noiseSection(noise: NoiseResult): Section {
  const controls = noise.controls.map(({ where, ratio, containsOne }): ForestRow => ({
    label: where,
    model: containsOne ? 'inline' : 'processes',
    ratio,
    open: !containsOne,
  }));
  const lost = noise.controls.filter(({ containsOne }) => !containsOne).length;
  const { engineOverhead } = noise;
  return {
    id: 'noise',
    title: 'How quiet the machine was',
    entry: 'Noise',
    intro: `Rounds in which the machine was not free: ${noise.contendedRounds}, of which ${noise.remeasuredRounds} measured again. ${
      engineOverhead === null
        ? 'The engine’s own overhead was not measured.'
        : `The engine adds ${formatMs(engineOverhead.perCallMs)} a call, ${formatNumber(engineOverhead.shareOf1ms * 100)} % of a call of 1 ms.`
    }`,
    body: markup`<div class="multiples">
      ${
        controls.length === 0
          ? ''
          : markup`<figure class="figure" id="controls">
              <figcaption>
                <strong>A against A</strong>
                <span
                  >Each bar compares a program with itself, so all must contain 1×;
                  ${lost === 0 ? 'all do' : `${lost} ${lost === 1 ? 'does' : 'do'} not, and no verdict is given there`}.</span
                >
              </figcaption>
              ${forestSvg('A/A controls', controls, forestDomain(controls))}
            </figure>`
      }
      ${
        noise.capacity.length === 0
          ? ''
          : markup`<div class="span">
              ${figure({
                title: 'Capacity and steal over the run',
                reading:
                  'The line is the share of its cores that the machine gave us, 100 % is free, below the dashed 90 % a round counts as contended; the area below is what the hypervisor gave to others.',
                legend: [
                  { label: 'capacity', colour: 'var(--accent)' },
                  { label: 'steal', colour: 'var(--processes)', form: 'box' },
                ],
                chart: (width) => capacityChart(noise, width),
                numbers: {
                  columns: ['At s', 'Capacity %'],
                  rows: noise.capacity.map(({ atMs, share }) => [atMs / 1000, share * 100]),
                },
              })}
            </div>`
      }
    </div>`,
  };
}

type Probe = NoiseResult['capacity'][number];

function capacityChart({ capacity, steal }: NoiseResult, width: ChartWidth): PlotOptions {
  const end = Math.max(1, ...[...capacity, ...steal].map(({ atMs }) => atMs));
  const high = Math.max(1.05, ...capacity.map(({ share }) => share));
  const ticks = evenTicks(end, width === 820 ? 8 : 4);
  return {
    ...frame(width, 220),
    marginRight: 24,
    x: { type: 'linear', domain: [0, end] },
    y: { type: 'linear', domain: [0, high] },
    marks: [
      ...bottomAxis(ticks, 'time of the run', formatMs),
      ...leftAxis([0, 0.25, 0.5, 0.75, 1], (share) => `${share * 100}%`),
      ruleY([0.9], { stroke: 'var(--no)', strokeDasharray: '5,4' }),
      areaY([...steal], {
        x: 'atMs',
        y: 'share',
        fill: 'var(--processes)',
        fillOpacity: 0.55,
        className: 'mark-steal',
      }),
      line([...capacity], {
        x: 'atMs',
        y: 'share',
        stroke: 'var(--accent)',
        strokeWidth: 1.6,
        className: 'mark-line',
      }),
      dot([...capacity], {
        x: 'atMs',
        y: 'share',
        r: 2.4,
        fill: ({ share }: Probe) => (share < 0.9 ? 'var(--no)' : 'var(--accent)'),
        className: 'mark-probe',
        title: ({ atMs, share }: Probe) => `${formatMs(atMs)}: ${formatNumber(share * 100)} %`,
      }),
    ],
  };
}
