import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slack } from '../../src/notify/slack.ts';
import { slackMessage } from '../../src/notify/slack-message.ts';
import { firing, resolved } from './alert-events.ts';
import { EVERY_NOTIFIER } from './contract.ts';
import { HTTP_NOTIFIER } from './http-contract.ts';
import { registerRules } from './notifier-case.ts';

interface Message {
  readonly text: string;
  readonly blocks: readonly {
    readonly text?: { readonly text: string };
    readonly fields?: readonly { readonly text: string }[];
    readonly elements?: readonly { readonly text: string }[];
  }[];
}

registerRules(
  { ...EVERY_NOTIFIER, ...HTTP_NOTIFIER },
  {
    name: 'slack',
    make: slack,
    told: (body) => [(body as Message).text.replace(/^(\w+): (\w+).*$/s, '$1 $2')],
  },
);

/** Every text of a message, in the order in which it is read. */
function textsOf(message: object): readonly string[] {
  const { text, blocks } = message as Message;
  const parts = blocks.flatMap((block) => [
    ...(block.text === undefined ? [] : [block.text]),
    ...(block.fields ?? []),
    ...(block.elements ?? []),
  ]);
  return [text, ...parts.map((part) => part.text)];
}

test('a message says what fires, and the figures', () => {
  const markdown = (text: string): object => ({ type: 'mrkdwn', text });
  assert.deepEqual(slackMessage(firing(), 'https://ml.example.com/monitor'), {
    text: 'firing: LowAccuracy (critical): accuracy of churn@3 is 0.714, below 0.8',
    blocks: [
      {
        type: 'section',
        text: markdown(
          ':rotating_light: *Firing*: LowAccuracy (critical)\naccuracy of churn@3 is 0.714, below 0.8',
        ),
      },
      {
        type: 'section',
        fields: [
          '*model*\nchurn',
          '*version*\n3',
          '*accuracy*\n0.714286',
          '*bound*\nbelow 0.8',
          '*interval*\n0.669 to 0.755',
          '*n*\n420',
          '*since*\n2026-11-23 10:36:19 UTC',
        ].map(markdown),
      },
      {
        type: 'context',
        elements: [
          '*team*: growth',
          '*runbook_url*: https://example.com/runbook',
          '*link*: https://ml.example.com/monitor',
        ].map(markdown),
      },
    ],
  });
});

test('a message says what is over, and since when', () => {
  const event = resolved({ labels: {}, annotations: {} });
  assert.deepEqual(textsOf(slackMessage(event, '')), [
    'resolved: LowAccuracy (critical): accuracy of churn@3 is 0.714, below 0.8',
    ':white_check_mark: *Resolved*: LowAccuracy (critical)\naccuracy of churn@3 is 0.714, below 0.8',
    '*model*\nchurn',
    '*version*\n3',
    '*accuracy*\nnone',
    '*bound*\nbelow 0.8',
    '*n*\n0',
    '*since*\n2026-11-23 10:36:19 UTC',
    '*until*\n2026-11-23 10:37:19 UTC',
  ]);
});

test('names from outside mention nobody and make no link', () => {
  const hostile = '<!channel> & <https://evil.example|click>';
  const event = firing({
    alert: hostile,
    summary: hostile,
    subject: { model: hostile, version: hostile, class: hostile, feature: hostile },
    labels: { [hostile]: hostile },
    annotations: { note: hostile },
  });
  const texts = textsOf(slackMessage(event, ''));
  assert.deepEqual(
    texts.filter((text) => /[<>]|&(?!amp;|lt;|gt;)/.test(text)),
    [],
  );
  assert.ok(texts.includes('*model*\n&lt;!channel&gt; &amp; &lt;https://evil.example|click&gt;'));
});

test('a message is never larger than Slack takes', () => {
  const long = '&'.repeat(5000);
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`${index}${long}`, long]));
  const subject = { model: long, version: long, class: long, feature: long };
  const event = resolved({
    alert: long,
    summary: long,
    subject,
    value: 0.5,
    interval: { lower: 0.4, upper: 0.6 },
    labels: many,
    annotations: many,
  });
  const { blocks } = slackMessage(event, long) as Message;
  const sizes = blocks.map(({ text, fields = [], elements = [] }) => ({
    isTextShort: (text?.text.length ?? 0) <= 3000,
    areFieldsShort: fields.length <= 10 && fields.every((field) => field.text.length <= 2000),
    areElementsShort: elements.length <= 10 && elements.every((element) => element.text.length <= 2000),
  }));
  const fits = { isTextShort: true, areFieldsShort: true, areElementsShort: true };
  assert.deepEqual(sizes, [fits, fits, fits]);
});

test('text is not cut within a character', () => {
  const [, heading = ''] = textsOf(slackMessage(firing({ summary: `${'x'.repeat(399)}😀` }), ''));
  assert.equal(heading.isWellFormed(), true);
});
