/** Expected failures are returned as values; bugs throw. */
export type Params = Record<string, string | number | boolean | null>;
export interface Failure<Code extends string = string> {
  readonly code: Code;
  readonly params: Params;
}
export type Result<T, Code extends string = string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Failure<Code> };

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const fail = <Code extends string>(code: Code, params: Params = {}): Result<never, Code> => ({
  ok: false,
  error: { code, params },
});
