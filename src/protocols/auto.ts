import { plain } from './plain.ts';
import type { DecodeInput, Protocol, RecognisableProtocol } from './protocol.ts';
import { tensorflow } from './tensorflow.ts';

/** The formats that are told apart by their bodies, the most particular first. */
const RECOGNISED: readonly RecognisableProtocol[] = [tensorflow, plain];

/** The format of one request: the first whose two bodies fit. */
export function recogniseProtocol(input: DecodeInput): Protocol {
  return RECOGNISED.find((protocol) => protocol.fits(input)) ?? plain;
}

export const PROTOCOLS: Readonly<Record<'plain' | 'tensorflow', Protocol>> = { plain, tensorflow };
