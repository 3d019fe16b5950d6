import { parentPort, workerData } from 'node:worker_threads';
import type { FileAnswer, FileQuestion } from './file-backend.ts';
import { PendingFile } from './pending-file.ts';

// The thread in which fileStore waits for the disk and for the locks of other processes: see file-backend.ts.

const file = new PendingFile(String(workerData), ({ message }) => post({ fault: message }));

function post(answer: FileAnswer): void {
  parentPort?.postMessage(answer);
}

function answer(question: FileQuestion): unknown {
  switch (question.call) {
    case 'put':
      return file.put(question.entries, question.horizon);
    case 'take':
      return file.take(question.ids, question.horizon);
    case 'untake':
      return file.untake();
    case 'size':
      return file.size(question.horizon);
    case 'close':
      return file.close();
  }
}

parentPort?.on('message', (question: FileQuestion) => {
  try {
    post({ number: question.number, result: answer(question) });
  } catch (error) {
    post({ number: question.number, error: error instanceof Error ? error.message : String(error) });
  }
});
