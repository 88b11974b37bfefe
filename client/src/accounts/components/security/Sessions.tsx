import { useState } from 'react';
import { call } from '../../../platform/network/api.ts';
import type { Api } from '../../../platform/network/rpc.ts';
import { useT } from '../../../i18n/locale.ts';
import { Button, LinkButton } from '../../../ui/actions/Button.tsx';
import { Card } from '../../../ui/cards/Card.tsx';
import { Chip } from '../../../ui/feedback/Chip.tsx';
import { Section } from '../../../ui/layout/Page.tsx';
import { RelativeTime } from '../../../ui/text/times.tsx';
import { deviceName } from '../../device-name.ts';
import { FailureNote, useSubmit } from '../../../ui/forms/submit.tsx';

type Session = Awaited<ReturnType<Api['accounts']['sessions']['query']>>[number];

/** The devices on which this account is signed in; requested from the server, because only it knows. */
export function Sessions() {
  const t = useT();
  const [list, setList] = useState<Session[] | null>(null);
  const { busy, failure, submit } = useSubmit();
  const end = async (session: string) => {
    const done = await submit(() => call((api) => api.accounts.endSession.mutate({ session })));
    if (done) setList((all) => all?.filter((s) => s.id !== session) ?? null);
  };
  const show = async () => {
    const done = await submit(() => call((api) => api.accounts.sessions.query()));
    if (done) setList(done.value);
  };
  return (
    <Section title={t('accounts.sessions.title')}>
      <Card className="flex flex-col gap-3">
        <FailureNote failure={failure} />
        {list ? (
          <ul className="divide-y divide-line">
            {list.map((s) => (
              <li key={s.id} className="flex items-center gap-3 py-2.5">
                <span className="min-w-0 flex-1">
                  <span className="block">{deviceName(s.agent) || t('accounts.sessions.unknown')}</span>
                  <span className="block text-tiny text-soft">
                    <RelativeTime at={s.usedAt} />
                  </span>
                </span>
                {s.current ? (
                  <Chip tone="leaf" icon="ok">
                    {t('accounts.sessions.this')}
                  </Chip>
                ) : (
                  <Button
                    variant="plain"
                    disabled={busy}
                    aria-label={t('accounts.sessions.end.of', {
                      device: deviceName(s.agent) || t('accounts.sessions.unknown'),
                    })}
                    onClick={() => void end(s.id)}
                  >
                    {t('accounts.sessions.end')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        ) : (
          <Button variant="quiet" busy={busy} onClick={() => void show()}>
            {t('accounts.sessions.show')}
          </Button>
        )}
        {list && list.length > 1 && (
          <LinkButton variant="plain" to="/moi/quitter">
            {t('accounts.leave.title')}
          </LinkButton>
        )}
      </Card>
    </Section>
  );
}
