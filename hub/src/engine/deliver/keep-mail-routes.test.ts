import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Lookup } from '../../network/network.ts'
import { routeOf } from './keep-mail-routes.ts'

const answers: Readonly<Record<string, Pick<Lookup, 'code' | 'records'>>> = {
  'a.example MX': { code: 'ok', records: ['10 mx1.Mail.example', '20 mx2.mail.example'] },
  'mx1.mail.example A': { code: 'ok', records: ['203.0.113.7'] },
  'mx2.mail.example AAAA': { code: 'ok', records: ['2001:db8::1'] },
  'plain.example MX': { code: 'nodata', records: [] },
  'plain.example A': { code: 'ok', records: ['203.0.113.8'] },
  'null.example MX': { code: 'ok', records: ['0 '] },
}
const network = {
  lookup: async (name: string, type: string): Promise<Lookup> => ({
    ...(answers[`${name} ${type}`] ?? { code: 'servfail', records: [] }),
    ...{ cname: null, ttl: 60, resolver: 'system', extended: null },
  }),
}
const route = (domain: string) => routeOf(network, domain, new AbortController().signal)

test('who takes the mail of a domain is its MX hosts with their addresses, or the domain itself; no answer is no news (COM-4)', async () => {
  const hosts = ['mx1.mail.example', 'mx2.mail.example']
  assert.deepEqual(await route('a.example'), { domain: 'a.example', hosts, addresses: ['2001:db8::1', '203.0.113.7'] })
  assert.deepEqual(await route('plain.example'), { domain: 'plain.example', hosts: ['plain.example'], addresses: ['203.0.113.8'] })
  assert.deepEqual(await route('null.example'), { domain: 'null.example', hosts: [], addresses: [] })
  assert.equal(await route('silent.example'), null)
})
