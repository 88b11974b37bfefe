import { firstSign } from '@egoejo/shared/platform/cut.ts';
import { useEcoRules } from '../../eco/store.ts';

/**
 * The member's picture, or the first letter of the name; at eco levels 4 and 5 always the letter. It is decorative,
 * since the name is shown beside it.
 */
export function Avatar({ path, name, large = false }: { path: string | null; name: string; large?: boolean }) {
  const { images } = useEcoRules();
  const size = large ? 'size-24 text-figure' : 'size-12 text-title';
  if (path && images !== 'never' && images !== 'tap')
    return <img src={path} alt="" className={`${size} flex-none rounded-full object-cover`} />;
  return (
    <span
      aria-hidden="true"
      className={`${size} grid flex-none place-items-center rounded-full bg-leaf-soft font-strong text-leaf`}
    >
      {firstSign(name).toLocaleUpperCase()}
    </span>
  );
}
