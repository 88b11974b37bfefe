import { useLayoutEffect, useRef, useState } from 'react';
import { TEXT } from '@egoejo/shared/accounts/model.ts';
import { PARTNER_PER_MINUTE, partnerScopes, type PartnerScope } from '@egoejo/shared/partners/model.ts';
import { FailureNote, useSubmit } from '../../ui/submit.tsx';
import { call, NETWORK } from '../../platform/api.ts';
import { useT } from '../../i18n/locale.ts';
import { copyText } from '../../platform/share.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/feedback.tsx';
import { CheckboxGroup } from '../../ui/choices.tsx';
import { TextArea, TextField } from '../../ui/text-fields.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { partnerCalls } from '../calls.ts';

/** Creates a token, then shows it. This is the only time it is visible, so a tap beside the sheet does not close it. */
export function PartnerSheet({ onClose, onChanged }: { onClose: () => void; onChanged: () => void }) {
  const t = useT();
  const [made, setMade] = useState<{ name: string; token: string } | null>(null);
  const [copied, setCopied] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const leave = () => (made && !copied ? setLeaving(true) : onClose());
  return (
    <Sheet open onClose={leave} title={made ? t('partners.made', { name: made.name }) : t('partners.new')}>
      {made ? (
        <>
          <Made token={made.token} copied={copied} onCopied={() => setCopied(true)} />
          {leaving && !copied ? (
            <>
              <div role="alert">
                <Notice icon="warning" tone="wait">
                  {t('partners.notCopied')}
                </Notice>
              </div>
              <Button variant="grave" block onClick={onClose}>
                {t('partners.close')}
              </Button>
            </>
          ) : (
            <Button variant={copied ? 'primary' : 'quiet'} block onClick={leave}>
              {t('ui.close')}
            </Button>
          )}
        </>
      ) : (
        <Making
          onChanged={onChanged}
          onMade={(name, token) => {
            setMade({ name, token });
            onChanged();
          }}
        />
      )}
    </Sheet>
  );
}

function Making({ onMade, onChanged }: { onMade: (name: string, token: string) => void; onChanged: () => void }) {
  const t = useT();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<PartnerScope[]>([]);
  const [rate, setRate] = useState(String(PARTNER_PER_MINUTE.usual));
  const { busy, failure, submit } = useSubmit();
  const perMinute = /^\d{1,4}$/.test(rate.trim()) ? Number(rate) : 0;
  const wrong = perMinute < 1 || perMinute > PARTNER_PER_MINUTE.most;
  const bounds = t('partners.perMinute.bounds', { most: PARTNER_PER_MINUTE.most });
  const go = async () => {
    const done = await submit(() => call(() => partnerCalls.create.mutate({ name: name.trim(), scopes, perMinute })));
    if (done) onMade(name.trim(), done.value.token);
    else onChanged();
  };
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(e) => {
        e.preventDefault();
        void go();
      }}
    >
      <TextField
        label={t('partners.name')}
        hint={t('partners.name.hint')}
        value={name}
        onValue={setName}
        maxLength={TEXT.name}
        autoComplete="off"
      />
      <CheckboxGroup
        label={t('partners.scopes')}
        values={scopes}
        onValues={setScopes}
        options={partnerScopes.map((s) => ({
          value: s,
          label: t(`partners.scope.${s}`),
          hint: t(`partners.scope.${s}.hint`),
        }))}
      />
      <TextField
        label={t('partners.perMinute')}
        value={rate}
        onValue={setRate}
        inputMode="numeric"
        autoComplete="off"
        hint={wrong ? undefined : bounds}
        error={wrong ? bounds : undefined}
      />
      <FailureNote failure={failure} />
      {failure?.code === NETWORK && <p className="text-small">{t('partners.lost')}</p>}
      <Button type="submit" block busy={busy} disabled={name.trim() === '' || scopes.length === 0 || wrong}>
        {t('partners.go')}
      </Button>
    </form>
  );
}

function Made({ token, copied, onCopied }: { token: string; copied: boolean; onCopied: () => void }) {
  const t = useT();
  const field = useRef<HTMLTextAreaElement>(null);
  const [byHand, setByHand] = useState(false);
  const select = () => {
    field.current?.focus();
    field.current?.select();
  };
  // The replaced form had the focus. A later effect would lose the focus again: one frame later the dialog takes it if
  // no element has it.
  useLayoutEffect(select, []);
  const copy = async () => {
    const done = await copyText(token);
    setByHand(!done);
    if (done) onCopied();
    else select();
  };
  return (
    <>
      <Notice icon="warning" tone="wait">
        {t('partners.once')}
      </Notice>
      <TextArea
        ref={field}
        label={t('partners.token')}
        value={token}
        onValue={() => undefined}
        rows={2}
        readOnly
        spellCheck={false}
      />
      <Button variant={copied ? 'quiet' : 'primary'} block icon={copied ? 'ok' : 'link'} onClick={() => void copy()}>
        {t('partners.copy')}
      </Button>
      <p role="status" className="text-center text-small empty:hidden">
        {copied ? t('partners.copied') : byHand ? t('partners.byHand') : ''}
      </p>
    </>
  );
}
