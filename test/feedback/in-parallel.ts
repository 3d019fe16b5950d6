/** Runs so many at a time, each beginning when one before has ended. */
export async function inParallel<Item>(
  items: readonly Item[],
  parallel: number,
  run: (item: Item) => Promise<unknown>,
): Promise<void> {
  const left = items.values();
  const work = async (): Promise<void> => {
    for (const item of left) await run(item);
  };
  await Promise.all(Array.from({ length: parallel }, work));
}
