const VALID_ID = /^[A-Za-z0-9._:@-]{1,128}$/;

/** Whether an id from outside may stand for a prediction: in a header, a log line and a label alike. */
export function isValidId(id: unknown): id is string {
  return typeof id === 'string' && VALID_ID.test(id);
}

/** The id of one row: the request's own when it is the only one, `ID#row` among several. */
export function rowIdOf(requestId: string, row: number, rows: number): string {
  return rows === 1 ? requestId : `${requestId}#${row}`;
}
