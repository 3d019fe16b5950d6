import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { type CommandResult, eventsFolderIn, startCommand } from './start-command.ts';

/** The demo in a process of its own. */
export interface RunningDemo {
  /** The page it tells its reader to open. */
  readonly pageUrl: string;
  /** Ctrl-C. */
  stop(): Promise<CommandResult>;
}

/** Starts the demo on a free port, and waits until it serves its page. */
export async function startDemo(seconds: number): Promise<RunningDemo> {
  const args = ['--seconds', String(seconds)];
  const { child, result } = startCommand({ command: 'demo.ts', args, port: '0' });
  const [greeting] = await once(child.stdout, 'data');
  return {
    pageUrl: /^ {2}(http:\S+\/monitor)$/m.exec(String(greeting))?.[1] ?? '',
    stop: async () => {
      child.kill('SIGINT');
      const ended = await result;
      rmSync(eventsFolderIn(ended.stdout), { recursive: true, force: true });
      return ended;
    },
  };
}
