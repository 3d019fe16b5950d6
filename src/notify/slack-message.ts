import type { AlertEvent } from '../domain/alert-event.ts';
import { figuresOf } from './alert-labels.ts';

/** Slack refuses a block with more, of context as of fields. */
const MOST_ELEMENTS = 10;

/** Well below Slack's 3000 characters of a section and 2000 of a field, also when each becomes an entity. */
const LONGEST_SUMMARY = 400;
const LONGEST_VALUE = 150;

const TITLES: Readonly<Record<AlertEvent['status'], string>> = {
  firing: ':rotating_light: *Firing*',
  resolved: ':white_check_mark: *Resolved*',
};

/**
 * A message for an incoming webhook: what happened, in one sentence, and the figures.
 *
 * @see https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
 */
export function slackMessage(event: AlertEvent, link: string): object {
  const headline = `${escapeText(event.alert, LONGEST_VALUE)} (${event.severity})`;
  const summary = escapeText(event.summary, LONGEST_SUMMARY);
  return {
    // Shown where blocks are not: in notifications.
    text: `${event.status}: ${headline}: ${summary}`,
    blocks: [
      { type: 'section', text: markdown(`${TITLES[event.status]}: ${headline}\n${summary}`) },
      { type: 'section', fields: factsOf(event).map(pairText('\n')).map(markdown) },
      ...notesBlock(event, link),
    ],
  };
}

type Pair = readonly [name: string, value: string];

/** Ten at most, which is what Slack takes. */
function factsOf(event: AlertEvent): readonly Pair[] {
  const { metric = '', value = 'none', ...figures } = figuresOf(event);
  const pairs: readonly Pair[] = [
    ...Object.entries(event.subject),
    [metric, value],
    ...Object.entries(figures),
    ['since', timeText(event.startedAt)],
    ['until', event.endedAt === undefined ? '' : timeText(event.endedAt)],
  ];
  return pairs.filter(([, value]) => value !== '');
}

/** What the rule itself says, such as the address of a runbook. */
function notesBlock({ labels, annotations }: AlertEvent, link: string): readonly object[] {
  const notes = Object.entries({ ...labels, ...annotations, ...(link !== '' && { link }) });
  if (notes.length === 0) return [];
  return [{ type: 'context', elements: notes.map(pairText(': ')).map(markdown).slice(0, MOST_ELEMENTS) }];
}

function pairText(separator: string): (pair: Pair) => string {
  return ([name, value]) =>
    `*${escapeText(name, LONGEST_VALUE)}*${separator}${escapeText(value, LONGEST_VALUE)}`;
}

function markdown(text: string): object {
  return { type: 'mrkdwn', text };
}

/** `2026-11-23 10:36:19 UTC` */
function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('T', ' ').replace(/\..*/, ' UTC');
}

/**
 * `<` begins links and mentions, of whole channels too, so what is not ours must not hold it.
 *
 * @see https://docs.slack.dev/messaging/formatting-message-text, escaping text
 */
function escapeText(text: string, longest: number): string {
  const shown = text.length <= longest ? text : `${text.slice(0, longest).toWellFormed()}…`;
  return shown.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
