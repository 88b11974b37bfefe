import type { Profile } from '@egoejo/shared/accounts/model.ts';
import { useT } from '../../../i18n/locale.ts';
import { Chip } from '../../../ui/feedback/Chip.tsx';
import { Section } from '../../../ui/layout/Page.tsx';

/** The named groups in which an administrator put the member; nothing while there is none. */
export function MyGroups({ groups = [] }: Pick<Profile, 'groups'>) {
  const t = useT();
  if (groups.length === 0) return null;
  return (
    <Section title={t('accounts.profile.groups')}>
      <p className="text-small text-soft">{t('accounts.profile.groups.text')}</p>
      <ul className="flex flex-wrap gap-1.5">
        {groups.map((group) => (
          <li key={group}>
            <Chip icon="people">{group}</Chip>
          </li>
        ))}
      </ul>
    </Section>
  );
}
