import { lazy, Suspense, type ComponentType } from 'react';
import type { MentionsProps } from './Mentions.tsx';

/** Outside the shell, kept once it was fetched. Without it a name can be typed whole. */
export const loadMentions = (): Promise<{ default: ComponentType<MentionsProps> }> =>
  import('./Mentions.tsx').catch(() => ({ default: () => null }));
const Mentions = lazy(loadMentions);

/** The people whom typing `@` in a field offers, below it. */
export const OfferMentions = (props: MentionsProps) => (
  <Suspense>
    <Mentions {...props} />
  </Suspense>
);
