/** What came of one attempt to tell somebody. Errors hold no secret. */
export type Attempt =
  | { readonly outcome: 'delivered' }
  /** Another attempt would end the same way. */
  | { readonly outcome: 'refused'; readonly error: Error }
  | {
      readonly outcome: 'missed';
      readonly error: Error;
      /** How long the receiver wants to be left alone; 0 when it did not say. */
      readonly waitMs: number;
    };
