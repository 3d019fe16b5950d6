import { callback, flag } from './checks.ts';
import type { Authorize } from './model-monitor-options.ts';
import { OptionReader } from './option-reader.ts';
import { endpointPath } from './parse-metrics.ts';

export interface DashboardConfiguration {
  readonly path: string;
  readonly authorize: Authorize | undefined;
}

/** @returns `undefined` when the page is off, which it is unless it is asked for. */
export function parseDashboard(options: OptionReader): DashboardConfiguration | undefined {
  const given = options.group('dashboard', 'true, false or an object of options', flag);
  if (given === false || (given instanceof OptionReader && !options.has('dashboard'))) return undefined;
  const reader = given === true ? OptionReader.empty() : given;
  const configuration = {
    path: reader.read('path', endpointPath('/monitor')) ?? '/monitor',
    authorize: reader.read('authorize', callback<Authorize>('(req) => boolean')),
  };
  reader.finish();
  return configuration;
}
