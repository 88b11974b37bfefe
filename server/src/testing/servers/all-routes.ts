/** Everything that can be asked of the server, found in the server itself, so that no new route is forgotten. */
import type { FastifyInstance } from 'fastify';
import { appRouter } from '../../router.ts';

/** Paths of the app's GET routes, from the tree that Fastify prints: four columns a level. */
export function routesOf(tree: string): string[] {
  const above: string[] = [];
  const found: string[] = [];
  for (const line of tree.split('\n')) {
    const [, indent = '', segment = '', methods = ''] = /^([\s│]*)[├└]── (\S+)(?: \(([^)]*)\))?/.exec(line) ?? [];
    if (segment === '') continue;
    const depth = indent.length / 4;
    above.length = depth;
    above.push(segment);
    if (methods.includes('GET')) found.push(`/${above.join('').replace(/^\/+/, '')}`);
  }
  return found;
}

const isQuery = (procedure: unknown): boolean =>
  typeof procedure === 'function' &&
  '_def' in procedure &&
  typeof procedure._def === 'object' &&
  procedure._def !== null &&
  'type' in procedure._def &&
  procedure._def.type === 'query';
/** Names of all procedures that read, as `feature.name`. */
export const queries = (): string[] =>
  Object.entries(appRouter._def.procedures).flatMap(([name, procedure]) => (isQuery(procedure) ? [name] : []));

/** Paths of the app's GET routes. */
export const pathsOf = (app: FastifyInstance): string[] =>
  routesOf(app.printRoutes({ commonPrefix: false })).filter((route) => !route.includes('*'));
