import { type WeatherSelection, weatherRows } from '../../example-app/weather-data.ts';
import { Baseline, type BaselineRow } from '../../src/index.ts';

const YEARS = [2012, 2013, 2014, 2015];

/** Days of a place as rows of a model whose output is the day's weather. */
export function weatherDays(location: WeatherSelection['location']): readonly BaselineRow[] {
  return weatherRows({ location, years: YEARS }).map(({ features, weather }) => ({
    features,
    output: weather,
  }));
}

/** Seattle, 2012 to 2015. */
export function seattleBaseline(): Baseline {
  return Baseline.fromRows(weatherDays('Seattle'), { createdAt: new Date('2016-01-01') });
}
