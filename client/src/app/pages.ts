/** Routes to code that is loaded when it is opened. */
import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';
import { loadDeferred, loadStaff } from '../i18n/locale.ts';
import { engine } from './engine.ts';

/** A page beyond the first screen: its code, the engine and the deferred messages load together. */
export function page<N extends string>(load: () => Promise<Record<N, RouteComponent>>, name: N): RouteComponent {
  return lazyRouteComponent(async () => {
    const [module] = await Promise.all([load(), engine(), loadDeferred()]);
    return { default: module[name] };
  });
}
/** A page for animators and operators: it also loads their messages. */
export const officePage: typeof page = (load, name) =>
  page(async () => (await Promise.all([load(), loadStaff()]))[0], name);
