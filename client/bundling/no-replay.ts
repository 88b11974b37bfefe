import { Visitor, type ESTree, type Plugin } from 'vite';

/** The function that defines a mutation, and the part of a definition by which the page shows what was queued. */
const DEFINE = 'defineMutation';
const BODY = 'optimistic';
/** A call of such a part, also in small code. */
const CALL = /\.optimistic\b/;

/** The definitions of `code` without their optimistic functions; what only these call then falls out of the bundle. */
function withoutBodies(code: string, program: ESTree.Program): string {
  const cuts: ESTree.Span[] = [];
  new Visitor({
    CallExpression({ callee, arguments: [given] }) {
      if (callee.type !== 'Identifier' || callee.name !== DEFINE || given?.type !== 'ObjectExpression') return;
      for (const part of given.properties)
        if (part.type === 'Property' && part.key.type === 'Identifier' && part.key.name === BODY) cuts.push(part);
    },
  }).visit(program);
  return cuts
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, end }) => text.slice(0, start) + text.slice(end).replace(/^\s*,/, ''), code);
}

/**
 * For the service worker: it sends what is queued and shows none of it, so it needs no optimistic functions. A build
 * whose worker would call one fails.
 */
export function noReplay(): Plugin {
  return {
    name: 'egoejo-no-replay',
    apply: 'build',
    transform: {
      filter: { id: /shared[\\/]src[\\/].*\.ts$/, code: DEFINE },
      handler(code) {
        return { code: withoutBodies(code, this.parse(code)), map: null };
      },
    },
    generateBundle(_, bundle) {
      for (const part of Object.values(bundle))
        if (part.type === 'chunk' && CALL.test(part.code)) this.error(`${part.fileName} calls an optimistic function`);
    },
  };
}
