/** What is wrong with a file that is read line by line. */
import type { FaultsOf } from '@egoejo/shared/file-faults.ts';
import { fail, type Result } from '@egoejo/shared/platform/result.ts';

/** `line` counts from 1; 0: the file as a whole. */
export interface FileFault<Code extends string = string> {
  code: Code;
  line: number;
  reason: string;
}
export type FileCode = FaultsOf<'file', 'file'>;
export const fault = <Code extends string>(code: Code, line: number, reason: string): Result<never, Code> =>
  fail(code, { line, reason });
