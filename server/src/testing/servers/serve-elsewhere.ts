/**
 * Runs the real server with a built client from the folder `EGOEJO_TEST_CLIENT`, in which a test may put the next
 * version.
 */
import { readConfig } from '../../platform/config/read-config.ts';
import { createLog } from '../../platform/observability/log.ts';
import { startServer } from '../../server.ts';

const config = readConfig(process.env);
const server = await startServer(config, createLog(config.logLevel), process.env['EGOEJO_TEST_CLIENT']);
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)));
console.log(`ready on ${server.url}`);
