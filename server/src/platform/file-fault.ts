/** What is wrong with a file that is read line by line. */
import { fail, type Result } from '@egoejo/shared/platform/result.ts';

/** `line` counts from 1; 0: the file as a whole. */
export interface FileFault<Code extends string = string> {
  code: Code;
  line: number;
  reason: string;
}
export type FileCode = 'file.not_utf8' | 'file.line_too_long' | 'file.unclosed_quote' | 'file.control_character';
export const fault = <Code extends string>(code: Code, line: number, reason: string): Result<never, Code> =>
  fail(code, { line, reason });
