import { useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/cards/Card.tsx';
import { choose } from '../chosen.ts';

/** Links for animators: to their page, which has every tool, and to the three tools that they use most. */
export function Tending({ id }: { id: string }) {
  const t = useT();
  return (
    <Card className="flex flex-col gap-2.5" label={t('communities.tend')}>
      <h2 className="text-head">{t('communities.tend')}</h2>
      <div className="columns-fit gap-2 [--column:10rem]">
        <LinkButton variant="quiet" icon="tools" to="/animer" onClick={() => choose(id)}>
          {t('communities.animate')}
        </LinkButton>
        <LinkButton variant="quiet" icon="share" to="/communautes/$id/affiche" params={{ id }}>
          {t('communities.poster')}
        </LinkButton>
        <LinkButton variant="quiet" icon="people" to="/communautes/$id/membres" params={{ id }}>
          {t('communities.members')}
        </LinkButton>
        <LinkButton variant="quiet" icon="bell" to="/communautes/$id/annoncer" params={{ id }}>
          {t('communities.announce')}
        </LinkButton>
      </div>
    </Card>
  );
}
