import type { ExpositionFormat } from './exposition.ts';

const TYPES: ReadonlySet<string> = new Set(['counter', 'gauge', 'histogram', 'summary']);

/**
 * The Prometheus text format, version 0.0.4, laid out as prom-client does.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export const TEXT_FORMAT: ExpositionFormat = {
  contentType: 'text/plain; version=0.0.4; charset=utf-8',
  describe: ({ name, type }) => ({ name, type: TYPES.has(type) ? type : 'untyped', sampleName: name }),
  // Quotes need no escape here: a help text is not quoted.
  escapeHelp: (help) => help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n'),
  writeExemplar: () => '',
  join: (families) => families.join('\n'),
};
