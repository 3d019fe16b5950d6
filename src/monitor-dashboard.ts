import type { SnapshotSource } from './domain/snapshot.ts';
import type { Endpoint } from './endpoint/endpoint.ts';
import type { DashboardConfiguration } from './options/parse-dashboard.ts';
import type { Configuration } from './options/parse-options.ts';
import { createDashboardEndpoint } from './page/dashboard-endpoint.ts';

/** The page of one monitor, and the JSON that it shows. */
export class MonitorDashboard {
  readonly path: string;
  readonly hasPathsBelow = true;
  readonly endpoint: Endpoint;

  constructor(
    dashboard: DashboardConfiguration,
    source: SnapshotSource,
    { authorize, faults }: Configuration,
  ) {
    const isAllowed = dashboard.authorize ?? authorize ?? (() => true);
    this.path = dashboard.path;
    this.endpoint = createDashboardEndpoint({
      source,
      faults,
      authorize: isAllowed,
      path: dashboard.path,
    });
  }
}
