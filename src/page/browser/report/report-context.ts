import type { ModelSnapshot } from '../../../domain/model-snapshot.ts';
import type { Report } from '../../../domain/report.ts';
import type { Theme } from '../live/theme.ts';
import type { PageState } from '../page-state.ts';

/** What a report is shown with, besides its figures. */
export interface ReportContext {
  readonly theme: Theme;
  /** What the reader unfolded and chose at a model version. */
  readonly stateOf: (model: ModelSnapshot) => PageState;
}

/** One model version of a report. */
export interface ReportedVersion {
  readonly report: Report;
  readonly model: ModelSnapshot;
  /** Ends the ids of all that is told of it, as `-2` does. */
  readonly suffix: string;
}

export function versionsOf(report: Report): ReportedVersion[] {
  return report.models.map((model, index) => ({ report, model, suffix: `-${index + 1}` }));
}
