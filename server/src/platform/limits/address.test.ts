import { expect, it } from 'vitest';
import { addressesIn, addressKey, isNetwork } from './address.ts';

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::FFFF:cb00:7107', '203.0.113.7'],
  ['203.0.113.7:4711', '203.0.113.7'],
  ['2001:db8:0:1::1', '2001:db8:0:1::/64'],
  ['2001:0DB8:0000:0001:ffff:ffff:ffff:ffff', '2001:db8:0:1::/64'],
  ['[2001:db8:0:1::2]:4711', '2001:db8:0:1::/64'],
  ['2001:db8:0:2::1', '2001:db8:0:2::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['unknown', 'unknown'],
])('%s counts as %s', (address, key) => {
  expect(addressKey(address)).toBe(key);
});

it('parses networks and matches addresses against them', () => {
  for (const good of ['127.0.0.1', '10.0.0.0/8', '2001:db8::/32', '::1', 'loopback', 'uniquelocal'])
    expect(isNetwork(good), good).toBe(true);
  for (const bad of ['', 'proxy', '10.0.0.0/33', '10.0.0/8', '::1/129', '10.0.0.0/8/8', '1', 'toString'])
    expect(isNetwork(bad), bad).toBe(false);
  const trusted = addressesIn(['10.0.0.0/8', '2001:db8::1', 'loopback']);
  expect(['10.1.2.3', '::ffff:10.1.2.3', '2001:db8::1', '127.0.0.1', '::1'].map(trusted)).toEqual([
    true,
    true,
    true,
    true,
    true,
  ]);
  expect(['11.0.0.1', '2001:db8::2', 'unknown', ''].map(trusted)).toEqual([false, false, false, false]);
});
