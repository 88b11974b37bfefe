import { Link } from '@tanstack/react-router';
import { useT } from '../../i18n/locale.ts';
import { useUnreadMessages } from '../../rooms/model.ts';
import { Card } from '../../ui/cards/Card.tsx';
import { Chip } from '../../ui/feedback/Chip.tsx';
import { Icon } from '../../ui/pictures/icons.tsx';

/** The way to the conversations of a member who is in any, with how many messages are new. */
export function Conversations() {
  const t = useT();
  const found = useUnreadMessages();
  if (!found || found.rooms === 0) return null;
  return (
    <Card as="div" className="relative flex items-center gap-3">
      <Icon name="talk" className="size-5 text-leaf" />
      <Link to="/conversations" className="flex min-h-6 min-w-0 flex-1 items-center covers no-underline">
        {t('home.rooms')}
      </Link>
      <Chip tone={found.unread > 0 ? 'leaf' : 'plain'}>{t('home.rooms.unread', { n: found.unread })}</Chip>
    </Card>
  );
}
