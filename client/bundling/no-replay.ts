import { Visitor, type ESTree, type Plugin } from 'vite';

/** The function that defines a mutation. */
const DEFINE = 'defineMutation';
/** The parts of a definition by which the page shows what was queued, and those that the server alone reads. */
const PARTS: readonly string[] = ['optimistic', 'cost', 'path', 'locks', 'byField', 'orderless'];
/** A call of what the page reads, or a look at what the server reads, also in small code. */
const READ = /\.(optimistic|cost|byField|orderless)\b/;

/** The definitions of `code` without these parts; what only they call then falls out of the bundle. */
function withoutParts(code: string, program: ESTree.Program): string {
  const cuts: ESTree.Span[] = [];
  new Visitor({
    CallExpression({ callee, arguments: [given] }) {
      if (callee.type !== 'Identifier' || callee.name !== DEFINE || given?.type !== 'ObjectExpression') return;
      for (const part of given.properties)
        if (part.type === 'Property' && part.key.type === 'Identifier' && PARTS.includes(part.key.name))
          cuts.push(part);
    },
  }).visit(program);
  return cuts
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, end }) => text.slice(0, start) + text.slice(end).replace(/^\s*,/, ''), code);
}

/**
 * For the service worker: it sends what is queued and shows none of it, so it needs neither optimistic functions nor
 * costs. A build whose worker would read one fails.
 */
export function noReplay(): Plugin {
  return {
    name: 'egoejo-no-replay',
    apply: 'build',
    transform: {
      filter: { id: /shared[\\/]src[\\/].*\.ts$/, code: DEFINE },
      handler(code) {
        return { code: withoutParts(code, this.parse(code)), map: null };
      },
    },
    generateBundle(_, bundle) {
      for (const part of Object.values(bundle))
        if (part.type === 'chunk' && READ.test(part.code))
          this.error(`${part.fileName} reads ${READ.exec(part.code)?.[1]}`);
    },
  };
}
