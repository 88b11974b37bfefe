/** The parts of an error that may leave the process: its type, where it happened, and its message without values. */
import { cut } from '@egoejo/shared/platform/cut.ts';

/** Matches values in a message: quoted texts, e-mail and IP addresses, tokens, long numbers. */
const VALUES =
  /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:\d{1,3}\.){3}\d{1,3}\b|\b[\w-]{20,}(?:\.[\w-]+)*|\b\d{5,}\b/g;

export const redactText = (text: string): string => cut(text.replace(VALUES, '…'), 500);

export interface Redacted {
  type: string;
  /** Such as an SQLSTATE or ENOENT. */
  code?: string;
  message: string;
  /** Frames only; the first line of a stack would repeat the message. */
  stack: string[];
  cause?: Redacted;
}

export function redactError(error: unknown): Redacted {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: [] };
  const code =
    'code' in error && (typeof error.code === 'string' || typeof error.code === 'number')
      ? String(error.code)
      : undefined;
  return {
    type: error.name,
    ...(code === undefined ? {} : { code: code.slice(0, 40) }),
    message: redactText(error.message),
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .map((line) => line.trim())
      .slice(0, 20),
    ...(error.cause === undefined ? {} : { cause: redactError(error.cause) }),
  };
}
