/** Whether what is shown is of now. */
export type Connection =
  | { readonly kind: 'loading' }
  | { readonly kind: 'live'; readonly updatedAt: Date; readonly intervalSeconds: number }
  | { readonly kind: 'paused'; readonly updatedAt: Date | undefined }
  | {
      readonly kind: 'lost';
      readonly reason: string;
      readonly updatedAt: Date | undefined;
      readonly retryInSeconds: number;
    }
  /** Somebody has to sign in, or may not see it at all. */
  | { readonly kind: 'refused'; readonly status: 401 | 403; readonly retryInSeconds: number };
