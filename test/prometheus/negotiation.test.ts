import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptsGzip } from '../../src/endpoint/compress-answer.ts';
import { negotiateFormat } from '../../src/prometheus/negotiation.ts';
import { OPENMETRICS_FORMAT } from '../../src/prometheus/openmetrics-format.ts';
import { TEXT_FORMAT } from '../../src/prometheus/text-format.ts';

const OPENMETRICS_ACCEPTS = [
  // Prometheus 2.42
  'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1',
  // Prometheus 3, whose text format 1.0.0 we do not write
  'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.7,text/plain;version=0.0.4;q=0.3,*/*;q=0.2',
  'application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.7,application/openmetrics-text;version=1.0.0;q=0.6,*/*;q=0.1',
  'application/openmetrics-text',
  'Application/OpenMetrics-Text ; Version="1.0.0" ; Q=0.5',
  'text/plain;q=0.1, */*;q=0.9, application/openmetrics-text;q=0.2',
  'text/plain, application/openmetrics-text',
];

const TEXT_ACCEPTS = [
  undefined,
  '',
  '*/*',
  'text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8',
  'application/*',
  // Prometheus before 2.35
  'application/openmetrics-text; version=0.0.1,text/plain;version=0.0.4;q=0.5,*/*;q=0.1',
  'application/openmetrics-text;version=1.0.0;q=0.4,text/plain;version=0.0.4;q=0.5',
  'application/openmetrics-text;q=0.4,text/*;q=0.5',
  'application/openmetrics-text;q=0',
  'application/openmetrics-text;q=lots',
  'application/json',
  ';;,,=;q',
];

test('OpenMetrics is the answer to those who name it and like it no less than text', () => {
  for (const accept of OPENMETRICS_ACCEPTS) assert.equal(negotiateFormat(accept), OPENMETRICS_FORMAT, accept);
});

test('the text format is the answer to everyone else', () => {
  for (const accept of TEXT_ACCEPTS) assert.equal(negotiateFormat(accept), TEXT_FORMAT, accept);
});

test('gzip is used where it is named and not refused', () => {
  const headers = ['gzip', 'deflate, GZIP;q=0.5', 'x-gzip', 'gzip;q=0', 'identity', '*', '', undefined];
  assert.deepEqual(headers.map(acceptsGzip), [true, true, true, false, false, false, false, false]);
});
