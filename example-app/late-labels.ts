import { postJson } from './ask.ts';

/** What turned out to be right for a prediction that was answered earlier. */
export interface Label {
  /** The `X-Prediction-Id` of the answer. */
  readonly id: string;
  readonly truth: string;
}

/** What the client did with the labels it did not send along. */
export interface LabelCounts {
  /** Predictions whose label was sent. */
  sent: number;
  /** Labels that were sent once more. */
  sentAgain: number;
  /** Predictions that get no label. */
  never: number;
}

interface WaitingLabel<Kind extends Label> {
  readonly label: Kind;
  readonly dueAt: number;
  readonly isRepeat: boolean;
}

/** Sends labels some time after their predictions, and so in another order, to `POST /feedback`. */
export class LateLabels<Kind extends Label> {
  readonly counts: LabelCounts = { sent: 0, sentAgain: 0, never: 0 };
  readonly #url: string;
  readonly #onSent: (label: Kind) => void;
  #waiting: WaitingLabel<Kind>[] = [];

  /** @param onSent - called when a label has arrived for the first time. */
  constructor(url: string, onSent: (label: Kind) => void) {
    this.#url = url;
    this.#onSent = onSent;
  }

  /** @param times - on the clock of `sendDue`: when to send the label, as often as it is to be sent. */
  plan(label: Kind, times: readonly number[]): void {
    if (times.length === 0) this.counts.never += 1;
    for (const [index, dueAt] of times.toSorted((a, b) => a - b).entries()) {
      this.#waiting.push({ label, dueAt, isRepeat: index > 0 });
    }
  }

  /** Sends what is due by now: one label alone, as a person who corrects a prediction, the others in one request. */
  async sendDue(now: number): Promise<void> {
    const due = this.#waiting.filter(({ dueAt }) => dueAt <= now).sort((a, b) => a.dueAt - b.dueAt);
    this.#waiting = this.#waiting.filter(({ dueAt }) => dueAt > now);
    const [first, ...others] = due;
    if (first !== undefined) await this.#send([first], bodyOf(first));
    if (others.length > 0) await this.#send(others, others.map(bodyOf));
  }

  async #send(labels: readonly WaitingLabel<Kind>[], body: object): Promise<void> {
    const response = await postJson(`${this.#url}/feedback`, body).catch(() => undefined);
    await response?.arrayBuffer();
    // A label that comes a second time, alone, is answered with 409.
    if (response === undefined || !(response.ok || response.status === 409)) return;
    for (const { label, isRepeat } of labels) {
      this.counts[isRepeat ? 'sentAgain' : 'sent'] += 1;
      if (!isRepeat) this.#onSent(label);
    }
  }
}

function bodyOf({ label: { id, truth } }: WaitingLabel<Label>): Label {
  return { id, truth };
}
