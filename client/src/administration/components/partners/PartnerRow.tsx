import { useEffect, useRef } from 'react';
import { useT } from '../../../i18n/locale.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Chip } from '../../../ui/feedback/Chip.tsx';
import { DateTime, RelativeTime } from '../../../ui/text/times.tsx';
import type { PartnerToken } from '../../calls.ts';

/** One token: what it reads, when it was last used, and the button that revokes it. */
export function PartnerRow({ token, onRevoke }: { token: PartnerToken; onRevoke: () => void }) {
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
