import type { Features } from '../../../domain/prediction.ts';
import type { WorstPrediction } from '../../../domain/report.ts';
import { type Child, type ElementView, element } from '../dom/elements.ts';
import { table } from '../dom/table.ts';
import { figureText, note } from '../sections/texts.ts';
import { formatNumber, formatShare, shorten } from '../text/format.ts';
import { utcTime } from './utc-time.ts';

/** So many values tell what a row was; the rest is in the log. */
const MOST_FEATURES = 12;

/** Predictions that were most wrong, the worst first. */
export function worstTable(predictions: readonly WorstPrediction[]): ElementView {
  const areNumbers = predictions.some(({ error }) => error !== undefined);
  return table({
    caption: 'The worst predictions',
    whenNarrow: 'fold',
    columns: [
      { title: 'Prediction' },
      { title: 'Said' },
      { title: 'Truth' },
      { title: areNumbers ? 'Error' : 'Score of what was said', isNumeric: true },
      { title: 'Features' },
    ],
    rows: predictions.map((prediction) => ({ key: prediction.id, cells: cellsOf(prediction) })),
  });
}

function cellsOf({ id, time, output, truth, features, ...howWrong }: WorstPrediction): Child[] {
  return [
    [element('code', {}, id), note(`${utcTime(time)} UTC`)],
    figureText(valueText(output)),
    figureText(valueText(truth)),
    errorText(howWrong),
    features && note(featuresText(features)),
  ];
}

function errorText({ score, error }: Pick<WorstPrediction, 'score' | 'error'>): string | undefined {
  if (error !== undefined) return formatNumber(error);
  return score === undefined ? undefined : formatShare(score);
}

function valueText(value: unknown): string {
  return typeof value === 'number' ? formatNumber(value) : shorten(String(value));
}

function featuresText(features: Features): string {
  const values = Object.entries(features);
  const shown = values
    .slice(0, MOST_FEATURES)
    .map(([name, value]) => `${shorten(name, 24)} ${plainText(value)}`);
  const rest = values.length - shown.length;
  return `${shown.join(' · ')}${rest > 0 ? ` · and ${rest} more` : ''}`;
}

function plainText(value: unknown): string {
  if (typeof value === 'number') return formatNumber(value);
  return shorten(typeof value === 'string' ? value : JSON.stringify(value), 24);
}
