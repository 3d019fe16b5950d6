import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A path in a folder of its own, which goes when the test has ended. */
export function temporaryFile(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'file-store-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return join(folder, 'pending.db');
}
