/**
 * The eco level in force: the member's own choice, else the automatic one. Every feature reads it here; the table of
 * what a level means is shared/src/eco/model.ts.
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
/** What the level now means, outside React. */
export const ecoRules = (): EcoRules => ECO[ecoLevel()];
/** What the level means; the component renders again when it changes. */
export const useEcoRules = (): EcoRules => ECO[useEcoStore(levelOf)];
export const useEcoLevel = (): EcoLevel => useEcoStore(levelOf);
/** Calls back whenever the level in force changes. Returns the way to stop. */
export const onEcoLevel = (changed: (level: EcoLevel) => void): (() => void) =>
  useEcoStore.subscribe((now, before) => {
    if (levelOf(now) !== levelOf(before)) changed(levelOf(now));
  });

/** The member's wish, remembered on this device; the page of settings also stores it in the preferences. */
export function chooseEco(choice: EcoChoice): void {
  localStorage.setItem(STORED, String(choice));
  useEcoStore.setState({ choice });
}

/** New hints of the device. */
export const hintsChanged = (hints: DeviceHints): void => useEcoStore.setState({ auto: autoLevel(hints) });

/** Watches the device and puts the level's motion on the document, from start to the end of the page. */
export function startEco(): void {
  watchHints(navigator, hintsChanged);
  const draw = () => {
    document.documentElement.dataset.motion = ecoRules().motion;
    document.documentElement.dataset.eco = String(ecoLevel());
  };
  draw();
  onEcoLevel(draw);
}
