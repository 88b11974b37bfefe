import { CommunityLines } from '../../communities/components/CommunityLines.tsx';
import { useT } from '../../i18n/locale.ts';
import { useRow, useRows } from '../../sync/api/rows/live.ts';
import { useSyncStatus } from '../../sync/api/status/status.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { Filling } from '../../ui/feedback/Filling.tsx';

/** Communities shown at once. */
const MOST = 4;

/**
 * The way into a community: an animator of an installation without any makes the first one, a member
 * of none is shown those there are. Renders nothing before the first exchange, which would bring them.
 */
export function FirstCommunity({ member }: { member: string }) {
  const t = useT();
  const profile = useRow('profile', member);
  const communities = useRows('community');
  const memberships = useRows('membership');
  const synced = useSyncStatus((s) => s.lastExchangeAt !== null);
  if (profile === undefined || !communities || !memberships) return <Filling />;
  if (!synced || !profile || memberships.length > 0) return null;
  // An administrator finds the creation of a community among the beginnings.
  if (profile.roles.includes('animator') && !profile.roles.includes('administrator') && communities.length === 0)
    return (
      <Card className="flex flex-col gap-2">
        <p className="text-tiny text-soft">{t('home.community.kicker')}</p>
        <h2 className="text-head">{t('home.community.title')}</h2>
        <p className="text-small text-soft">{t('home.community.text')}</p>
        <LinkButton to="/communautes/nouvelle" block icon="people">
          {t('home.community.do')}
        </LinkButton>
      </Card>
    );
  const open = communities.filter((c) => !c.archivedAt).toSorted((a, b) => a.name.localeCompare(b.name));
  if (open.length === 0) return null;
  return (
    <section className="flex flex-col gap-2">
      <h2 className="pt-1 text-head">{t('home.join.title')}</h2>
      <p className="text-small text-soft">{t('home.join.text')}</p>
      <CommunityLines
        lines={open.slice(0, MOST).map((community) => ({ community, role: null }))}
        label={t('home.join.title')}
      />
      {open.length > MOST && (
        <LinkButton to="/communautes" block variant="quiet" icon="people">
          {t('home.join.more')}
        </LinkButton>
      )}
    </section>
  );
}
