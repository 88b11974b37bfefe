import { ECO } from '@egoejo/shared/eco/model.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { defineGlobal } from '../testing/browser-globals.ts';

class MemoryStorage {
  private readonly map = new Map<string, string>();
  getItem(k: string): string | null {
    return this.map.get(k) ?? null;
  }
  setItem(k: string, v: string): void {
    this.map.set(k, v);
  }
}
defineGlobal('localStorage', new MemoryStorage());
const { budgetChanged, chooseEco, chooseWifiOnly, ecoLevel, ecoRules, hintsChanged, onEcoLevel, useEcoStore } =
  await import('./store.ts');
const { readHints, watchHints, onMobileData } = await import('./hints.ts');

beforeEach(() => useEcoStore.setState({ choice: 'auto', auto: 2, hints: {}, wifiOnly: false, mobileData: false }));

describe('the eco level in force', () => {
  it('is light while nothing is known about the device', () => {
    hintsChanged({});
    expect(ecoLevel()).toBe(2);
    expect(ecoRules()).toBe(ECO[2]);
  });
  it('follows the device: 2g selects text, save-data minimal, few cores flat, a strong device full', () => {
    hintsChanged({ effectiveType: '2g' });
    expect(ecoLevel()).toBe(5);
    hintsChanged({ effectiveType: '4g', saveData: true });
    expect(ecoLevel()).toBe(4);
    hintsChanged({ effectiveType: '4g', cores: 4 });
    expect(ecoLevel()).toBe(3);
    hintsChanged({ effectiveType: '4g', cores: 8, memoryGb: 8 });
    expect(ecoLevel()).toBe(1);
  });
  it('is tightened by the monthly budget, under which a better connection loosens nothing', () => {
    hintsChanged({ effectiveType: '4g', cores: 8, memoryGb: 8 });
    budgetChanged('near');
    expect(ecoLevel()).toBe(4);
    budgetChanged('over');
    expect(ecoLevel()).toBe(5);
    hintsChanged({ effectiveType: '3g' });
    expect(ecoLevel()).toBe(5);
    budgetChanged('fine');
    expect(ecoLevel()).toBe(3);
  });
  it('is the member’s own choice when there is one, whatever the device reports, and is stored', () => {
    chooseEco(1);
    hintsChanged({ effectiveType: '2g' });
    expect(ecoLevel()).toBe(1);
    expect(localStorage.getItem('egoejo.eco')).toBe('1');
    chooseEco('auto');
    expect(ecoLevel()).toBe(5);
  });
  it('loads pictures at a tap only while downloads wait for Wi-Fi, and none at the level without pictures', () => {
    chooseWifiOnly(true);
    expect([ecoRules(), localStorage.getItem('egoejo.wifi')]).toEqual([ECO[2], 'true']);
    useEcoStore.setState({ mobileData: true });
    expect(ecoRules()).toEqual({ ...ECO[2], images: 'tap' });
    chooseEco(5);
    expect(ecoRules()).toBe(ECO[5]);
    chooseWifiOnly(false);
    chooseEco(1);
    expect(ecoRules()).toBe(ECO[1]);
  });
  it('notifies listeners when the level changes, and only then', () => {
    const heard: number[] = [];
    const stop = onEcoLevel((l) => heard.push(l));
    chooseEco(4);
    hintsChanged({ effectiveType: '2g' });
    chooseEco('auto');
    stop();
    chooseEco(1);
    expect(heard).toEqual([4, 5]);
  });
});

class Battery extends EventTarget {
  level = 0.5;
  charging = false;
}
describe('hints of the device', () => {
  it('stay undefined when the browser does not report them', () => {
    expect(readHints({}, undefined)).toEqual({
      effectiveType: undefined,
      saveData: undefined,
      prefersReducedData: undefined,
      memoryGb: undefined,
      cores: undefined,
    });
    expect(onMobileData({})).toBeUndefined();
    expect(onMobileData({ connection: Object.assign(new EventTarget(), { type: 'cellular' }) })).toBe(true);
    expect(onMobileData({ connection: Object.assign(new EventTarget(), { type: 'wifi' }) })).toBe(false);
  });
  it('are reported again when battery or connection change, until stopped', async () => {
    defineGlobal('matchMedia', () => ({ matches: false, media: 'not all' }));
    const battery = new Battery();
    const connection = Object.assign(new EventTarget(), { effectiveType: '4g' });
    const heard: { battery: number | undefined; link: string | undefined }[] = [];
    const stop = watchHints({ connection, getBattery: async () => battery }, (h) =>
      heard.push({ battery: h.battery?.level, link: h.effectiveType }),
    );
    await expect.poll(() => heard).toHaveLength(2);
    battery.level = 0.1;
    battery.dispatchEvent(new Event('levelchange'));
    connection.effectiveType = '2g';
    connection.dispatchEvent(new Event('change'));
    stop();
    battery.dispatchEvent(new Event('levelchange'));
    expect(heard).toEqual([
      { battery: undefined, link: '4g' },
      { battery: 0.5, link: '4g' },
      { battery: 0.1, link: '4g' },
      { battery: 0.1, link: '2g' },
    ]);
  });
});
