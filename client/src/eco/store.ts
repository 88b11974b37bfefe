/**
 * The eco level in force: the member's own choice, else the automatic one. Every feature reads it here;
 * shared/src/eco/model.ts defines what each level means.
 */
import { ECO, autoLevel, type EcoLevel, type EcoRules, type DeviceHints } from '@egoejo/shared/eco/model.ts';
import { create } from 'zustand';
import { watchHints } from './hints.ts';

export type EcoChoice = 'auto' | EcoLevel;
interface EcoState {
  choice: EcoChoice;
  auto: EcoLevel;
}
const STORED = 'egoejo.eco';
const levels: readonly EcoLevel[] = [1, 2, 3, 4, 5];

function stored(): EcoChoice {
  if (typeof localStorage === 'undefined') return 'auto';
  const text = localStorage.getItem(STORED);
  return levels.find((l) => String(l) === text) ?? 'auto';
}

export const useEcoStore = create<EcoState>(() => ({ choice: stored(), auto: 2 }));

export const levelOf = ({ choice, auto }: EcoState): EcoLevel => (choice === 'auto' ? auto : choice);
/** The level now, outside React. */
export const ecoLevel = (): EcoLevel => levelOf(useEcoStore.getState());
/** The rules of the current level, outside React. */
export const ecoRules = (): EcoRules => ECO[ecoLevel()];
/** The rules of the level; the component renders again when it changes. */
export const useEcoRules = (): EcoRules => ECO[useEcoStore(levelOf)];
export const useEcoLevel = (): EcoLevel => useEcoStore(levelOf);
/** Calls `changed` whenever the level in force changes. The returned function stops that. */
export const onEcoLevel = (changed: (level: EcoLevel) => void): (() => void) =>
  useEcoStore.subscribe((now, before) => {
    if (levelOf(now) !== levelOf(before)) changed(levelOf(now));
  });

/** Stores the member's choice on this device; the settings page also stores it in the preferences. */
export function chooseEco(choice: EcoChoice): void {
  localStorage.setItem(STORED, String(choice));
  useEcoStore.setState({ choice });
}

/** Updates the automatic level from new hints of the device. */
export const hintsChanged = (hints: DeviceHints): void => useEcoStore.setState({ auto: autoLevel(hints) });

/** Watches the device and sets the level and its motion on the document, until the page is closed. */
export function startEco(): void {
  watchHints(navigator, hintsChanged);
  const draw = () => {
    document.documentElement.dataset.motion = ecoRules().motion;
    document.documentElement.dataset.eco = String(ecoLevel());
  };
  draw();
  onEcoLevel(draw);
}
