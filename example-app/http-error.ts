/** An error that the model server answers with this status and its message. */
export function httpError(status: number, message: string): Error {
  return Object.assign(new Error(message), { status });
}
