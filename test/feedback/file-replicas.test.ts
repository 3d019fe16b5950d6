import { temporaryFile } from '../stores/temporary-file.ts';
import { sqliteTestOf } from '../support/newer-node.ts';
import { assertJoinedOnce } from './assert-joined-once.ts';
import { closeAtOnce } from './close-at-once.ts';
import { KILLED_BY_TURNS, serveInWaves } from './serve-in-waves.ts';

const sqliteTest = sqliteTestOf(import.meta.filename);

sqliteTest(
  'predictions of two processes on one file, which are killed in mid-stream, are joined once each',
  async (t) => {
    const served = await serveInWaves(t, {
      store: { kind: 'file', place: temporaryFile(t) },
      batched: 4000,
      single: 0,
      restarts: KILLED_BY_TURNS,
    });
    await assertJoinedOnce(served);
  },
);

sqliteTest('a process that is closed has stored in its file what it predicted just before', (t) =>
  closeAtOnce(t, { kind: 'file', place: temporaryFile(t) }),
);
