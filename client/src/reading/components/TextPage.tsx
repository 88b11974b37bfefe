import { createElement, useMemo, type ReactNode } from 'react';
import { frenchSpaces } from '../../i18n/format.ts';
import { isLoose, parseHtml, type Node } from '../text/html.ts';

/** Spacing of blocks and markers of lists and quotes, all of which Tailwind resets. */
const looks: Readonly<Record<string, string>> = {
  p: 'my-3',
  ul: 'my-3 list-disc ps-6',
  ol: 'my-3 list-decimal ps-6',
  li: 'my-1',
  blockquote: 'my-3 border-s-2 border-line ps-4 text-soft',
  h1: 'mt-5 mb-2 text-[min(1.2em,9vw)] font-strong',
  h2: 'mt-5 mb-2 text-[min(1.15em,9vw)] font-strong',
  h3: 'mt-4 mb-2 font-strong',
  h4: 'mt-4 mb-2 font-strong',
  h5: 'mt-4 mb-2 font-strong',
  h6: 'mt-4 mb-2 font-strong',
  pre: 'my-3 overflow-x-auto rounded-inner bg-sunk p-3 text-[0.85em]',
  a: 'text-leaf underline',
};
/** The page's own title is the only h1, so headings of a text go one level deeper. */
const deeper: Readonly<Record<string, string>> = { h1: 'h2', h2: 'h3', h3: 'h4', h4: 'h5', h5: 'h6' };

/** Draws a text. `spaced`: with the spaces of French typography; false inside code, which is shown as written. */
const draw = (nodes: readonly Node[], spaced = true): ReactNode[] =>
  nodes.map((n, i) => {
    if (typeof n === 'string') return spaced ? frenchSpaces(n) : n;
    if (n.tag === 'br') return <br key={i} />;
    if (n.tag === 'a' && n.href === null) return <span key={i}>{draw(n.children, spaced)}</span>;
    const link = n.tag === 'a' ? { href: n.href, target: '_blank', rel: 'noreferrer noopener' } : {};
    const inside = draw(n.children, spaced && n.tag !== 'pre' && n.tag !== 'code');
    return createElement(deeper[n.tag] ?? n.tag, { key: i, className: looks[n.tag], ...link }, inside);
  });

/** One page of sanitised text, rendered from its tree; no HTML string is ever inserted. */
export function TextPage({ html }: { html: string }) {
  const nodes = useMemo(() => parseHtml(html), [html]);
  return <div className={`leading-relaxed ${isLoose(nodes) ? 'whitespace-pre-line' : ''}`}>{draw(nodes)}</div>;
}
