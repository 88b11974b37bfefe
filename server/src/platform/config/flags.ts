/**
 * The SAKA flags and parameters of R12. They are read at start, and the flags are sent to the client. `docs/flags.md`
 * says what each flag stops.
 */
import type * as z from 'zod';
import { whole, yesNo } from './env-values.ts';

export const flagNames = [
  'ENABLE_SAKA',
  'SAKA_VOTE_ENABLED',
  'SAKA_PROJECT_BOOST_ENABLED',
  'SAKA_COMPOST_ENABLED',
  'SAKA_SILO_REDISTRIBUTION_ENABLED',
] as const;
export type FlagName = (typeof flagNames)[number];
export type Flags = Record<FlagName, boolean>;

/** Schemas of SAKA's variables. Redistribution is on by default only in the demo. */
export const sakaVariables = (demo: boolean) => ({
  ENABLE_SAKA: yesNo(true),
  SAKA_VOTE_ENABLED: yesNo(true),
  SAKA_PROJECT_BOOST_ENABLED: yesNo(true),
  SAKA_COMPOST_ENABLED: yesNo(true),
  SAKA_SILO_REDISTRIBUTION_ENABLED: yesNo(demo),
  SAKA_COMPOST_RATE: whole(0, 10_000, 1000),
  SAKA_COMPOST_INACTIVITY_DAYS: whole(1, 3650, 90),
  SAKA_COMPOST_MIN_BALANCE: whole(0, 1_000_000_000, 50),
  SAKA_COMPOST_MIN_AMOUNT: whole(1, 1_000_000_000, 10),
  SAKA_SILO_REDISTRIBUTION_RATE: whole(0, 10_000, 500),
});
export type SakaVariables = z.infer<z.ZodObject<ReturnType<typeof sakaVariables>>>;

/** Rates in basis points of a balance, amounts in grains. */
export interface SakaParameters {
  compostRate: number;
  compostInactivityDays: number;
  compostMinBalance: number;
  compostMinAmount: number;
  redistributionRate: number;
}

/** Names of the flags that are off, in the form that settlements take; without ENABLE_SAKA all of them are off. */
export function flagsOff(flags: Flags): FlagName[] {
  return flagNames.filter((name) => !flags[name] || !flags.ENABLE_SAKA);
}
