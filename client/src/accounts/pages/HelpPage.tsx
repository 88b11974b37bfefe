import { useT, type MessageKey } from '../../i18n/locale.ts';
import { useMember } from '../../sync/api/session.ts';
import { Card } from '../../ui/Card.tsx';
import { StateChip, type ActState } from '../../ui/Chip.tsx';
import { CycleRing } from '../../ui/CycleRing.tsx';
import { Page, Section } from '../../ui/Page.tsx';

const topics: readonly [MessageKey, MessageKey][] = [
  ['accounts.help.grains', 'accounts.help.grainsText'],
  ['accounts.help.compost', 'accounts.help.compostText'],
  ['accounts.help.offline', 'accounts.help.offlineText'],
  ['accounts.help.once', 'accounts.help.onceText'],
  ['accounts.help.votes', 'accounts.help.votesText'],
  ['accounts.help.eco', 'accounts.help.ecoText'],
  ['accounts.help.privacy', 'accounts.help.privacyText'],
  ['accounts.help.shared', 'accounts.help.sharedText'],
];
const states: readonly [ActState, MessageKey][] = [
  ['queued', 'accounts.help.queued'],
  ['sending', 'accounts.help.sending'],
  ['received', 'accounts.help.received'],
  ['refused', 'accounts.help.refused'],
  ['quarantined', 'accounts.help.quarantined'],
  ['cancelling', 'accounts.help.cancelling'],
  ['again', 'accounts.help.again'],
  ['lost', 'accounts.help.lost'],
];
/** The README states the same in the same words (promises.test.ts). */
const limits: readonly MessageKey[] = [
  'accounts.help.limitPower',
  'accounts.help.limitEvicted',
  'accounts.help.limitRestored',
];

/** How it works, in plain words; readable offline. */
export function HelpPage() {
  const t = useT();
  const who = useMember();
  return (
    <Page title={t('accounts.help.title')} back={who ? '/moi' : '/'}>
      <Card className="flex flex-col gap-3">
        <CycleRing />
        <p>{t('accounts.help.intro')}</p>
      </Card>
      <Section title={t('accounts.help.states')}>
        <Card>
          <dl className="flex flex-col gap-3">
            {states.map(([state, text]) => (
              <div key={state} className="flex flex-col items-start gap-1">
                <dt>
                  <StateChip state={state} />
                </dt>
                <dd className="text-small text-soft">{t(text)}</dd>
              </div>
            ))}
          </dl>
        </Card>
      </Section>
      {topics.map(([title, text]) => (
        <Section key={title} title={t(title)}>
          <p className="text-small text-soft">{t(text)}</p>
        </Section>
      ))}
      <Section title={t('accounts.help.limits')}>
        <ul className="flex list-disc flex-col gap-2 ps-5 text-small text-soft">
          {limits.map((limit) => (
            <li key={limit}>{t(limit)}</li>
          ))}
        </ul>
      </Section>
    </Page>
  );
}
