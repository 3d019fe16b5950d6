/**
 * Prints docs/metrics.md, made from the catalogue:
 * `node --import tsx docs/generate-metrics.ts > docs/metrics.md`. A test compares the two.
 */
import { METRICS, type MetricDefinition } from '../src/prometheus/catalogue.ts';

const definitions: readonly MetricDefinition[] = METRICS;

const INTRODUCTION = `# Metrics

Made from \`src/prometheus/catalogue.ts\` by \`docs/generate-metrics.ts\`; edit those.

Names stand here without \`metrics.prefix\`. Counters and histograms start at 0 as soon as their labels are
known and are exact sums, so the numbers of any number of replicas add up in PromQL. Label values are bounded
by \`limits\`; what is beyond a limit is counted under \`@other\`.`;

const LABELS = `## Labels

| label | values |
|---|---|
| \`model_name\` \`model_version\` | from the options, the URL or the response; \`default\` and \`unversioned\` when none of them says |
| \`route\` | the full template of the Express route, such as \`/tenants/:id/predict\`; \`@unmatched\` for all that met no route |
| \`outcome\` | \`ok\` (status below 400), \`client_error\`, \`server_error\`, \`aborted\` (the client left before the end) |
| \`method\` \`status_code\` | as in HTTP; status code \`499\` is a client that left before the end |
| \`reason\` | why it was left out or could not be read |
| \`class\` \`actual\` \`predicted\` | class names |
| \`metric\` | the name of a figure, as in docs/quality.md |
| \`feature\` | the name of an input; \`@score:CLASS\` and \`@prediction\` are the model's own |
| \`bin\` | the upper edge of a bin of numbers, as in \`le\`; a category; or \`@unseen\` \`@other\` \`@missing\` \`@invalid\` |
| \`method\` | how a distance is measured, as in docs/drift.md |
| \`alert\` \`notifier\` | the name of a rule, and of who is told, as in docs/alerts.md |
| \`result\` | what became of a label that came later, or of a notification |
| \`task\` \`protocol\` \`baseline\` | what the model version does, how its requests are spoken, and when its baseline was made; \`auto\`, \`none\` or \`learning\` while that is not known |
| \`part\` | the part of the monitor it happened in |`;

function code(text: string): string {
  return `\`${text}\``;
}

function toRow({ name, type, labels, help }: MetricDefinition): string {
  return `| ${code(name)} | ${type} | ${labels.map(code).join(' ')} | ${help} |`;
}

function toBuckets({ name, buckets = [] }: MetricDefinition): string[] {
  return buckets.length === 0 ? [] : [`| ${code(name)} | ${buckets.join(' ')} |`];
}

const page = [
  INTRODUCTION,
  ['| name | type | labels | meaning |', '|---|---|---|---|', ...definitions.map(toRow)].join('\n'),
  ['## Buckets', '', '| histogram | upper bounds |', '|---|---|', ...definitions.flatMap(toBuckets)].join(
    '\n',
  ),
  LABELS,
];
process.stdout.write(`${page.join('\n\n')}\n`);
