import { dot, line, type PlotOptions } from '@observablehq/plot';
import type { IoStudy, IoSweep } from '../../../result/io.ts';
import { formatMs, formatNumber } from '../../../text/format.ts';
import { shortLanguage } from '../../../text/row-label.ts';
import { figure, type ChartWidth } from '../figure.ts';
import { markup, type Markup } from '../markup.ts';
import { modelColour } from '../palette.ts';
import { bottomAxis, compact, frame, leftAxis, widthTicks } from '../plot-parts.ts';
import { logDomain } from '../scale-ticks.ts';
import type { Section } from '../section.ts';

/** Waits a second over waits in flight: where each way of waiting has its knee. */
export function waitingSection(study: IoStudy): Section {
  const workloads = [...new Set(study.sweeps.map(({ workload }) => workload))];
  return {
    id: 'waiting',
    title: 'Waiting for many things at once',
    entry: 'Waiting',
    intro: 'More waits in flight give a higher rate, up to the knee; beyond it they only queue.',
    body: workloads.map((workload) =>
      sweepFigure(
        workload,
        study.sweeps.filter((sweep) => sweep.workload === workload),
      ),
    ),
  };
}

function sweepName({ language, model }: IoSweep): string {
  return `${shortLanguage(language)} ${model}`;
}

function sweepFigure(workload: string, sweeps: readonly IoSweep[]): Markup {
  const measured = sweeps.filter(({ state }) => state === 'measured');
  return markup`${figure({
    title: `${workload}: rate by waits in flight, ${formatMs(sweeps[0]?.latencyMs ?? 0)} each`,
    reading:
      'The dotted diagonal is all that the latency allows (Little’s law); a line that bends away from it has met the limit of its model, ◇ marks that knee. Filled marks are JavaScript, hollow ones other languages.',
    legend: [
      ...measured.map((sweep) => ({
        label: sweepName(sweep),
        colour: modelColour(sweep.model),
        form: sweep.language === 'JavaScript' ? ('line' as const) : ('dash' as const),
      })),
      { label: 'limit', colour: 'var(--muted)', form: 'dash' },
    ],
    chart: (width) => sweepChart(measured, width),
    numbers: {
      columns: ['Model', 'In flight', 'Waits', 'Median ms', 'CPU ms', 'Per second', 'Limit'],
      rows: measured.flatMap((sweep) =>
        sweep.points.map(({ concurrency, count, wallMs, cpuMs, ratePerS, limitPerS }) => [
          sweepName(sweep),
          concurrency,
          count,
          wallMs.value,
          cpuMs ?? '–',
          ratePerS,
          limitPerS,
        ]),
      ),
    },
  })}
  ${measured.flatMap((sweep) => (sweep.note === undefined ? [] : [markup`<p class="note">${sweepName(sweep)}: ${sweep.note}.</p>`]))}
  ${sweeps.filter(({ state }) => state !== 'measured').map((sweep) => markup`<p class="note">${sweepName(sweep)} was not measured: ${sweep.reason ?? sweep.state}</p>`)}`;
}

function sweepChart(sweeps: readonly IoSweep[], width: ChartWidth): PlotOptions {
  const points = sweeps.flatMap((sweep) =>
    sweep.points.map((point) => ({
      ...point,
      id: sweep.id,
      name: sweepName(sweep),
      colour: modelColour(sweep.model),
      own: sweep.language === 'JavaScript',
    })),
  );
  type Point = (typeof points)[number];
  const knees = sweeps.flatMap((sweep) =>
    sweep.knee === null ? [] : [{ ...sweep.knee, colour: modelColour(sweep.model), name: sweepName(sweep) }],
  );
  type Knee = (typeof knees)[number];
  const x = logDomain(
    points.map(({ concurrency }) => concurrency),
    [],
    1.3,
  );
  const y = logDomain(
    points.flatMap(({ ratePerS, limitPerS }) => [ratePerS, limitPerS]),
    [],
    1.3,
  );
  const drawn = (own: boolean) =>
    line(
      points.filter((point) => point.own === own),
      {
        x: 'concurrency',
        y: 'ratePerS',
        z: 'id',
        stroke: 'colour',
        strokeWidth: 2.2,
        className: 'mark-line',
        ...(own ? {} : { strokeDasharray: '5,4' }),
      },
    );
  return {
    ...frame(width, width === 820 ? 360 : 290),
    ...(width === 820 ? { marginRight: 24 } : {}),
    x: { type: 'log', domain: x },
    y: { type: 'log', domain: y },
    marks: [
      ...bottomAxis(widthTicks(x, width), 'waits in flight', compact),
      ...leftAxis(widthTicks(y, 320), (tick) => `${compact(tick)}/s`),
      line(
        points.toSorted((a, b) => a.concurrency - b.concurrency),
        {
          x: 'concurrency',
          y: 'limitPerS',
          z: null,
          stroke: 'var(--muted)',
          strokeDasharray: '1.5,4',
          className: 'mark-ideal',
        },
      ),
      drawn(true),
      drawn(false),
      dot(points, {
        x: 'concurrency',
        y: 'ratePerS',
        fill: (point: Point) => (point.own ? point.colour : 'var(--card)'),
        stroke: 'colour',
        strokeWidth: 1.8,
        r: 3.4,
        className: 'mark-point',
        title: (point: Point) =>
          `${point.name}, ${formatNumber(point.concurrency)} in flight: ${formatNumber(point.ratePerS)} a second${point.cpuMs === null ? '' : `, ${formatMs(point.cpuMs)} of CPU`}`,
      }),
      dot(knees, {
        x: 'concurrency',
        y: 'ratePerS',
        symbol: 'diamond',
        r: 7,
        fill: 'none',
        stroke: 'colour',
        strokeWidth: 2,
        className: 'mark-knee',
        title: (knee: Knee) => `${knee.name}: knee at ${formatNumber(knee.concurrency)} in flight`,
      }),
    ],
  };
}
