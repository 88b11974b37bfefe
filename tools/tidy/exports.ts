/** Finds exports that no other file uses. */
import type { Source } from './sources.ts';

const code = /\.(tsx?|mjs)$/;
const declaration =
  /^export (?:declare )?(?:async )?(?:abstract )?(?:const|let|function\*?|class|interface|type|enum)\s+([A-Za-z_$][\w$]*)/gm;
/** Tools use the exports of these files by name; benchmarks are imported by folder. */
const readByTools = /\.config\.ts$|^e2e\/bench\/cases\/|\.d\.ts$/;

/**
 * Exported names that occur in no other file, as `path: name`. It compares words, not bindings: a name that another
 * file uses for something else is not reported.
 */
export function unusedExports(sources: readonly Source[]): string[] {
  const files = sources.filter((s) => code.test(s.path));
  const filesWith = new Map<string, number>();
  for (const { text } of files)
    for (const word of new Set(text.match(/[A-Za-z_$][\w$]*/g))) filesWith.set(word, (filesWith.get(word) ?? 0) + 1);
  return files
    .filter((s) => !readByTools.test(s.path))
    .flatMap((s) =>
      [...s.text.matchAll(declaration)]
        .map((m) => m[1] ?? '')
        .filter((name) => filesWith.get(name) === 1)
        .map((name) => `${s.path}: ${name}`),
    );
}
