import { useEffect, useRef, useState } from 'react';
import { FailureNote, useSubmit } from '../../ui/submit.tsx';
import { call } from '../../platform/api.ts';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/Button.tsx';
import { CardList } from '../../ui/Card.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { EmptyState } from '../../ui/feedback.tsx';
import { toast } from '../../ui/toasts.tsx';
import { Section } from '../../ui/Page.tsx';
import { Dialog } from '../../ui/Sheet.tsx';
import { DateTime, RelativeTime } from '../../ui/times.tsx';
import { partnerCalls, useAsked, type PartnerToken } from '../calls.ts';
import { Asking } from './Asking.tsx';
import { PartnerSheet } from './PartnerSheet.tsx';

/** The tokens that partners read with: who has one and whether it is used, creating one, revoking one. */
export function PartnersPart() {
  const t = useT();
  const tokens = useAsked('partners', () => partnerCalls.list.query());
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
                  <Row key={token.id} token={token} onRevoke={() => setEnding(token)} />
                ))}
              </CardList>
            </Section>
          )
        }
      </Asking>
      {making && <PartnerSheet onClose={() => setMaking(false)} onChanged={tokens.again} />}
      {ending && <Revoking key={ending.id} token={ending} onClose={() => setEnding(null)} onChanged={tokens.again} />}
    </>
  );
}

function Row({ token, onRevoke }: { token: PartnerToken; onRevoke: () => void }) {
  const t = useT();
  const revoked = token.revokedAt !== null;
  const row = useRef<HTMLLIElement>(null);
  const before = useRef(revoked);
  // The button disappears with the action; the focus moves to its row, so that the keyboard keeps its place.
  useEffect(() => {
    if (revoked && !before.current && document.activeElement === document.body) row.current?.focus();
    before.current = revoked;
  }, [revoked]);
  return (
    <li ref={row} tabIndex={-1} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5">
      <div className="min-w-0 flex-1 basis-60">
        <p className={`font-strong break-words ${revoked ? 'text-soft' : ''}`}>{token.name}</p>
        <p className="flex flex-wrap gap-1 py-1">
          {revoked && (
            <Chip tone="clay" icon="no">
              {t('partners.revoked')}
            </Chip>
          )}
          {token.scopes.map((s) => (
            <Chip key={s} tone={revoked ? 'plain' : 'leaf'} icon="eye">
              {t(`partners.scope.${s}`)}
            </Chip>
          ))}
          <Chip icon="clock">{t('partners.rate', { n: token.perMinute })}</Chip>
        </p>
        <p className="text-tiny text-soft">
          {token.lastUsedAt === null ? (
            t('partners.unused')
          ) : (
            <>
              {t('partners.used')} <RelativeTime at={token.lastUsedAt} />
            </>
          )}
        </p>
        <p className="text-tiny break-words text-soft">
          {t('partners.madeAt')} <DateTime at={token.createdAt} />
          {token.createdBy !== null && ` ${t('partners.by', { name: token.createdBy })}`}
          {token.revokedAt !== null && (
            <>
              {' '}
              · {t('partners.revokedAt')} <DateTime at={token.revokedAt} />
            </>
          )}
        </p>
      </div>
      {!revoked && (
        <Button
          variant="grave"
          className="-mx-4"
          aria-label={t('partners.revoke.of', { name: token.name })}
          onClick={onRevoke}
        >
          {t('partners.revoke')}
        </Button>
      )}
    </li>
  );
}

function Revoking({ token, onClose, onChanged }: { token: PartnerToken; onClose: () => void; onChanged: () => void }) {
  const t = useT();
  const { busy, failure, submit } = useSubmit();
  const go = async () => {
    const done = await submit(() => call(() => partnerCalls.revoke.mutate({ id: token.id })));
    // Also after a refusal, since someone else may have been faster.
    onChanged();
    if (!done) return;
    toast(t('partners.revoke.done', { name: token.name }));
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('partners.revoke.title', { name: token.name })}
      description={t('partners.revoke.text')}
      actions={
        <>
          <Button variant="danger" block busy={busy} onClick={() => void go()}>
            {t('partners.revoke')}
          </Button>
          <Button variant="quiet" block onClick={onClose}>
            {t('ui.cancel')}
          </Button>
        </>
      }
    >
      <p className="text-small">
        {token.lastUsedAt === null ? (
          t('partners.unused')
        ) : (
          <>
            {t('partners.used')} <RelativeTime at={token.lastUsedAt} />
          </>
        )}
      </p>
      <FailureNote failure={failure} />
    </Dialog>
  );
}
