import { readCode, type InvitationCode } from '@egoejo/shared/invitations/model.ts';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useT } from '../../i18n/locale.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { TextField } from '../../ui/forms/text-fields.tsx';
import { canScan, scanPicture } from '../scan.ts';

/** Takes a code that was typed or photographed; nothing leaves the device. */
export function TakeCode({ member, onCode }: { member: boolean; onCode: (code: InvitationCode) => void }) {
  const t = useT();
  const [text, setText] = useState('');
  const [error, setError] = useState<string | undefined>();
  const take = (e: FormEvent) => {
    e.preventDefault();
    const code = readCode(text);
    if (code) onCode(code);
    else setError(t('invitations.take.wrong'));
  };
  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={take}>
      <p>{t(member ? 'invitations.take.member' : 'invitations.take.how')}</p>
      <TextField
        label={t('invitations.code')}
        name="invitation"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={300}
        value={text}
        error={error}
        hint={t('invitations.take.hint')}
        onValue={(v) => {
          setText(v);
          setError(undefined);
        }}
      />
      <Button type="submit" block>
        {t('invitations.take.do')}
      </Button>
      <Scan onCode={onCode} />
    </form>
  );
}

function Scan({ onCode }: { onCode: (code: InvitationCode) => void }) {
  const t = useT();
  const [can, setCan] = useState(false);
  const [missed, setMissed] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    void canScan().then(setCan);
  }, []);
  const scan = async (file: File | undefined) => {
    if (!file) return;
    const code = await scanPicture(file);
    setMissed(code === null);
    if (code) onCode(code);
  };
  if (!can) return null;
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        onChange={(e) => void scan(e.target.files?.[0])}
      />
      <Button variant="quiet" icon="camera" block onClick={() => input.current?.click()}>
        {t('invitations.take.scan')}
      </Button>
      {missed && (
        <p role="alert" className="text-small text-clay">
          {t('invitations.take.notSeen')}
        </p>
      )}
    </>
  );
}
