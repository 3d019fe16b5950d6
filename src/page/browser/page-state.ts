import type { SeriesMetric } from '../../domain/series.ts';
import type { OpenFeatures } from './sections/features.ts';

/** What the reader unfolded and chose; it outlives every update. */
export class PageState {
  readonly #features = new Map<string, boolean>();
  readonly #figures = new Map<string, SeriesMetric>();
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get openFeatures(): OpenFeatures {
    return {
      chosen: (feature) => this.#features.get(feature),
      onToggle: (feature, isOpen) => this.#change(this.#features, feature, isOpen),
    };
  }

  /** The figure that a chart shows, where the reader chose one. */
  chosenFigure(chart: string): SeriesMetric | undefined {
    return this.#figures.get(chart);
  }

  chooseFigure(chart: string, metric: SeriesMetric): void {
    this.#change(this.#figures, chart, metric);
  }

  #change<Value>(map: Map<string, Value>, name: string, value: Value): void {
    if (map.get(name) === value) return;
    map.set(name, value);
    this.#onChange();
  }
}
