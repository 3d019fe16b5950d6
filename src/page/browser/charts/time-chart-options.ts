import type uPlot from 'uplot';
import { dashesOf } from './line-dashes.ts';
import { shownTimes } from './time-axis.ts';
import type { ChartLine, TimeChartData } from './time-chart.ts';
import { shownRange } from './value-axis.ts';

/** Beyond so many points a dot each would be a thick line. */
const MOST_DOTS = 24;

interface ChartSetting {
  readonly host: HTMLElement;
  readonly size: { readonly width: number; readonly height: number };
  /** The data of the moment. */
  readonly current: () => TimeChartData;
}

export function timeChartOptions({ host, size, current }: ChartSetting): uPlot.Options {
  const colour = colourIn(host);
  const { lines, intervals } = current();
  const bounds = lines.length + 1;
  return {
    ...size,
    // The last label of time is centred on its point.
    padding: [8, 28, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { setScale: false }, points: { size: 7 } },
    series: [
      {},
      ...lines.toReversed().map((line) => lineSeries(line, colour)),
      ...(intervals === undefined ? [] : [hiddenSeries(), hiddenSeries()]),
    ],
    ...(intervals && { bands: [{ series: [bounds, bounds + 1], fill: colour('--band') }] }),
    scales: {
      x: { range: () => shownTimes(current().times) },
      y: { range: (_plot, low, high) => shownRange(current().axis, low, high) },
    },
    axes: [
      { ...axisLook(host), ...timeAxis() },
      { ...axisLook(host), ...valueAxis(current) },
    ],
  };
}

type Colour = (variable: string) => string;

/** A canvas does not know CSS variables: an element is given the colour, and asked which one that is. */
function colourIn(host: HTMLElement): Colour {
  return (variable) => {
    const probe = host.appendChild(document.createElement('span'));
    probe.style.color = `var(${variable})`;
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  };
}

function lineSeries({ look }: ChartLine, colour: Colour): uPlot.Series {
  const isOther = typeof look === 'object';
  const stroke = colour(isOther ? '--line-other' : '--accent');
  return {
    stroke,
    width: isOther ? 1.5 : 2,
    dash: dashesOf(look),
    points: { size: 5, fill: stroke, width: 0, filter: dots },
  };
}

/** Points without a neighbour would not be seen without a dot; where there are few, all have one. */
function dots(plot: uPlot, series: number): number[] {
  const values = plot.data[series] ?? [];
  const known = Array.from(values.keys()).filter((index) => typeof values[index] === 'number');
  if (known.length <= MOST_DOTS) return known;
  return known.filter(
    (index) => typeof values[index - 1] !== 'number' && typeof values[index + 1] !== 'number',
  );
}

function hiddenSeries(): uPlot.Series {
  return { stroke: 'transparent', width: 0, points: { show: false } };
}

function timeAxis(): uPlot.Axis {
  return {
    grid: { show: false },
    space: 70,
    size: 32,
    gap: 9,
    values: (_plot, times, _axis, _space, step) => times.map((time) => timeText(time, step)),
  };
}

function timeText(seconds: number, stepSeconds: number): string {
  const time = new Date(1000 * seconds);
  if (stepSeconds >= 86_400) return time.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
  const second = stepSeconds < 60 ? ({ second: '2-digit' } as const) : {};
  return time.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', ...second });
}

function valueAxis(current: () => TimeChartData): uPlot.Axis {
  return {
    space: 36,
    size: (_plot, values) => 14 + 6.6 * Math.max(0, ...(values ?? []).map((value) => value?.length ?? 0)),
    values: (_plot, values) => values.map((value) => current().axis.tick(value)),
  };
}

function axisLook(host: HTMLElement): uPlot.Axis {
  const colour = colourIn(host);
  return {
    stroke: colour('--ink-soft'),
    font: `12px ${getComputedStyle(host).fontFamily}`,
    grid: { stroke: colour('--hairline'), width: 1 },
    ticks: { show: false },
  };
}
