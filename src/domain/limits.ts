/** Caps on everything that traffic can make grow. What lies beyond is `@other` or skipped, and counted. */
export interface Limits {
  readonly models: number;
  /** Versions of one model. */
  readonly versions: number;
  /** Versions of all models together. */
  readonly modelVersions: number;
  readonly classes: number;
  /** Classes that have a row and a column of their own in the confusion counts. */
  readonly confusionClasses: number;
  readonly features: number;
  readonly categories: number;
  readonly rowsPerRequest: number;
  readonly routes: number;
  readonly pendingLabels: number;
}

export const DEFAULT_LIMITS: Limits = {
  models: 20,
  versions: 20,
  modelVersions: 50,
  classes: 100,
  confusionClasses: 20,
  features: 200,
  categories: 50,
  rowsPerRequest: 1000,
  routes: 200,
  pendingLabels: 100_000,
};

/** The label value that stands for everything beyond a limit. */
export const OTHER = '@other';
