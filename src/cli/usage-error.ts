/** Something that the user can put right: shown as one line, without a stack. The command ends with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
