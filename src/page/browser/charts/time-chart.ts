/*!
 * This bundle holds uPlot, https://github.com/leeoniya/uPlot
 *
 * The MIT License (MIT)
 *
 * Copyright (c) 2022 Leon Sorokin
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy
 * of this software and associated documentation files (the "Software"), to deal
 * in the Software without restriction, including without limitation the rights
 * to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
 * copies of the Software, and to permit persons to whom the Software is
 * furnished to do so, subject to the following conditions:
 *
 * The above copyright notice and this permission notice shall be included in
 * all copies or substantial portions of the Software.
 *
 * THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
 * IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
 * FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
 * AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
 * LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
 * OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN
 * THE SOFTWARE.
 */
import uPlot from 'uplot';
import type { Interval } from '../../../statistics/wilson-interval.ts';
import type { LiveWidget, Widget } from '../dom/elements.ts';
import { formatN, formatTimeOf } from '../text/format.ts';
import type { LineLook } from './line-dashes.ts';
import { timeChartOptions } from './time-chart-options.ts';
import type { ValueAxis } from './value-axis.ts';

/** One line of a chart over time. */
export interface ChartLine {
  readonly name: string;
  /** One per time; `undefined` where there is nothing to say. */
  readonly values: readonly (number | undefined)[];
  /** What each value rests on. */
  readonly counts: readonly (number | undefined)[];
  readonly look: LineLook;
}

export interface TimeChartData {
  /** Seconds since 1970, ascending. */
  readonly times: readonly number[];
  /** The first one in front. */
  readonly lines: readonly ChartLine[];
  /** Where the true values of the selected line lie; one per time. */
  readonly intervals: readonly (Interval | undefined)[] | undefined;
  readonly axis: ValueAxis;
}

const HEIGHT = 200;

/** Lines over time on a canvas, with the values under the pointer in words above it. */
export const timeChart: Widget<TimeChartData> = {
  mount: (host, data) => new LiveTimeChart(host, data),
};

class LiveTimeChart implements LiveWidget<TimeChartData> {
  readonly #host: HTMLElement;
  readonly #readout: HTMLElement;
  readonly #observer: ResizeObserver;
  #data: TimeChartData;
  #plot: uPlot | undefined;

  constructor(host: HTMLElement, data: TimeChartData) {
    this.#host = host;
    this.#data = data;
    host.className = 'time-chart';
    this.#readout = document.createElement('p');
    this.#readout.className = 'readout';
    host.append(this.#readout);
    this.#observer = new ResizeObserver(() => this.#fit());
    this.#observer.observe(host);
  }

  update(data: TimeChartData): void {
    const isAlike = linesOf(data) === linesOf(this.#data);
    this.#data = data;
    if (this.#plot === undefined) return;
    if (isAlike) this.#plot.setData(alignedData(data));
    else this.#draw(this.#plot.width);
  }

  remove(): void {
    this.#observer.disconnect();
    this.#plot?.destroy();
  }

  #fit(): void {
    const width = this.#host.clientWidth;
    if (width === 0) return;
    if (this.#plot === undefined) this.#draw(width);
    else if (this.#plot.width !== width) this.#plot.setSize({ width, height: HEIGHT });
  }

  #draw(width: number): void {
    this.#plot?.destroy();
    const current = () => this.#data;
    const options = timeChartOptions({ host: this.#host, size: { width, height: HEIGHT }, current });
    const hooks = { setCursor: [(plot: uPlot) => this.#tell(plot.cursor.idx)] };
    this.#plot = new uPlot({ ...options, hooks }, alignedData(this.#data), this.#host);
    // Told from words below: a canvas has nothing in it that could be read.
    this.#plot.root.setAttribute('aria-hidden', 'true');
    this.#host.append(this.#readout);
  }

  #tell(index: number | null | undefined): void {
    const time = index === null || index === undefined ? undefined : this.#data.times[index];
    this.#readout.textContent = time === undefined ? '' : readoutOf(this.#data, index ?? 0, time);
  }
}

function readoutOf({ lines, axis, times }: TimeChartData, index: number, time: number): string {
  const values = lines.flatMap(({ name, values, counts }) => {
    const value = values[index];
    return value === undefined ? [] : [`${name}: ${axis.format(value)}, ${formatN(counts[index] ?? 0)}`];
  });
  return `${formatTimeOf(time, times)} · ${values.join(' · ') || 'nothing to say'}`;
}

/** What the plot has to be made anew for. */
function linesOf({ lines, intervals }: TimeChartData): string {
  return JSON.stringify([lines.map(({ name, look }) => [name, look]), intervals !== undefined]);
}

function alignedData({ times, lines, intervals }: TimeChartData): uPlot.AlignedData {
  const bounds = intervals && [intervals.map((one) => one?.upper), intervals.map((one) => one?.lower)];
  // What is drawn last is in front, and that is the first line.
  const columns = [...lines.toReversed().map(({ values }) => values), ...(bounds ?? [])];
  return [[...times], ...columns.map((values) => values.map((value) => value ?? null))];
}
