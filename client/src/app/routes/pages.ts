/** Routes to code that is loaded when it is opened. */
import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';
import { loadAhead, loadDeferred, loadStaff } from '../../i18n/locale.ts';
import { engine } from '../start/engine.ts';

/** A page beyond the first screen: its code, the engine and the deferred messages load together. */
export function page<N extends string>(load: () => Promise<Record<N, RouteComponent>>, name: N): RouteComponent {
  return lazyRouteComponent(async () => {
    const [module] = await Promise.all([load(), engine(), loadDeferred()]);
    return { default: module[name] };
  });
}
/** Code of the second stage (bundling/chunks.ts): it comes with its own messages. */
export const ahead =
  <M>(load: () => Promise<M>) =>
  async (): Promise<M> =>
    (await Promise.all([load(), loadAhead()]))[0];
/** A page for members only. */
export function memberPage<N extends string>(load: () => Promise<Record<N, RouteComponent>>, name: N): RouteComponent {
  return page(async () => {
    const [module, { forMembers }] = await Promise.all([load(), import('./SignInFirst.tsx')]);
    return { shown: forMembers(module[name]) };
  }, 'shown');
}
/** A page with messages for animators and operators. */
export const staffPage: typeof page = (load, name) =>
  page(async () => (await Promise.all([load(), loadStaff()]))[0], name);
/** A page of members with messages for animators and operators. */
export const officePage: typeof page = (load, name) =>
  memberPage(async () => (await Promise.all([load(), loadStaff()]))[0], name);
