import type { CalibrationBinSnapshot } from '../../../domain/calibration-snapshot.ts';
import { type ElementView, svg } from '../dom/elements.ts';

const SIZE = 260;
const LEFT = 38;
const BOTTOM = 34;
const EDGE = 10;
const TICKS: readonly number[] = [0, 0.25, 0.5, 0.75, 1];

/** Scores beside how often they came true; on the diagonal they are alike. Larger dots rest on more labels. */
export function calibrationChart(bins: readonly CalibrationBinSnapshot[], summary: string): ElementView {
  const points = bins.map(({ score, share, n }) => ({ x: across(score), y: up(share), n }));
  const most = Math.max(...bins.map(({ n }) => n), 1);
  return svg(
    'svg',
    { class: 'calibration-chart', viewBox: `0 0 ${SIZE} ${SIZE}`, role: 'img', 'aria-label': summary },
    TICKS.map(tick),
    svg('line', { class: 'ideal', x1: across(0), y1: up(0), x2: across(1), y2: up(1) }),
    svg('path', {
      class: 'curve',
      d: points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join(''),
    }),
    points.map(({ x, y, n }) =>
      svg('circle', { class: 'dot', cx: x, cy: y, r: 2.5 + 5 * Math.sqrt(n / most) }),
    ),
    svg('text', { class: 'axis', x: across(0.5), y: SIZE - 2, 'text-anchor': 'middle' }, 'score'),
    svg(
      'text',
      { class: 'axis', transform: `translate(10 ${up(0.5)}) rotate(-90)`, 'text-anchor': 'middle' },
      'came true',
    ),
  );
}

function tick(share: number): ElementView {
  const text = `${100 * share} %`;
  return svg(
    'g',
    {},
    svg('line', { class: 'grid', x1: across(0), x2: across(1), y1: up(share), y2: up(share) }),
    svg('line', { class: 'grid', x1: across(share), x2: across(share), y1: up(0), y2: up(1) }),
    svg(
      'text',
      { x: across(share), y: SIZE - BOTTOM + 15, 'text-anchor': share === 1 ? 'end' : 'middle' },
      text,
    ),
    share === 0
      ? undefined
      : svg('text', { x: LEFT - 5, y: up(share) + 4, 'text-anchor': 'end' }, `${100 * share}`),
  );
}

function across(share: number): number {
  return round(LEFT + share * (SIZE - LEFT - EDGE));
}

function up(share: number): number {
  return round(SIZE - BOTTOM - share * (SIZE - BOTTOM - EDGE));
}

function round(pixels: number): number {
  return Math.round(10 * pixels) / 10;
}
