import { useState } from 'react';
import type { ManuscriptRow } from '@egoejo/shared/publishing/model.ts';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { CardList } from '../../ui/cards/Card.tsx';
import { Section } from '../../ui/layout/Page.tsx';
import { Refused } from '../components/Refused.tsx';
import { Answer } from './Answer.tsx';
import { OfferForm } from './OfferForm.tsx';
import { OneContract } from './OneContract.tsx';
import { useAnswering, useContractsOf, useOffering, useRefusedContracts } from './queries.ts';
import { canAnswer, hasContracts, mayOffer, partsOf, sayOf } from './standing.ts';

/** The contracts of a manuscript for its author and its reviewers: what was offered and signed, and what to do now. */
export function ContractPart({ manuscript }: { manuscript: ManuscriptRow }) {
  const t = useT();
  const contracts = useContractsOf(manuscript.id);
  const refused = useRefusedContracts(manuscript.id);
  const offered = useOffering();
  const answered = useAnswering();
  const [offering, setOffering] = useState(false);
  if (!contracts || !hasContracts(manuscript, contracts)) return null;
  const { now, past } = partsOf(contracts);
  const offers = mayOffer(manuscript);
  const waits = now.some(({ id }) => offered.has(id) || answered.has(id));
  return (
    <Section title={t('contracts.title')}>
      {!waits && <p className="text-small">{t(`contracts.say.${sayOf(manuscript, contracts)}`)}</p>}
      <Refused acts={refused} />
      {now.length > 0 && (
        <CardList label={t('contracts.title')}>
          {now.map((contract) => (
            <li key={contract.id} className="flex flex-col gap-3 py-3">
              <OneContract contract={contract} />
              {canAnswer(contract) && manuscript.state !== 'withdrawn' && (
                <Answer manuscript={manuscript} contract={contract} />
              )}
            </li>
          ))}
        </CardList>
      )}
      {past.length > 0 && (
        <details className="rounded-card border border-line bg-surface px-3.5">
          <summary className="min-h-11 cursor-pointer py-2.5 font-strong text-leaf">
            {t('contracts.older', { n: past.length })}
          </summary>
          <ul className="divide-y divide-line">
            {past.map((contract) => (
              <li key={contract.id} className="py-3">
                <OneContract contract={contract} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {offers && (
        <Button variant="quiet" icon="edit" aria-expanded={offering} onClick={() => setOffering(!offering)}>
          {t(contracts.length > 0 ? 'contracts.offer.another' : 'contracts.offer')}
        </Button>
      )}
      {offers && offering && <OfferForm manuscript={manuscript} onDone={() => setOffering(false)} />}
    </Section>
  );
}
