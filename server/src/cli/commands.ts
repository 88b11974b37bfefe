/** All operators' commands, by name. */
import { commands as accounts } from '../accounts/cli/cli.ts';
import { commands as badges } from '../badges/cli.ts';
import { commands as challenges } from '../challenges/cli.ts';
import { commands as publishing } from '../publishing/cli.ts';
import { commands as communities } from './communities.ts';
import { commands as imports } from '../import/cli.ts';
import { commands as installation } from '../installation/cli.ts';
import { commands as backup } from '../backup/cli.ts';
import { commands as saka } from '../saka/cli.ts';
import { commands as audit } from './audit.ts';
import { commands as doctor } from './doctor.ts';
import type { Command } from '../platform/command.ts';

export type { Command, CommandContext } from '../platform/command.ts';

export const commands: Readonly<Record<string, Command>> = {
  ...imports,
  ...audit,
  ...doctor,
  ...backup,
  ...installation,
  ...accounts,
  ...badges,
  ...challenges,
  ...publishing,
  ...communities,
  ...saka,
};
