/** What KOReader sends and gets, as its own server does; Readest and others speak the same (B9). */
import { isStorable } from '../../platform/database/storable.ts';

/** The most documents of a member, and the most characters of each text. */
export const MOST = { documents: 500, progress: 500, name: 100 } as const;

/** The refusals of KOReader's own server, with its codes. Its plugin shows `message` to the reader. */
export const FAULTS = {
  internal: { code: 2000, status: 503, message: 'Unknown server error.' },
  unauthorized: { code: 2001, status: 401, message: 'Unauthorized' },
  invalid: { code: 2003, status: 403, message: 'Invalid request' },
  noDocument: { code: 2004, status: 403, message: "Field 'document' not provided." },
  noAccounts: {
    code: 2005,
    status: 402,
    message: 'Accounts are made in the app. Log in with the password for reading apps that its settings make.',
  },
  notServable: { code: 2007, status: 403, message: "Field 'document' has characters that no address can have." },
  notJson: { code: 103, status: 400, message: 'Could not parse JSON in body.' },
  notObject: { code: 104, status: 400, message: 'Body should be a JSON hash.' },
} as const;
export type FaultName = keyof typeof FAULTS;

/** A place in a document, as a reading app tells it. */
export interface Place {
  document: string;
  /** Where: a pointer into the document as KOReader lays it out, or a number of a page. */
  progress: string;
  /** 0 to 1. */
  percentage: number;
  device: string;
  deviceId: string | null;
}

export const isDocument = (value: string): boolean => /^\w{1,64}$/.test(value);
/** A text that can be stored, up to a length. */
const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value.length <= most && isStorable(value);
/** A number, or the text of one. */
const numberOf = (value: unknown): number =>
  typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;

/** Reads the body of a push; what else it has, such as titles, is left out. */
export function readPlace(body: unknown): Place | FaultName {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'notObject';
  const given: Record<string, unknown> = { ...body };
  const { document, device, device_id: deviceId = null } = given;
  const progress = typeof given['progress'] === 'number' ? String(given['progress']) : given['progress'];
  const percentage = numberOf(given['percentage']);
  if (typeof document !== 'string' || document === '') return 'noDocument';
  if (!isDocument(document)) return 'notServable';
  const whole =
    percentage >= 0 &&
    percentage <= 1 &&
    isText(progress, MOST.progress) &&
    isText(device, MOST.name) &&
    (deviceId === null || isText(deviceId, MOST.name));
  return whole ? { document, progress, percentage, device, deviceId } : 'invalid';
}

/**
 * The index in the book's spine of the document that a pointer of KOReader leads into, from 0. KOReader counts
 * documents from 1 in a path, and from 0 in the element ids that it generates. A pointer without one gives 0.
 */
export function sectionOf(progress: string): number {
  const [, path, name] = /^(?:\/body\/DocFragment\[(\d{1,5})\]|#_doc_fragment_(\d{1,5})_)/.exec(progress) ?? [];
  return name === undefined ? Math.max(0, Number(path ?? 1) - 1) : Number(name);
}
/** A pointer to the beginning of that document. */
export const pointerTo = (section: number): string => `/body/DocFragment[${section + 1}].0`;
