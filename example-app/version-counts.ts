/** What is known of a model version: by the client from answers and truth, or by the monitor from both bodies. */
export interface VersionCounts {
  /** Requests that were answered. */
  readonly requests: number;
  /** Days that were predicted and whose weather is known. */
  readonly rows: number;
  /** Days that were predicted right. */
  readonly right: number;
}

/** By version. */
export type CountsByVersion = ReadonlyMap<string, VersionCounts>;

export const nothingCounted: VersionCounts = { requests: 0, rows: 0, right: 0 };
