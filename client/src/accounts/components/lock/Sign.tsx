import { drawing } from '../../../ui/pictures/drawing.ts';

/** A member's own sign on a locked screen: they recognise their account, and others read nothing from it. */
export function Sign({ member, small = false }: { member: string; small?: boolean }) {
  const { className, style } = drawing({ id: member, category: member });
  return (
    <span
      aria-hidden="true"
      className={`block flex-none rounded-full ${small ? 'size-9' : 'size-18'} ${className}`}
      style={style}
    />
  );
}
