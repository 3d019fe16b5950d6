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
  /** The same for `app.use`, which takes the path away. */
  readonly router: Endpoint;

  constructor(
    dashboard: DashboardConfiguration,
    source: SnapshotSource,
    { authorize, faults }: Configuration,
  ) {
    const isAllowed = dashboard.authorize ?? authorize ?? (() => true);
    const options = { source, faults, authorize: isAllowed };
    this.path = dashboard.path;
    this.endpoint = createDashboardEndpoint({ ...options, path: dashboard.path });
    this.router = createDashboardEndpoint({ ...options, path: '' });
  }
}
