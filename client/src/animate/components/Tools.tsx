import { Link, type LinkProps } from '@tanstack/react-router';
import type { Community } from '@egoejo/shared/communities/model.ts';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/locale.ts';
import { useLive } from '../../sync/api/rows/live.ts';
import { CardList } from '../../ui/cards/Card.tsx';
import { Notice } from '../../ui/feedback/feedback.tsx';
import { Icon, type IconName } from '../../ui/pictures/icons.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { Select } from '../../ui/forms/Select.tsx';
import { choose, useChosen } from '../../communities/model.ts';
import type { Animated } from '../queries.ts';
import { useReach } from '../reach.ts';
import { WithdrawProject } from './WithdrawProject.tsx';

/** The tools of each community that the member animates: of the only one, or of the one chosen. */
export function Tools({ animated }: { animated: Animated }) {
  const t = useT();
  const { communities, whole } = animated;
  const community = useChosen(communities);
  const several = communities.length > 1;
  return (
    <Section title={several || !community ? t('animate.tools') : community.name}>
      {several && community && (
        <Select
          label={t('communities.one')}
          value={String(community.id)}
          onValue={choose}
          options={communities.map((c) => ({ value: String(c.id), label: c.name }))}
        />
      )}
      {community && <OfCommunity key={community.id} community={community} />}
      {whole && (
        <>
          <h3 className="pt-2 font-strong text-soft">{t('animate.tools.all')}</h3>
          <CardList>
            <Tool to="/communautes/nouvelle" icon="plus" label={t('animate.community.new')} />
            <Tool to="/cycle/saisons" icon="cycle" label={t('saka.tend')} />
          </CardList>
        </>
      )}
    </Section>
  );
}

function OfCommunity({ community: { id, name, archivedAt } }: { community: Community }) {
  const t = useT();
  const reach = useReach(id);
  const here = useLive(
    async (db) => ({
      projects: await db.project
        .where('community')
        .equals(id)
        .filter((p) => p.status === 'published')
        .count(),
      concepts: await db.concept.filter((c) => c.community === id).count(),
    }),
    [id],
  );
  const of = { params: { id } };
  return (
    <>
      {archivedAt && <Notice icon="lock">{t('communities.archived')}</Notice>}
      <CardList label={t('animate.tools.of', { name })}>
        <Tool
          {...of}
          to="/communautes/$id/membres"
          icon="people"
          label={t('communities.members')}
          n={reach?.ok ? reach.value.members : undefined}
        />
        {!archivedAt && (
          <>
            <Tool {...of} to="/communautes/$id/affiche" icon="share" label={t('animate.poster')} />
            <Tool {...of} to="/communautes/$id/annoncer" icon="bell" label={t('communities.announce')} />
          </>
        )}
        <Tool {...of} to="/communautes/$id/chiffres" icon="chart" label={t('communities.figures')} />
        {!archivedAt && (
          <>
            <Tool to="/animer/importer" icon="upload" label={t('animate.import.title')} />
            <Tool to="/animer/livres" icon="read" label={t('administration.books.title')} />
          </>
        )}
        <Tool
          {...of}
          to="/communautes/$id/constellation"
          icon="stars"
          label={t('constellation.title')}
          n={here?.concepts || undefined}
        />
        <Tool {...of} to="/communautes/$id/modifier" icon="edit" label={t('communities.edit')} />
        <Tool {...of} to="/communautes/$id" icon="project" label={t('animate.tools.page')} />
      </CardList>
      {(here?.projects ?? 0) > 0 && (
        <details className="rounded-card border border-line bg-surface px-3.5">
          <summary className="flex min-h-13 cursor-pointer items-center gap-3">
            <Icon name="no" className="size-5 text-leaf" />
            <span className="flex-1">{t('animate.withdraw')}</span>
            <Icon name="down" className="size-5 text-soft" />
          </summary>
          <WithdrawProject community={id} />
        </details>
      )}
    </>
  );
}

/** One page of the work; `n`: how many it lists. */
function Tool({
  icon,
  label,
  n,
  ...link
}: LinkProps & { icon: IconName; label: string; n?: number | undefined }): ReactNode {
  return (
    <li>
      <Link {...link} className="flex min-h-13 items-center gap-3 no-underline">
        <Icon name={icon} className="size-5 text-leaf" />
        <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 py-1">
          <span className="flex-auto">{label}</span>
          {n !== undefined && <span className="num text-small text-soft">{n}</span>}
        </span>
        <Icon name="next" className="size-5 text-soft" />
      </Link>
    </li>
  );
}
