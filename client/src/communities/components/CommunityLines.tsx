import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import { CardList } from '../../ui/Card.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Icon } from '../../ui/icons.tsx';
import type { Listed } from '../queries.ts';

/** Communities as lines: name, summary, and what the member is there. */
export function CommunityLines({ lines, label }: { lines: readonly Listed[]; label: string }) {
  const t = useT();
  return (
    <CardList label={label}>
      {lines.map(({ community, role }) => (
        <li key={community.id} className="relative flex items-center gap-3 py-3">
          <Icon name={community.visibility === 'private' ? 'lock' : 'people'} className="size-5 flex-none text-leaf" />
          <span className="min-w-0 flex-1">
            <Link
              to="/communautes/$id"
              params={{ id: community.id }}
              className="font-strong no-underline after:absolute after:inset-0"
            >
              {community.name}
            </Link>
            {community.summary !== '' && <span className="line-clamp-2 text-tiny text-soft">{community.summary}</span>}
            {(role !== null || community.visibility === 'private') && (
              <span className="mt-1 flex flex-wrap gap-1.5">
                {role !== null && (
                  <Chip tone="leaf">{t(role === 'animator' ? 'communities.animator' : 'communities.member')}</Chip>
                )}
                {community.visibility === 'private' && <Chip icon="lock">{t('communities.private')}</Chip>}
              </span>
            )}
          </span>
          <Icon name="next" className="size-4 flex-none text-soft" />
        </li>
      ))}
    </CardList>
  );
}
