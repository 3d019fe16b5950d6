import { sortedLabels } from './alert-labels.ts';

/** FNV-1a with 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
const OFFSET_BASIS = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;

/** A byte that is in no UTF-8 text. */
const SEPARATOR = 255;

/**
 * The fingerprint that Alertmanager gives an alert with these labels: 16 hexadecimal digits.
 *
 * @see https://github.com/prometheus/common, `labelSetToFingerprint` in model/signature.go
 */
export function fingerprintOf(labels: Readonly<Record<string, string>>): string {
  const bytes = sortedLabels(labels).flatMap(([name, value]) => [
    ...Buffer.from(name),
    SEPARATOR,
    ...Buffer.from(value),
    SEPARATOR,
  ]);
  const hash = bytes.reduce((sum, byte) => BigInt.asUintN(64, (sum ^ BigInt(byte)) * PRIME), OFFSET_BASIS);
  return hash.toString(16).padStart(16, '0');
}
