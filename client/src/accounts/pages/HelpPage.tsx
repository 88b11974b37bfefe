import { useT, type MessageKey } from '../../i18n/locale.ts';
import { useFlag } from '../../saka/model.ts';
import { useMember } from '../../sync/api/session/session.ts';
import { Card } from '../../ui/cards/Card.tsx';
import { StateChip, type ActState } from '../../ui/feedback/Chip.tsx';
import { CycleAround } from '../../ui/pictures/CycleAround.tsx';
import { Page, Section } from '../../ui/layout/Page.tsx';

/** Topics about grains, shown only where there are grains (R12). */
const grainTopics: readonly [MessageKey, MessageKey][] = [
  ['accounts.help.grains', 'accounts.help.grainsText'],
  ['accounts.help.compost', 'accounts.help.compostText'],
];
const topics: readonly [MessageKey, MessageKey][] = [
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
const limits: readonly MessageKey[] = ['accounts.help.limitEvicted', 'accounts.help.limitRestored'];

const WITHOUT_GRAINS: Partial<Record<MessageKey, MessageKey>> = {
  'accounts.help.intro': 'accounts.help.intro.without',
  'accounts.help.refused': 'accounts.help.refused.without',
};

/** How it works, in plain words; readable offline. */
export function HelpPage() {
  const t = useT();
  const who = useMember();
  const grains = useFlag('ENABLE_SAKA');
  /** The words for an installation without grains, where they differ. */
  const words = (key: MessageKey): string => {
    const other = grains ? undefined : WITHOUT_GRAINS[key];
    return t(other ?? key);
  };
  return (
    <Page title={t('accounts.help.title')} back={who ? '/moi' : '/'}>
      <Card className="flex flex-col gap-3">
        {grains && <CycleAround />}
        <p>{words('accounts.help.intro')}</p>
      </Card>
      <Section title={t('accounts.help.states')}>
        <Card>
          <dl className="flex flex-col gap-3">
            {states.map(([state, text]) => (
              <div key={state} className="flex flex-col items-start gap-1">
                <dt>
                  <StateChip state={state} />
                </dt>
                <dd className="text-small text-soft">{words(text)}</dd>
              </div>
            ))}
          </dl>
        </Card>
      </Section>
      {[...(grains ? grainTopics : []), ...topics].map(([title, text]) => (
        <Section key={title} title={t(title)}>
          <p className="text-small text-soft">{words(text)}</p>
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
