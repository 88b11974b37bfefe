import type { ErrorCode } from '@egoejo/shared/errors.ts';

/**
 * Thrown by a settlement that cannot decide at present, for something outside the database is missing. The act gets no
 * receipt; its device keeps it, sets it aside after some tries, visibly, and tries again later (S9).
 */
export class Unsettled extends Error {
  /** What devices are told. */
  readonly code: ErrorCode;
  /** @param message what the log tells the operator. */
  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
