/** The samples of an exposition text: value by series, as `name{labels}` stands in it. */
export function samplesOf(text: string): Map<string, number> {
  const samples = new Map<string, number>();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const end = line.lastIndexOf(' ');
    samples.set(line.slice(0, end), Number(line.slice(end + 1)));
  }
  return samples;
}

/** The samples of one metric that are not 0, with its name left out. */
export function seriesOf(text: string, name: string): Record<string, number> {
  const entries = Array.from(samplesOf(text)).filter(
    ([series, value]) => series.split('{', 1)[0] === name && value !== 0,
  );
  return Object.fromEntries(entries.map(([series, value]) => [series.slice(name.length), value]));
}
