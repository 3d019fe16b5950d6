/** Waits for a promise, but no longer than this; `undefined` when the time was over first. */
export function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds, undefined);
    timer.unref();
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
