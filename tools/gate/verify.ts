/** `npm run verify`: types, lint, format, tidy rules and unit tests, in under a minute. */
import { format, lint, types, unit } from './checks.ts';
import { runChecks } from './report.ts';

process.exitCode = await runChecks(
  [
    [...types, lint, format],
    [unit('quick', ['--project', 'shared', '--project', 'client', '--project', 'server-unit', '--project', 'tools'])],
  ],
  { limitS: 600 },
);
