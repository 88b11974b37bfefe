/** The rules of a style sheet that a piece of markup uses, in their order. */

interface Part {
  /** What stands before the braces, or the whole statement. */
  head: string;
  /** Null: a statement without braces. */
  body: string | null;
}

/** The statements and blocks of a sheet, or of a block. The sheets of the build have no braces in strings. */
function partsOf(css: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  let depth = 0;
  let open = 0;
  for (let at = 0; at < css.length; at++) {
    const sign = css[at];
    if (sign === '{' && depth++ === 0) open = at;
    else if (sign === '}' && --depth === 0) {
      parts.push({ head: css.slice(from, open).trim(), body: css.slice(open + 1, at) });
      from = at + 1;
    } else if (sign === ';' && depth === 0) {
      parts.push({ head: css.slice(from, at).trim(), body: null });
      from = at + 1;
    }
  }
  return parts;
}

const GROUPS = /^@(layer|media|supports)\b/;
/** What only a tap, a key or a state of the app brings about. */
const STATES =
  /:(hover|focus|active|disabled|modal|has|checked|lang|-moz-[\w-]+)|::(?!before|after|-webkit-text)|\[(?!data-theme)/;

const CLASS = /\.(?:\\.|[\w-])+/g;
/** A comma between selectors: not one in brackets, nor one of a class's name. */
const BETWEEN = /(?<!\\),(?![^()]*\))/;

/** Without values that nothing reads, and declarations that stand twice. */
function withoutUnused(rules: string): string {
  const shorter = rules
    .replaceAll(/(--[\w-]+):[^;}]*(?:;|(?=\}))/g, (set, name: string) => (rules.includes(`var(${name}`) ? set : ''))
    .replaceAll(/-webkit-text-decoration:inherit;|([\w-]+:[^;{}]+;)(?=\1)/g, '')
    .replaceAll(/(var\(--default-font-family),[^)]*\)/g, '$1)');
  return shorter === rules ? rules : withoutUnused(shorter);
}

/** @param html markup whose classes stand in double quotes */
export function usedStyles(css: string, html: string): string {
  const names = new Set(['html', 'body', ...[...html.matchAll(/<([a-z]\w*)/g)].map((m) => m[1] ?? '')]);
  const classes = new Set([...html.matchAll(/class="([^"]*)"/g)].flatMap((m) => (m[1] ?? '').split(/\s+/)));
  const isUsed = (selector: string): boolean => {
    const called = [...selector.matchAll(CLASS)].map((m) => m[0].slice(1).replaceAll(/\\(.)/g, '$1'));
    const plain = selector.replaceAll(CLASS, '');
    if (STATES.test(plain) || !called.every((c) => classes.has(c))) return false;
    const tags = plain.replaceAll(/\[[^\]]*\]|::?[\w-]+/g, '').match(/[a-z][\w-]*/gi) ?? [];
    return tags.every((tag) => names.has(tag));
  };
  const kept = (sheet: string): string =>
    partsOf(sheet)
      .map(({ head, body }) => {
        if (body === null) return head.startsWith('@layer') ? `${head};` : '';
        if (GROUPS.test(head)) return kept(body) && `${head}{${kept(body)}}`;
        if (head.startsWith('@')) return '';
        const selectors = head.replace(/\/\*.*?\*\//gs, '').split(BETWEEN);
        const used = selectors.filter(isUsed);
        return used.length > 0 ? `${used.join()}{${body}}` : '';
      })
      .join('');
  const rules = withoutUnused(kept(css));
  // Properties with a first value of their own.
  const properties = partsOf(css)
    .filter(({ head }) => head.startsWith('@property') && rules.includes(head.slice('@property '.length)))
    .map(({ head, body }) => `${head}{${body ?? ''}}`);
  return rules + properties.join('');
}
