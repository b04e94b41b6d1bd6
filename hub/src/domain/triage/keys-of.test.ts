import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Baseline } from '../diagnosis/evidence.ts'
import type { Site } from '../plan/plan.ts'
import { keysOf } from './keys-of.ts'

const site = { hosting: 'anchor-hosting', dns: null, registrar: null } as Site
const seen = {
  dns: { a: ['192.0.2.10', '192.0.2.11'], aaaa: ['2001:db8::1'], ns: ['ns1.anchor.example'] },
  registration: { registrar: 'NameSilver' },
  tls: { issuer: 'Lab Root' },
  page: { headers: { server: 'cloudflare' }, generator: 'WordPress 6.8.1', plugins: ['contact-form-7 5.9.8'] },
} as unknown as Baseline

test('what a site may share comes from the plan and from when it was last seen well (TRI-3)', () => {
  assert.deepEqual(keysOf(site, seen), {
    address: ['192.0.2.10', '192.0.2.11', '2001:db8::1'],
    network: ['192.0.2.0/24'],
    hosting: ['anchor-hosting'],
    dns: [],
    'name-servers': ['ns1.anchor.example'],
    registrar: ['NameSilver'],
    cdn: ['Cloudflare'],
    plugin: ['contact-form-7 5.9.8'],
    software: ['WordPress 6.8.1'],
    issuer: ['Lab Root'],
  })
})

test('a site that was never seen well shares what the plan says of it', () => {
  assert.deepEqual(keysOf({ ...site, registrar: 'namesilver' }, null), {
    ...{ address: [], network: [], dns: [], 'name-servers': [] },
    ...{ hosting: ['anchor-hosting'], registrar: ['namesilver'], cdn: [], plugin: [], software: [], issuer: [] },
  })
})

test('a network in front of a site is known by its addresses where no header tells', () => {
  const behind = { dns: { a: ['104.16.1.2'], aaaa: [], ns: [] }, page: null } as unknown as Baseline
  assert.deepEqual(keysOf(site, behind).cdn, ['Cloudflare'])
})
