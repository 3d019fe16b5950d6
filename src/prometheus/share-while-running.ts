/** Runs `task` at most once at a time: callers that come while it runs get the same promise. */
export function shareWhileRunning<T>(task: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= task().finally(() => {
      running = undefined;
    });
    return running;
  };
}
