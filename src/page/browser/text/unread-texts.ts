import type { UnreadReason } from '../../../domain/prediction.ts';

/** Why a prediction could not be read, to stand behind "could not be read:". */
export const UNREAD_TEXTS: Readonly<Record<UnreadReason, string>> = {
  no_body: 'there was no body',
  not_json: 'the body was no JSON',
  format: 'the format is not known',
  rows_mismatch: 'inputs and outputs were not as many',
  shape: 'a shape did not fit its data',
  binary: 'the data were binary',
  output: 'the output was none of a model',
  not_finite: 'the output was not finite',
};
