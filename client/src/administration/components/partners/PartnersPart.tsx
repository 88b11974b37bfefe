import { useState } from 'react';
import { useT } from '../../../i18n/locale.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { CardList } from '../../../ui/cards/Card.tsx';
import { EmptyState } from '../../../ui/feedback/feedback.tsx';
import { Section } from '../../../ui/layout/Page.tsx';
import { useAsked, type PartnerToken } from '../../calls.ts';
import { Asking } from '../Asking.tsx';
import { PartnerSheet } from './PartnerSheet.tsx';
import { PartnerRow } from './PartnerRow.tsx';
import { RevokeDialog } from './RevokeDialog.tsx';

/** The tokens that partners read with: who has one and whether it is used, creating one, revoking one. */
export function PartnersPart() {
  const t = useT();
  const tokens = useAsked('partners', (api) => api.partners.list.query());
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState<PartnerToken | null>(null);
  const make = (
    <Button variant="quiet" icon="plus" onClick={() => setMaking(true)}>
      {t('partners.new')}
    </Button>
  );
  return (
    <>
      <p className="text-small">{t('partners.text')}</p>
      <Asking asked={tokens}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState icon="link" title={t('partners.none')} action={make}>
              {t('partners.none.text')}
            </EmptyState>
          ) : (
            <Section title={t('partners.list')} actions={make}>
              <CardList>
                {list.map((token) => (
                  <PartnerRow key={token.id} token={token} onRevoke={() => setEnding(token)} />
                ))}
              </CardList>
            </Section>
          )
        }
      </Asking>
      {making && <PartnerSheet onClose={() => setMaking(false)} onChanged={tokens.again} />}
      {ending && (
        <RevokeDialog key={ending.id} token={ending} onClose={() => setEnding(null)} onChanged={tokens.again} />
      )}
    </>
  );
}
