/** Resolves when a promise has settled, or after so many milliseconds, and does not tell which. */
export async function inTime(settled: Promise<unknown>, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  await Promise.race([settled, timeout]).catch(() => {});
  clearTimeout(timer);
}
