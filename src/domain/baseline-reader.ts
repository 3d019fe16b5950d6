import type { Baseline, BaselineFeature, ClassCalibration } from './baseline.ts';
import {
  count,
  dateTime,
  featureName,
  finite,
  firstNotRising,
  firstRepeated,
  predictionName,
  probability,
  schemaName,
  task,
  text,
} from './baseline-checks.ts';
import { BaselineError } from './baseline-error.ts';
import { readFeature } from './baseline-feature-reader.ts';
import { BaselineMembers } from './baseline-members.ts';
import { allOf, givenOf } from './baseline-parts.ts';
import { BaselineProblems, describe } from './baseline-problems.ts';
import { BASELINE_SCHEMA } from './baseline-schema.ts';

/**
 * Reads a baseline that comes from outside. The result is a copy that holds nothing but what was checked.
 *
 * @param value - as `JSON.parse` makes it, or written by hand.
 * @throws BaselineError with every problem and its path; for another version of the format, with that alone.
 */
export function readBaseline(value: unknown): Baseline {
  const problems = new BaselineProblems();
  const members = BaselineMembers.of(value, '', problems);
  const baseline = members && isOfThisVersion(members) ? readMembers(members) : undefined;
  if (baseline === undefined || problems.list.length > 0) throw new BaselineError(problems.list);
  return baseline;
}

/** In another version every member may mean something else, so none is read. */
function isOfThisVersion(members: BaselineMembers): boolean {
  const schema = members.raw('schema');
  const [format, version] = BASELINE_SCHEMA.split('@');
  const [otherFormat, otherVersion] = typeof schema === 'string' ? schema.split('@') : [];
  if (otherFormat !== format || otherVersion === undefined || otherVersion === version) return true;
  members.report(
    'schema',
    `is version ${describe(otherVersion)} of the format; this release reads version "${version}"`,
  );
  return false;
}

function readMembers(members: BaselineMembers): Baseline | undefined {
  const schema = members.required('schema', schemaName);
  const names = { model: members.optional('model', text), version: members.optional('version', text) };
  const rows = members.required('rows', count);
  const prediction = members.object('prediction');
  const required = allOf({
    task: members.required('task', task),
    rows,
    createdAt: members.required('createdAt', dateTime),
    features: readFeatures(members, rows),
  });
  const given = givenOf({
    prediction: prediction && readFeature(prediction, { name: predictionName, rows }),
    quality: readQuality(members.object('quality')),
    calibration: readCalibration(members.object('calibration')),
  });
  const classes = givenOf({ classes: readClasses(members) });
  members.finish();
  if (schema === undefined || required === undefined) return undefined;
  const { task: taskName, ...counted } = required;
  return { schema, ...givenOf(names), task: taskName, ...classes, ...counted, ...given };
}

function readFeatures(
  members: BaselineMembers,
  rows: number | undefined,
): readonly BaselineFeature[] | undefined {
  const objects = members.objects('features');
  const read = objects?.map((object) => readFeature(object, { name: featureName, rows }));
  const features = read?.filter((feature) => feature !== undefined);
  if (features?.length !== objects?.length) return undefined;
  const names = features?.map(({ name }) => name) ?? [];
  const repeated = firstRepeated(names);
  objects?.[repeated]?.report('name', `stands there twice: ${describe(names[repeated])}`);
  return features;
}

function readClasses(members: BaselineMembers): readonly string[] | undefined {
  const classes = members.optionalList('classes', text);
  const repeated = firstRepeated(classes ?? []);
  if (repeated !== -1) {
    members.report('classes', `stands there twice: ${describe(classes?.[repeated])}`, repeated);
  }
  return classes;
}

/** Figures under any name: which there are depends on the task. */
function readQuality(figures: BaselineMembers | undefined): Baseline['quality'] {
  if (figures === undefined) return undefined;
  const read = figures.names().map((name) => [name, figures.required(name, finite)] as const);
  return Object.fromEntries(read.filter((figure): figure is [string, number] => figure[1] !== undefined));
}

function readCalibration(members: BaselineMembers | undefined): Baseline['calibration'] {
  const objects = members?.objects('classes');
  const classes = objects?.map(readClassCalibration).filter((calibration) => calibration !== undefined);
  members?.finish();
  if (classes === undefined || classes.length !== objects?.length) return undefined;
  const names = classes.map(({ class: name }) => name);
  const repeated = firstRepeated(names);
  objects[repeated]?.report('class', `stands there twice: ${describe(names[repeated])}`);
  return { classes };
}

function readClassCalibration(members: BaselineMembers): ClassCalibration | undefined {
  const calibration = allOf({
    class: members.required('class', text),
    scores: members.list('scores', finite),
    probabilities: members.list('probabilities', probability),
  });
  members.finish();
  if (calibration !== undefined) checkKnots(calibration, members);
  return calibration;
}

function checkKnots({ scores, probabilities }: ClassCalibration, members: BaselineMembers): void {
  if (scores.length === 0) members.report('scores', 'expected at least one');
  if (probabilities.length !== scores.length) {
    members.report(
      'probabilities',
      `expected ${scores.length}, as many as scores, got ${probabilities.length}`,
    );
  }
  const fallen = firstNotRising(scores);
  if (fallen !== -1) {
    members.report('scores', `expected more than ${scores[fallen - 1]}, got ${scores[fallen]}`, fallen);
  }
  const lower = probabilities.findIndex((each, index) => each < (probabilities[index - 1] ?? 0));
  if (lower !== -1) {
    const expected = `expected at least ${probabilities[lower - 1]}`;
    members.report('probabilities', `${expected}, got ${probabilities[lower]}`, lower);
  }
}
