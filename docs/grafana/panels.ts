import {
  BigValueGraphMode,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  TableCellDisplayMode,
  TooltipDisplayMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import {
  type DataTransformerConfig,
  type DynamicConfigValue,
  FieldColorBuilder,
  FieldColorModeId,
  MappingType,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as StatPanel } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TimelinePanel } from '@grafana/grafana-foundation-sdk/statetimeline';
import { PanelBuilder as TablePanel } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as GraphPanel } from '@grafana/grafana-foundation-sdk/timeseries';
import { CHOSEN } from './scope.ts';

/** A query in PromQL, and what the series it finds are called. */
export interface Query {
  readonly expr: string;
  /** May hold labels: `{{class}}`. In a table it heads the column of values. */
  readonly legend: string;
}

/** What a panel shows. */
export interface Content {
  readonly title: string;
  readonly description: string;
  /** A unit by Grafana's name for it. */
  readonly unit: string;
  /** In columns, of which there are 24. */
  readonly width: number;
  readonly queries: readonly Query[];
}

export type Panel = GraphPanel | StatPanel | TablePanel | TimelinePanel;

/** Texts and colours in place of numbers. */
export type Words = Readonly<Record<number, readonly [text: string, color: string]>>;

/** What stands before the name of a series that is one of a model version. */
export const VERSION = '{{model_name}} {{model_version}}';

const SOURCE = { type: 'prometheus', uid: CHOSEN.datasource };
const HEIGHT = 8;

/** Lines over time. */
export function graph(content: Content): GraphPanel {
  const legend = new VizLegendOptionsBuilder()
    .displayMode(LegendDisplayMode.List)
    .placement(LegendPlacement.Bottom)
    .showLegend(true);
  return filled(new GraphPanel(), content)
    .height(HEIGHT)
    .targets(content.queries.map((query, index) => dataQuery(query, index).range()))
    .legend(legend)
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi))
    .fillOpacity(0);
}

/** The latest numbers, large. */
export function stat(content: Content): StatPanel {
  return filled(new StatPanel(), content)
    .height(HEIGHT / 2)
    .targets(content.queries.map((query, index) => dataQuery(query, index).instant()))
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .graphMode(BigValueGraphMode.None)
    .noValue('none');
}

/** What was when, in words. */
export function timeline(content: Content, words: Words): TimelinePanel {
  return filled(new TimelinePanel(), content)
    .height(HEIGHT)
    .targets(content.queries.map((query, index) => dataQuery(query, index).range()))
    .mappings([mapping(words)]);
}

/** The latest numbers: a row for what agrees in all labels, a column for each query. */
export function table(content: Content, hidden: readonly string[] = []): TablePanel {
  const { queries } = content;
  const columns = queries.map(({ legend }, index) => [valueColumn(queries, index), legend] as const);
  const excludeByName = Object.fromEntries(['Time', ...hidden].map((name) => [name, true]));
  const organize = { excludeByName, renameByName: Object.fromEntries(columns), indexByName: {} };
  return latest(content, [
    { id: 'merge', options: {} },
    { id: 'organize', options: organize },
  ]);
}

/** One number for each pair of two labels, by row and column, the larger the darker. */
export function matrix(content: Content, rows: string, columns: string): TablePanel {
  const options = { rowField: rows, columnField: columns, valueField: 'Value', emptyValue: 'zero' };
  return latest(content, [{ id: 'groupingToMatrix', options }])
    .colorScheme(new FieldColorBuilder().mode(FieldColorModeId.ContinuousBlues))
    .cellOptions({ type: TableCellDisplayMode.ColorBackground });
}

/** For a column of a table: its own unit, or words in place of its numbers. */
export function columnWith(properties: {
  readonly unit?: string;
  readonly words?: Words;
}): DynamicConfigValue[] {
  const { unit, words } = properties;
  const unitValue = unit === undefined ? [] : [{ id: 'unit', value: unit }];
  if (words === undefined) return unitValue;
  const cell = { id: 'custom.cellOptions', value: { type: TableCellDisplayMode.ColorBackground } };
  return [...unitValue, { id: 'mappings', value: [mapping(words)] }, cell];
}

function filled<P extends Panel>(panel: P, { title, description, unit, width }: Content): P {
  panel.title(title).description(description).datasource(SOURCE).unit(unit).span(width);
  return panel;
}

function latest(content: Content, transformations: DataTransformerConfig[]): TablePanel {
  return filled(new TablePanel(), content)
    .height(HEIGHT)
    .targets(
      content.queries.map((query, index) => dataQuery(query, index).instant().format(PromQueryFormat.Table)),
    )
    .transformations(transformations);
}

function dataQuery({ expr, legend }: Query, index: number): DataqueryBuilder {
  return new DataqueryBuilder().refId(refId(index)).datasource(SOURCE).expr(expr).legendFormat(legend);
}

/** What Grafana calls the values of a query in a table. */
function valueColumn({ length }: readonly Query[], index: number): string {
  return length === 1 ? 'Value' : `Value #${refId(index)}`;
}

function refId(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

function mapping(words: Words): ValueMapping {
  const options = Object.fromEntries(
    Object.entries(words).map(([value, [text, color]], index) => [value, { text, color, index }]),
  );
  return { type: MappingType.ValueToText, options };
}
