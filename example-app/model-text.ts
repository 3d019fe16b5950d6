import type { WeatherModel } from './weather-model.ts';

/** A model as the text of its file: the facts first, then one tree per line. */
export function modelText({ trees, ...facts }: WeatherModel): string {
  const factLines = Object.entries(facts).map(([name, value]) => `  "${name}": ${JSON.stringify(value)},`);
  const treeLines = trees.map((tree) => `    ${JSON.stringify(tree)}`);
  return ['{', ...factLines, '  "trees": [', treeLines.join(',\n'), '  ]', '}', ''].join('\n');
}
