import { useT } from '../../i18n/locale.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';

/** What its animators do with a community: edit it, name and remove members, print the invitation poster. */
export function Tending({ id }: { id: string }) {
  const t = useT();
  return (
    <Card className="flex flex-col gap-2.5" label={t('communities.tend')}>
      <h2 className="text-head">{t('communities.tend')}</h2>
      <div className="columns-fit gap-2 [--column:10rem]">
        <LinkButton variant="quiet" icon="tools" to="/animer">
          {t('communities.animate')}
        </LinkButton>
        <LinkButton variant="quiet" icon="share" to="/communautes/$id/affiche" params={{ id }}>
          {t('communities.poster')}
        </LinkButton>
        <LinkButton variant="quiet" icon="people" to="/communautes/$id/membres" params={{ id }}>
          {t('communities.members')}
        </LinkButton>
        <LinkButton variant="quiet" icon="chart" to="/communautes/$id/chiffres" params={{ id }}>
          {t('communities.figures')}
        </LinkButton>
        <LinkButton variant="quiet" icon="bell" to="/communautes/$id/annoncer" params={{ id }}>
          {t('communities.announce')}
        </LinkButton>
        <LinkButton variant="quiet" icon="stars" to="/communautes/$id/constellation" params={{ id }}>
          {t('constellation.title')}
        </LinkButton>
        <LinkButton variant="quiet" icon="edit" to="/communautes/$id/modifier" params={{ id }}>
          {t('communities.edit')}
        </LinkButton>
      </div>
    </Card>
  );
}
