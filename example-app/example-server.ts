import type { ExampleOptions } from './app.ts';
import { createApp } from './app.ts';
import type { RunningServer } from './listen.ts';
import { listen } from './listen.ts';
import { createModelServer } from './model-server.ts';
import { readModel } from './weather-model.ts';

/** Starts the model server, with both versions, on a free port, and the app in front of it on the given one (0 for any free one). */
export async function startExample(port: number, options: ExampleOptions = {}): Promise<RunningServer> {
  const modelServer = await listen(createModelServer([readModel('1'), readModel('2')]), 0);
  const { app, close } = createApp(modelServer.url, options);
  const stopBehind = async () => {
    await close();
    await modelServer.stop();
  };

  try {
    const appServer = await listen(app, port);
    const stop = async () => {
      await appServer.stop();
      await stopBehind();
    };
    return { url: appServer.url, stop };
  } catch (error) {
    await stopBehind();
    throw error;
  }
}
