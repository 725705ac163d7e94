import { dot, line, ruleX, ruleY, type PlotOptions } from '@observablehq/plot';
import type { CrossoverCurve, CrossoverStudy } from '../../../result/crossover.ts';
import { formatMs, formatNumber, formatRatio, formatRatioEstimate } from '../../../text/format.ts';
import { shortLanguage } from '../../../text/row-label.ts';
import { figure, type ChartWidth } from '../figure.ts';
import { markup, type Markup } from '../markup.ts';
import { modelColour } from '../palette.ts';
import { bottomAxis, compact, frame, leftAxis, widthTicks } from '../plot-parts.ts';
import { logDomain } from '../scale-ticks.ts';
import type { Section } from '../section.ts';

/** The size of a task from which on lanes pay, cold and warm. */
export function crossoverSection(study: CrossoverStudy): Section {
  const curves = study.curves.filter(({ state }) => state === 'measured');
  return {
    id: 'crossover',
    title: 'From which size on lanes pay',
    entry: 'Crossover',
    intro: `${study.jobs} jobs of ${study.workload} at growing size, against one lane of the same language. Cold counts the start of the lanes, warm does not.`,
    body: markup`${figure({
      title: 'Speed-up by size of a job',
      reading:
        'Where a line crosses 1× the lanes begin to pay: left of it they cost more than they give; ◇ marks the crossing, its bar the interval. Dashed is cold.',
      legend: curves.map((curve) => ({
        label: curveName(curve),
        colour: colourOf(curve),
        form: curve.warmth === 'cold' ? 'dash' : 'line',
      })),
      chart: (width) => crossoverChart(study, curves, width),
      numbers: {
        columns: ['Model', `Size (${study.unit})`, 'Sequential ms', 'Lanes ms', 'Speed-up', 'Low', 'High'],
        rows: curves.flatMap((curve) =>
          curve.points.map(({ size, sequentialMs, wallMs, speedUp }) => [
            curveName(curve),
            size,
            sequentialMs,
            wallMs,
            speedUp.value,
            speedUp.low,
            speedUp.high,
          ]),
        ),
      },
    })}
      <div class="scroll">
        <table class="rows">
          <thead>
            <tr>
              <th scope="col">Model</th>
              <th scope="col">Pays from</th>
              <th scope="col">One such job takes</th>
            </tr>
          </thead>
          <tbody>
            ${study.curves.map(crossingRow)}
          </tbody>
        </table>
      </div>`,
  };
}

function crossingRow(curve: CrossoverCurve): Markup {
  const { crossing } = curve;
  if (curve.state !== 'measured') {
    return markup`<tr>
      <th scope="row">${curveName(curve)}</th>
      <td colspan="2">${curve.state}: ${curve.reason ?? ''}</td>
    </tr>`;
  }
  return crossing.state === 'found'
    ? markup`<tr>
        <th scope="row">${curveName(curve)}</th>
        <td data-label="Pays from">
          ${formatNumber(crossing.size.value)} (${formatNumber(crossing.size.low)} to
          ${formatNumber(crossing.size.high)})
        </td>
        <td data-label="One such job takes">${formatMs(crossing.jobMs)}</td>
      </tr>`
    : markup`<tr>
        <th scope="row">${curveName(curve)}</th>
        <td colspan="2" data-label="Pays from">${crossing.state}: ${crossing.reason}</td>
      </tr>`;
}

function curveName({ language, model, warmth }: CrossoverCurve): string {
  return `${shortLanguage(language)} ${model}, ${warmth}`;
}

/** Python's curve takes a colour of its own, so that it is not taken for the same model of JavaScript. */
function colourOf({ language, model }: CrossoverCurve): string {
  return language === 'Python' ? 'var(--cluster)' : modelColour(model);
}

function crossoverChart(
  study: CrossoverStudy,
  curves: readonly CrossoverCurve[],
  width: ChartWidth,
): PlotOptions {
  const points = curves.flatMap((curve) =>
    curve.points.map((point) => ({
      ...point,
      id: curve.id + curve.warmth,
      name: curveName(curve),
      colour: colourOf(curve),
      warmth: curve.warmth,
    })),
  );
  type Point = (typeof points)[number];
  const crossings = curves.flatMap((curve) =>
    curve.crossing.state === 'found'
      ? [{ ...curve.crossing, name: curveName(curve), colour: colourOf(curve) }]
      : [],
  );
  type Crossing = (typeof crossings)[number];
  const x = logDomain(
    points.map(({ size }) => size),
    [],
    1.25,
  );
  const y = logDomain(
    points.flatMap(({ speedUp }) => [speedUp.low, speedUp.high]),
    [1],
    1.3,
  );
  const common = { x: 'size', y: (point: Point) => point.speedUp.value } as const;
  const drawn = (warmth: 'cold' | 'warm') =>
    line(
      points.filter((point) => point.warmth === warmth),
      {
        ...common,
        z: 'id',
        stroke: 'colour',
        strokeWidth: 2.2,
        className: 'mark-line',
        ...(warmth === 'cold' ? { strokeDasharray: '5,4' } : {}),
      },
    );
  return {
    ...frame(width, width === 820 ? 380 : 300),
    ...(width === 820 ? { marginRight: 24 } : {}),
    x: { type: 'log', domain: x },
    y: { type: 'log', domain: y },
    marks: [
      ...bottomAxis(widthTicks(x, width), study.unit, compact),
      ...leftAxis(widthTicks(y, 320), (tick) => `${tick}×`),
      ruleY([1], { stroke: 'var(--ink)', strokeWidth: 1.4 }),
      ruleX(points, {
        x: 'size',
        y1: (point: Point) => point.speedUp.low,
        y2: (point: Point) => point.speedUp.high,
        stroke: 'colour',
        strokeWidth: 4,
        strokeOpacity: 0.35,
        className: 'mark-interval',
      }),
      drawn('warm'),
      drawn('cold'),
      dot(points, {
        ...common,
        fill: 'colour',
        r: 3.2,
        className: 'mark-point',
        title: (point: Point) =>
          `${point.name}, ${formatNumber(point.size)} ${study.unit}: ${formatRatioEstimate(point.speedUp)}; one job takes ${formatMs(point.sequentialMs)}`,
      }),
      ruleY(crossings, {
        y: () => 1,
        x1: (one: Crossing) => one.size.low,
        x2: (one: Crossing) => one.size.high,
        stroke: 'colour',
        strokeWidth: 7,
        strokeOpacity: 0.5,
        className: 'mark-crossing-interval',
      }),
      dot(crossings, {
        x: (one: Crossing) => one.size.value,
        y: () => 1,
        symbol: 'diamond',
        r: 7,
        fill: 'var(--card)',
        stroke: 'colour',
        strokeWidth: 2.2,
        className: 'mark-crossing',
        title: (one: Crossing) =>
          `${one.name}: pays from ${formatNumber(one.size.value)} ${study.unit}, ${formatMs(one.jobMs)} a job (${formatRatio(1)})`,
      }),
    ],
  };
}
