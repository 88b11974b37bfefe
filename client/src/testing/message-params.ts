import { parseMessage } from '../i18n/format.ts';

/** The names of the parameters of a message, sorted; a test checks that both languages agree. */
export function messageParams(message: string): string[] {
  const names = new Set<string>();
  const walk = (parts: ReturnType<typeof parseMessage>) => {
    for (const part of parts) {
      if (typeof part === 'string' || part.kind === 'hash') continue;
      names.add(part.name);
      if (part.kind === 'choice') for (const sub of part.cases.values()) walk(sub);
    }
  };
  walk(parseMessage(message));
  return [...names].sort();
}

/** The labels of each plural of a message. */
export function pluralsOf(message: string): string[][] {
  const found: string[][] = [];
  const walk = (parts: ReturnType<typeof parseMessage>) => {
    for (const part of parts) {
      if (typeof part === 'string' || part.kind !== 'choice') continue;
      if (part.by === 'plural') found.push([...part.cases.keys()]);
      for (const sub of part.cases.values()) walk(sub);
    }
  };
  walk(parseMessage(message));
  return found;
}

/** A parameter that a word follows; `number`: it is formatted as one. */
interface Followed {
  name: string;
  number: boolean;
  word: string;
}
/** The parameters that a word follows: `days` and `jours` in `{days, number} jours`. The `#` of a plural is none. */
export function wordsAfter(message: string): Followed[] {
  const found: Followed[] = [];
  const walk = (parts: ReturnType<typeof parseMessage>) => {
    for (const [i, part] of parts.entries()) {
      if (typeof part === 'string') continue;
      if (part.kind === 'choice') for (const sub of part.cases.values()) walk(sub);
      const next = parts[i + 1];
      const word = typeof next === 'string' ? /^\s(\p{L}+)/u.exec(next)?.[1] : undefined;
      if (part.kind === 'value' && word !== undefined)
        found.push({ name: part.name, number: part.format === 'number', word });
    }
  };
  walk(parseMessage(message));
  return found;
}
