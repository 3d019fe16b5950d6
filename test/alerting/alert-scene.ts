import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { heldOutDays, weatherRows } from '../../example-app/weather-data.ts';
import { type Answers, query, untilScraped } from '../docs/prometheus-query.ts';
import { startAlertmanager } from '../notify/alertmanager-server.ts';
import { Receiver } from '../notify/receiver.ts';
import { startPrometheusWith } from '../support/prometheus-server.ts';
import { type Replica, startReplica } from './replicas.ts';
import { type Told, toldAt } from './told.ts';
import { WeatherTraffic } from './weather-traffic.ts';

/** Where the replicas' monitors tell of alerts, and where Alertmanager does. */
const REPLICA_PATHS = ['/replica-1', '/replica-2', '/replica-3'];
const PROMETHEUS_PATH = '/prometheus';

/** How many alerts of the replicas are in each state, and how many of Prometheus fire. */
export interface AlertCounts {
  readonly replicas: Answers;
  readonly prometheus: Answers;
}

interface SceneParts {
  readonly receiver: Receiver;
  readonly replicas: readonly Replica[];
  readonly traffic: WeatherTraffic;
  readonly prometheus: string;
  readonly alertmanager: string;
}

/** Three replicas under traffic, the Prometheus and Alertmanager that watch them, and somebody all of them tell. */
export class AlertScene {
  readonly receiver: Receiver;
  readonly traffic: WeatherTraffic;
  readonly prometheus: string;
  readonly alertmanager: string;
  readonly #replicas: readonly Replica[];

  static async open(t: TestContext): Promise<AlertScene> {
    const receiver = await Receiver.start(t);
    const replicas = await Promise.all(REPLICA_PATHS.map((path) => startReplica(t, receiver.url + path)));
    const targets = replicas.map(({ url }) => url);
    const [rules = '', ...others] = replicas.map((replica) => replica.rules);
    assert.deepEqual(others, [rules, rules]);
    const alertmanager = await startAlertmanager(t, receiver.url + PROMETHEUS_PATH);
    const prometheus = await startPrometheusWith(t, { targets, rules: [rules], alertmanager });
    await untilScraped(prometheus, targets.length);
    const traffic = new WeatherTraffic(t, targets, weatherRows(heldOutDays));
    return new AlertScene({ receiver, replicas, traffic, prometheus, alertmanager });
  }

  private constructor({ receiver, replicas, traffic, prometheus, alertmanager }: SceneParts) {
    this.receiver = receiver;
    this.traffic = traffic;
    this.prometheus = prometheus;
    this.alertmanager = alertmanager;
    this.#replicas = replicas;
  }

  async counts(): Promise<AlertCounts> {
    const [replicas, prometheus] = await Promise.all([
      query(this.prometheus, 'count_values("result", model_alert_state)'),
      query(this.prometheus, 'count(ALERTS{alertstate="firing"})'),
    ]);
    return { replicas, prometheus };
  }

  /** What everybody was told so far: each replica's webhook, and that of Alertmanager. */
  told(): readonly Told[] {
    return [...REPLICA_PATHS, PROMETHEUS_PATH].map((path) => toldAt(this.receiver, path));
  }

  /** Lets traffic go on for so long. */
  async goOn(seconds: number): Promise<void> {
    await untilScraped(this.prometheus, this.#replicas.length, Date.now() / 1000 + seconds);
  }

  /** Ends it all in peace: every request was answered, and every process ends by itself. */
  async end(): Promise<void> {
    await this.traffic.stop();
    await Promise.all(this.#replicas.map(({ close }) => close()));
  }
}
