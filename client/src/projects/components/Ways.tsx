import { createLink } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';
import { useT } from '../../i18n/locale.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Icon, type IconName } from '../../ui/pictures/icons.tsx';

function Anchor({ icon, children, ...rest }: { icon: IconName } & ComponentPropsWithRef<'a'>) {
  return (
    <a
      {...rest}
      className="flex min-h-14 flex-col items-center justify-center gap-1 rounded-card border border-line bg-surface px-1 py-2 text-center text-tab text-leaf no-underline"
    >
      <Icon name={icon} className="size-5" />
      {children}
    </a>
  );
}
const Way = createLink(Anchor);

/** Links from the list of projects to votes, communities and the constellation. A visitor sees only the last. */
export function Ways() {
  const t = useT();
  const who = useMember();
  return (
    <nav aria-label={t('projects.ways')} className="grid auto-cols-fr grid-flow-col gap-2">
      {who && (
        <Way icon="vote" to="/votes">
          {t('projects.allPolls')}
        </Way>
      )}
      {who && (
        <Way icon="people" to="/communautes">
          {t('projects.communities')}
        </Way>
      )}
      <Way icon="stars" to="/constellation">
        {t('constellation.title')}
      </Way>
    </nav>
  );
}
