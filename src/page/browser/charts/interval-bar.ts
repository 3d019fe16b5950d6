import type { Interval } from '../../../statistics/wilson-interval.ts';
import { type ElementView, element } from '../dom/elements.ts';

/** A share on a line from 0 to 100 %, and where the true one lies; the numbers stand beside it. */
export function intervalBar(
  value: number,
  interval: Interval | undefined,
  look: 'measured' | 'estimated',
): ElementView {
  const { lower, upper } = interval ?? { lower: value, upper: value };
  return element(
    'span',
    {
      class: `interval-bar ${look}`,
      'aria-hidden': 'true',
      '--value': value,
      '--lower': lower,
      '--upper': upper,
    },
    element('span', { class: 'range' }),
    element('span', { class: 'point' }),
  );
}
