import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where a program of this name is installed, for those who want to know it with its folder; the name when nowhere. */
export function programPath(name: string): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find(existsSync) ?? name;
}
