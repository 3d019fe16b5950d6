/** `31 Jan 2026, 12:03`: a report is read in many places, so its times are those of UTC. */
export function utcTime(iso: string): string {
  return TIME.format(new Date(iso));
}

/** `31 Jan 2026`. */
export function utcDate(iso: string): string {
  return DATE.format(new Date(iso));
}

const TIME: Intl.DateTimeFormat = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
});
const DATE: Intl.DateTimeFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
