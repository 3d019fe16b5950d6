/** One model, or one of its versions; what is absent is every one. */
export interface ModelChoice {
  readonly model?: string | undefined;
  readonly version?: string | undefined;
}

export function isChosen(
  of: { readonly model: string; readonly version: string },
  choice: ModelChoice,
): boolean {
  const { model = of.model, version = of.version } = choice;
  return of.model === model && of.version === version;
}
