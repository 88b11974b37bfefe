import type { Community } from '@egoejo/shared/communities/model.ts';
import { useT } from '../../i18n/locale.ts';
import { usePollsToday } from '../../polls/model.ts';
import { useRow } from '../../sync/api/rows/live.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { useNow } from '../../ui/text/clock.ts';

/** For how long a member is new, ms. */
const NEW_MS = 86_400_000;

/** Welcomes a member who has just joined. It names the votes that wait for them, or says what will arrive. */
export function JoinWelcome({ community }: { community: Community }) {
  const t = useT();
  const row = useRow('membership', community.id);
  const today = usePollsToday();
  const now = useNow();
  if (!row || row.role !== 'member' || !today || now - Date.parse(row.joinedAt) > NEW_MS) return null;
  const open = today.open.filter((p) => p.community === community.id);
  const [first] = open;
  return (
    <Card className="flex flex-col gap-2" label={t('communities.welcome')}>
      <h2 className="text-head">{t('communities.welcome')}</h2>
      <p className="text-small text-soft">{t('communities.welcome.text', { n: open.length })}</p>
      {first && (
        <LinkButton block icon="vote" to="/votes/$id" params={{ id: first.id }}>
          {t('communities.welcome.vote')}
        </LinkButton>
      )}
    </Card>
  );
}
