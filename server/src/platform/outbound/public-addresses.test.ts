import { expect, it } from 'vitest';
import { isLoopback, isPrivateAddress } from './public-addresses.ts';

it.each([
  '127.0.0.1',
  '127.255.255.254',
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '192.0.0.8',
  '198.18.0.1',
  '203.0.113.5',
  '224.0.0.1',
  '255.255.255.255',
  '240.0.0.1',
  '::',
  '::1',
  '[::1]',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  'fe80::1',
  'fe80::1%eth0',
  'fc00::1',
  'fd12:3456::1',
  'fec0::1',
  'ff02::1',
  '2001::1',
  '2001:20::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff::1',
  '100::1',
  '5f00::1',
  'localhost',
  '',
  '1.2.3',
  '999.1.1.1',
])('%s is not a public address', (address) => {
  expect(isPrivateAddress(address)).toBe(true);
});
it.each([
  '8.8.8.8',
  '1.1.1.1',
  '172.15.255.255',
  '172.32.0.1',
  '100.63.255.255',
  '100.128.0.0',
  '192.169.0.1',
  '223.255.255.255',
  '2606:4700::1111',
  '2a00:1450:4007::1',
  '[2001:4860:4860::8888]',
])('%s is public', (address) => {
  expect(isPrivateAddress(address)).toBe(false);
});
it('recognises loopback addresses', () => {
  expect(['127.0.0.1', '::1', '[::1]', '10.0.0.1', '8.8.8.8'].map(isLoopback)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
