/** A query of the dashboard, and where it stands. */
export interface PanelQuery {
  readonly panel: string;
  readonly expr: string;
}

export interface DashboardFile {
  readonly templating: { readonly list: readonly DashboardVariable[] };
  readonly panels: readonly {
    readonly id: number;
    readonly type: string;
    readonly title: string;
    readonly description?: string;
    readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
    readonly targets?: readonly { readonly expr: string }[];
  }[];
}

export interface DashboardVariable {
  readonly name: string;
  readonly type: string;
  readonly query?: string;
  readonly current?: { readonly value: string };
}

/** All queries of the panels. */
export function panelQueries({ panels }: DashboardFile): readonly PanelQuery[] {
  return panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ panel: title, expr })));
}

/** A query as Grafana sends it, with all models chosen; what it does not know stays as it is. */
export function interpolated(expr: string, values: Readonly<Record<string, string>>): string {
  return expr.replace(/\$(?:\{(\w+)\}|(\w+))/g, (variable, inBraces, bare) => {
    return values[inBraces ?? bare] ?? variable;
  });
}
