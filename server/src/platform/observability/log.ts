/** Structured logs on stderr: stdout belongs to commands and to `ready on …`. Never arguments, tokens or addresses. */
import pino, { type Logger } from 'pino';
import { redactError } from './redact.ts';

export type Log = Logger;

/** @param level a pino level, or 'silent'. */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: redactError, error: redactError, req: () => undefined, res: () => undefined },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
