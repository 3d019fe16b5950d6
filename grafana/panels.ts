import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  type DataTransformerConfig,
  MappingType,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatPanel } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TimelinePanel } from '@grafana/grafana-foundation-sdk/statetimeline';
import { PanelBuilder as TablePanel } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as GraphPanel } from '@grafana/grafana-foundation-sdk/timeseries';
import { CHOSEN } from './scope.ts';

/** A query, and what Grafana calls the series it finds. */
export interface Query {
  readonly expr: string;
  readonly legend: string;
}

/** What a panel shows, and how numbers in it read. */
export interface PanelContent {
  readonly title: string;
  readonly description: string;
  /** A unit by Grafana's name for it. */
  readonly unit: string;
  /** Of 24. */
  readonly width: number;
  readonly queries: readonly Query[];
}

export const VERSION_LEGEND = '{{model_name}} {{model_version}}';

const SOURCE = { type: 'prometheus', uid: CHOSEN.datasource };
const HEIGHT = 8;

function query({ expr, legend }: Query, index: number): DataqueryBuilder {
  const refId = String.fromCharCode('A'.charCodeAt(0) + index);
  return new DataqueryBuilder().refId(refId).datasource(SOURCE).expr(expr).legendFormat(legend);
}
