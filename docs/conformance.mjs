/**
 * What a server and a client of the sync protocol must agree on, as a list to run against a fresh demo:
 *
 *     node docs/conformance.mjs http://127.0.0.1:3000 awa@example.org grains-du-matin
 *
 * The member needs grains and an open poll of each kind to vote in. Two more arguments name an animator of one of their
 * communities; left out, the demo's is taken. It prints a line a check and ends with 1 when one does not hold. The last
 * check uses up the member's rate limit for a minute.
 *
 * With `--history` it drives several servers of one installation with many devices, and judges what they were told:
 *
 *     node docs/conformance.mjs --history URL,URL EMAIL PASSWORD [EMAIL PASSWORD …] [--seconds 20] [--seed 1]
 *
 * Each member gets three new devices, whose connections are cut and whose requests are sent twice. Nobody else may act
 * meanwhile. Kill and restart the servers while it runs: it goes on when they are back.
 */
await import(process.argv.includes('--history') ? './conformance/history/run.mjs' : './conformance/list.mjs');
