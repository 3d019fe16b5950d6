import { type Fault, Faults } from '../../src/domain/faults.ts';

/** Faults whose reports can be looked at, as `part: message`. */
export function recordFaults(): { faults: Faults; reports: string[] } {
  const reports: string[] = [];
  const faults = new Faults(({ part, error }: Fault) => {
    reports.push(`${part}: ${error instanceof Error ? error.message : String(error)}`);
  });
  return { faults, reports };
}
