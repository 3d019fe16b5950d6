/** The model version that the page shows in detail. */
export interface Selection {
  readonly model: string;
  readonly version: string;
}

/** Stands in the address, so that it can be kept and sent: `#/weather/2`. */
export function hashOf({ model, version }: Selection): string {
  return `#/${encodeURIComponent(model)}/${encodeURIComponent(version)}`;
}

/** @returns `undefined` when the hash names no model version. */
export function selectionIn(hash: string): Selection | undefined {
  const parts = /^#\/([^/]*)\/([^/]*)$/.exec(hash);
  if (parts === null) return undefined;
  try {
    const [model = '', version = ''] = parts.slice(1).map(decodeURIComponent);
    return { model, version };
  } catch {
    // Somebody's own idea of an address, with a lone %.
    return undefined;
  }
}

export function isSelected(selection: Selection | undefined, { model, version }: Selection): boolean {
  return selection?.model === model && selection.version === version;
}
