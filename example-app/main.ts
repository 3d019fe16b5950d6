/** `npm start`: serves both versions of the weather model on `PORT`, without traffic, until Ctrl-C. */
import { once } from 'node:events';
import { startExample } from './example-server.ts';
import { runCommand } from './run-command.ts';

await runCommand(async (port, stop) => {
  const server = await startExample(port);
  console.log(`The weather model is served at ${server.url}. Try, in another terminal:

  curl ${server.url}/predict -H 'Content-Type: application/json' -H 'X-Prediction-Id: a-day' \\
    -d '{"features":{"precipitation":10.9,"temp_max":10.6,"temp_min":2.8,"wind":4.5}}'
  curl ${server.url}/feedback -H 'Content-Type: application/json' -d '{"id":"a-day","truth":"rain"}'
  curl ${server.url}/metrics

and open ${server.url}/monitor

Ctrl-C stops it. The request log follows.
`);
  if (!stop.aborted) await once(stop, 'abort');
  await server.stop();
});
