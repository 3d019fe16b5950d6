// A process that opens the file of a store when it is told to: see open-pending-file.test.ts.

import { openPendingFile } from '../../src/stores/open-pending-file.ts';
import type { Opening } from './open-pending-file.test.ts';

function failureOf({ path, at }: Opening): string | undefined {
  // No timer: it would come some milliseconds before or after that of the others.
  while (Date.now() < at);
  try {
    openPendingFile(path).database.close();
    return undefined;
  } catch (error) {
    return String(error);
  }
}

process.on('message', (opening: Opening) => process.send?.({ failure: failureOf(opening) }));
process.send?.('ready');
