/** The size of text in the whole app. Stored in localStorage, because it is needed before any database is open. */
import { TEXT_SIZES } from '@egoejo/shared/platform/text-sizes.ts';
import { keepLocally } from '../storage/quota-error.ts';
import { local } from '../storage/local.ts';

type TextSize = (typeof TEXT_SIZES)[number];
const STORED = 'egoejo.textSize';

export const storedTextSize = (): TextSize =>
  TEXT_SIZES.find((size) => String(size) === local().getItem(STORED)) ?? 100;

/** Every size of the app is in rem, so that it follows the root, and the browser's own setting with it. */
const draw = (size: TextSize): void => {
  document.documentElement.style.fontSize = size === 100 ? '' : `${size}%`;
  // The layout depends on how many letters fit beside each other (wide.ts).
  dispatchEvent(new Event('resize'));
};
/** Shows text in this size and stores it on this device. */
export function setTextSize(size: TextSize): void {
  keepLocally(STORED, String(size));
  draw(size);
}
export const startTextSize = (): void => draw(storedTextSize());
