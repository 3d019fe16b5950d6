import { cleanLabel } from './label-text.ts';
import { OTHER } from './limits.ts';

/** The route of a request that no route of the app answered. */
export const UNMATCHED = '@unmatched';

/** A route as the metrics know it: its template, and the values of the user's own labels. */
export interface RouteSeries {
  readonly route: string;
  readonly customValues: readonly string[];
}

/** The routes seen so far, each kept once so that it can stand as a key; bounded. */
export class Routes {
  readonly #limit: number;
  readonly #onOverflow: (part: 'routes' | 'custom_labels') => void;
  readonly #byTemplate = new Map<string, RouteSeries>();
  readonly #byCustomKey = new Map<string, RouteSeries>();

  constructor(limit: number, onOverflow: (part: 'routes' | 'custom_labels') => void) {
    this.#limit = limit;
    this.#onOverflow = onOverflow;
  }

  seriesOf(template: string): RouteSeries {
    return this.#byTemplate.get(template) ?? this.#addTemplate(template);
  }

  /** The same route with values of the user's own labels; combinations are bounded like routes. */
  seriesWith(template: string, values: readonly string[]): RouteSeries {
    const { route } = this.seriesOf(template);
    const cleaned = values.map(cleanLabel);
    const key = JSON.stringify([route, ...cleaned]);
    const known = this.#byCustomKey.get(key);
    if (known !== undefined) return known;
    const hasRoom = this.#byCustomKey.size < this.#limit;
    if (!hasRoom) this.#onOverflow('custom_labels');
    const customValues = hasRoom ? cleaned : cleaned.map(() => OTHER);
    return remember(this.#byCustomKey, hasRoom ? key : JSON.stringify([route, ...customValues]), {
      route,
      customValues,
    });
  }

  #addTemplate(template: string): RouteSeries {
    const cleaned = cleanLabel(template);
    const hasRoom = this.#byTemplate.size < this.#limit || cleaned === UNMATCHED;
    if (!hasRoom) this.#onOverflow('routes');
    const route = hasRoom ? cleaned : OTHER;
    return remember(this.#byTemplate, route, { route, customValues: [] });
  }
}

function remember(map: Map<string, RouteSeries>, key: string, series: RouteSeries): RouteSeries {
  const known = map.get(key);
  if (known !== undefined) return known;
  map.set(key, series);
  return series;
}
