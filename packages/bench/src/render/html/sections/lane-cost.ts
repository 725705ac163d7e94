import { axisX, barX, dot, gridX, ruleY, text, type PlotOptions } from '@observablehq/plot';
import type { OverheadRow, OverheadStudy } from '../../../result/overhead.ts';
import type { Estimate } from '../../../statistics/estimate.ts';
import { formatBytes, formatEstimate, formatMs } from '../../../text/format.ts';
import { shortLanguage } from '../../../text/row-label.ts';
import { figure, type ChartWidth } from '../figure.ts';
import { markup, type Markup } from '../markup.ts';
import { modelColour } from '../palette.ts';
import { logDomain, logTicks } from '../scale-ticks.ts';
import type { Section } from '../section.ts';

/** What a lane costs: memory, start, and a round trip of an empty job. */
export function laneCostSection(study: OverheadStudy): Section {
  const costs: readonly Cost[] = [
    {
      title: 'Memory that one more lane takes',
      reading:
        'Proportional set size of the whole tree of processes, divided by lanes: what is shared counts once; shorter is lighter.',
      of: (row) => row.pssBytesPerLane,
      format: formatBytes,
      form: 'bar',
    },
    {
      title: 'Start of all lanes',
      reading:
        'From nothing to the first answer of every lane, on a logarithmic scale: each grid line to the right is several times dearer.',
      of: (row) => row.spawnMs,
      format: formatMs,
      form: 'dot',
    },
    {
      title: 'A round trip of an empty job',
      reading:
        'There and back on a lane that is warm, on a logarithmic scale: jobs shorter than this are not worth sending one by one.',
      of: (row) => row.roundTripMs,
      format: formatMs,
      form: 'dot',
    },
  ];
  return {
    id: 'lane-cost',
    title: 'What a lane costs',
    entry: 'Memory and start',
    intro: 'Memory, start and messages: the price that is paid before any work is done.',
    body: markup`${costs.map((cost) => costFigure(study, cost))}
    ${study.rows.filter(({ state }) => state !== 'measured').map((row) => markup`<p class="note">${rowName(row)} was not measured: ${row.reason ?? row.state}</p>`)}`,
  };
}

interface Cost {
  readonly title: string;
  readonly reading: string;
  readonly of: (row: OverheadRow) => Estimate | null | undefined;
  readonly format: (value: number) => string;
  readonly form: 'bar' | 'dot';
}

function rowName({ language, model, lanes }: OverheadRow): string {
  return `${shortLanguage(language)} ${model} (${lanes})`;
}

function costFigure(study: OverheadStudy, { title, reading, of, format, form }: Cost): Markup {
  const rows = study.rows.flatMap((row, key) => {
    const estimate = of(row);
    return estimate === null || estimate === undefined
      ? []
      : [
          {
            key,
            ...estimate,
            name: rowName(row),
            colour: modelColour(row.model),
            text: formatEstimate(estimate, format),
          },
        ];
  });
  if (rows.length === 0) return markup``;
  return figure({
    title,
    reading,
    chart: (width) => costChart(rows, width, format, form),
    numbers: {
      columns: ['Model (lanes)', 'Value', 'Low', 'High'],
      rows: rows.map(({ name, value, low, high }) => [name, format(value), format(low), format(high)]),
    },
  });
}

interface CostPoint extends Estimate {
  readonly key: number;
  readonly name: string;
  readonly colour: string;
  readonly text: string;
}

function costChart(
  rows: readonly CostPoint[],
  width: ChartWidth,
  format: (value: number) => string,
  form: Cost['form'],
): PlotOptions {
  const wide = width === 820;
  const high = Math.max(...rows.map((row) => row.high));
  const domain: [number, number] =
    form === 'bar'
      ? [0, high * 1.02]
      : logDomain(
          rows.flatMap((row) => [row.low, row.high]),
          [],
          1.5,
        );
  const ticks =
    form === 'bar'
      ? [0.25, 0.5, 0.75, 1]
          .map((share) => Number((share * high).toPrecision(1)))
          .filter((tick) => tick <= high)
      : logTicks(domain, wide ? 8 : 4);
  const common = {
    y: 'key',
    className: 'mark-cost',
    title: (row: CostPoint) => `${row.name}: ${row.text}`,
  } as const;
  return {
    width,
    height: rows.length * 32 + 30,
    marginLeft: wide ? 170 : 124,
    marginRight: wide ? 96 : 66,
    marginTop: 2,
    marginBottom: 26,
    color: { type: 'identity' },
    x: { type: form === 'bar' ? 'linear' : 'log', domain },
    y: { type: 'band', domain: rows.map(({ key }) => key), axis: null, padding: 0.35 },
    marks: [
      gridX([...new Set(ticks)], { stroke: 'var(--line)', strokeOpacity: 1 }),
      axisX([...new Set(ticks)], { label: null, text: format, tickSize: 0, fill: 'var(--muted)' }),
      ...(form === 'bar' ? [barX(rows, { ...common, x: 'value', fill: 'colour', rx: 3 })] : []),
      ruleY(rows, {
        y: 'key',
        x1: 'low',
        x2: 'high',
        stroke: form === 'bar' ? 'var(--ink)' : 'colour',
        strokeWidth: form === 'bar' ? 1.5 : 5,
        strokeOpacity: form === 'bar' ? 0.7 : 0.4,
        className: 'mark-interval',
      }),
      ...(form === 'dot' ? [dot(rows, { ...common, x: 'value', fill: 'colour', r: 5 })] : []),
      text(rows, {
        y: 'key',
        text: 'name',
        frameAnchor: 'left',
        textAnchor: 'end',
        dx: -8,
        fill: 'var(--ink)',
      }),
      text(rows, {
        y: 'key',
        text: (row: CostPoint) => format(row.value),
        frameAnchor: 'right',
        textAnchor: 'start',
        dx: 8,
        fontWeight: 600,
        fill: 'var(--ink)',
      }),
    ],
  };
}
