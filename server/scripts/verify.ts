/** `npm run verify`: types, lint, tidy rules and unit tests, in under a minute. */
import { lint, types, unit } from './checks.ts';
import { runChecks } from './report.ts';

process.exitCode = await runChecks([[...types, lint], [unit('quick', ['--project', 'shared', '--project', 'client', '--project', 'server-unit'])]]);
