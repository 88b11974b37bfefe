import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import { typeset } from '../../i18n/typeset.ts';
import { useWide } from '../../platform/device/wide.ts';
import { useUnsettled } from '../../sync/api/acts/activity.ts';
import { CardList } from '../../ui/cards/Card.tsx';
import { Chip, Settled } from '../../ui/feedback/Chip.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';
import { MEMBERSHIP, type Listed } from '../queries.ts';

/** Communities as lines: name, summary, and what the member is there. `shown`: the one beside the list, not chosen. */
export function CommunityLines(props: { lines: readonly Listed[]; label: string; shown?: string | undefined }) {
  const { lines, label, shown } = props;
  const t = useT();
  const wide = useWide();
  const unsettled = useUnsettled(MEMBERSHIP, 'community');
  return (
    <CardList label={label}>
      {lines.map(({ community, role }) => (
        <li
          key={community.id}
          className="relative -mx-3.5 flex items-center gap-3 px-3.5 py-3 has-[a[aria-current]]:bg-leaf-soft"
        >
          <Icon name={community.visibility === 'private' ? 'lock' : 'people'} className="size-5 flex-none text-leaf" />
          <span className="min-w-0 flex-1">
            <Link
              to="/communautes/$id"
              params={{ id: community.id }}
              resetScroll={!wide}
              aria-current={community.id === shown || undefined}
              className="font-strong covers no-underline"
            >
              {typeset(community.name)}
            </Link>
            {community.summary !== '' && (
              <span className="line-clamp-2 text-tiny text-soft">{typeset(community.summary)}</span>
            )}
            <span className="mt-1 flex flex-wrap gap-1.5 empty:hidden">
              <Settled state={unsettled.get(community.id)}>
                {role !== null && (
                  <Chip tone="leaf">{t(role === 'animator' ? 'communities.animator' : 'communities.member')}</Chip>
                )}
              </Settled>
              {community.visibility === 'private' && <Chip icon="lock">{t('communities.private')}</Chip>}
            </span>
          </span>
          <Icon name="next" className="size-4 flex-none text-soft" />
        </li>
      ))}
    </CardList>
  );
}
