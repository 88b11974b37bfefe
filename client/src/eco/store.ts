/**
 * The eco level in force: the member's own choice, else the automatic one. Every feature reads it here;
 * shared/src/eco/model.ts defines what each level means.
 */
import {
  ECO,
  autoLevel,
  type BudgetState,
  type EcoLevel,
  type EcoRules,
  type DeviceHints,
} from '@egoejo/shared/eco/model.ts';
import { create } from 'zustand';
import { onMobileData, watchHints } from './hints.ts';
import { keepLocally } from '../platform/storage/quota-error.ts';
import { local } from '../platform/storage/local.ts';

export type EcoChoice = 'auto' | EcoLevel;
interface EcoState {
  choice: EcoChoice;
  auto: EcoLevel;
  /** What is known of the device, its connection and its data budget; the automatic level follows from it. */
  hints: DeviceHints;
  /** The member wants texts and pictures to come over Wi-Fi only. */
  wifiOnly: boolean;
  /** The browser says that this connection is mobile data. */
  mobileData: boolean;
}
const STORED = 'egoejo.eco';
const STORED_WIFI = 'egoejo.wifi';
const levels: readonly EcoLevel[] = [1, 2, 3, 4, 5];

function stored(): EcoChoice {
  const text = local().getItem(STORED);
  return levels.find((l) => String(l) === text) ?? 'auto';
}

export const useEcoStore = create<EcoState>(() => ({
  choice: stored(),
  auto: 2,
  hints: {},
  wifiOnly: local().getItem(STORED_WIFI) === 'true',
  mobileData: false,
}));

/** Whether downloads wait for Wi-Fi now. */
const heldOf = (s: EcoState): boolean => s.wifiOnly && s.mobileData;
/** The same, outside React. */
export const wifiHold = (): boolean => heldOf(useEcoStore.getState());
export const useWifiHold = (): boolean => useEcoStore(heldOf);

/** The rules of each level while downloads wait for Wi-Fi: a picture is loaded at a tap only. */
const HELD = Object.fromEntries(
  levels.map((l) => [l, ECO[l].images === 'never' ? ECO[l] : { ...ECO[l], images: 'tap' }]),
) as Record<EcoLevel, EcoRules>;
const rulesOf = (s: EcoState): EcoRules => (heldOf(s) ? HELD : ECO)[levelOf(s)];

export const levelOf = ({ choice, auto }: EcoState): EcoLevel => (choice === 'auto' ? auto : choice);
/** The level now, outside React. */
export const ecoLevel = (): EcoLevel => levelOf(useEcoStore.getState());
/** The rules of the current level, outside React. */
export const ecoRules = (): EcoRules => rulesOf(useEcoStore.getState());
/** The rules of the level; the component renders again when it changes. */
export const useEcoRules = (): EcoRules => useEcoStore(rulesOf);
export const useEcoLevel = (): EcoLevel => useEcoStore(levelOf);
/** Calls `changed` whenever the level in force changes. The returned function stops that. */
export const onEcoLevel = (changed: (level: EcoLevel) => void): (() => void) =>
  useEcoStore.subscribe((now, before) => {
    if (levelOf(now) !== levelOf(before)) changed(levelOf(now));
  });

/** Stores the member's choice on this device; the settings page also stores it in the preferences. */
export function chooseEco(choice: EcoChoice): void {
  keepLocally(STORED, String(choice));
  useEcoStore.setState({ choice });
}

/** Stores on this device that downloads wait for Wi-Fi; the settings page also stores it in the preferences. */
export function chooseWifiOnly(wifiOnly: boolean): void {
  keepLocally(STORED_WIFI, String(wifiOnly));
  useEcoStore.setState({ wifiOnly });
}

const withHints = (hints: DeviceHints) => ({ hints, auto: autoLevel(hints) });
/** Updates the automatic level from what the device says now. */
export const hintsChanged = (hints: DeviceHints): void =>
  useEcoStore.setState((s) => withHints({ ...hints, dataBudget: s.hints.dataBudget }));
/** Updates the automatic level from how far the monthly data budget is used up. */
export const budgetChanged = (dataBudget: BudgetState): void =>
  useEcoStore.setState((s) => withHints({ ...s.hints, dataBudget }));

/** Watches the device and sets the level and its motion on the document, until the page is closed. */
export function startEco(): void {
  watchHints(navigator, (hints) => {
    hintsChanged(hints);
    useEcoStore.setState({ mobileData: onMobileData() === true });
  });
  const draw = () => {
    document.documentElement.dataset.motion = ecoRules().motion;
    document.documentElement.dataset.eco = String(ecoLevel());
  };
  draw();
  onEcoLevel(draw);
}
