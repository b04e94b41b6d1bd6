import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { importCpanel } from './cpanel.ts'
import type { Imported } from './imported.ts'
import { importWhmcs } from './whmcs.ts'

const sample = (name: string) => readFileSync(new URL(`samples/${name}.json`, import.meta.url), 'utf8')
const said = ({ changes, maps, left }: Imported) => ({
  changes: Object.fromEntries(changes.map(({ kind, id, set }) => [`${kind}.${id}`, set])),
  loses: maps.filter(({ loses }) => loses.length > 0).map(({ from, loses }) => `${from}: ${loses.join(', ')}`),
  left: left.map(({ from, why }) => `${from}: ${why}`),
})

test('products of WHMCS become sites and their owners clients; two of one name stay two', () => {
  assert.deepEqual(said(importWhmcs(sample('whmcs'))), {
    changes: {
      'clients.corner-bakery': { name: 'Corner Bakery', contacts: [{ name: 'Bo Hart', mail: 'bo@mailbox.example' }] },
      'clients.jane-smith': { name: 'Jane Smith', contacts: [{ name: 'Jane Smith', mail: 'jane@mailbox.example' }] },
      'clients.jane-smith-3': { name: 'Jane Smith', contacts: [{ name: 'Jane Smith', mail: 'other-jane@mailbox.example' }] },
      'sites.cornerbakery.example': { url: 'https://cornerbakery.example/', tags: ['Care Plan'], client: 'corner-bakery' },
      'sites.bakery-shop.example': { url: 'https://bakery-shop.example/', tags: ['Care Plan'], client: 'corner-bakery' },
      'sites.jane.example': { url: 'https://jane.example/', tags: ['Starter'], client: 'jane-smith' },
      'sites.smith.example': { url: 'https://smith.example/', tags: ['Starter'], client: 'jane-smith-3' },
      'sites.stranger.example': { url: 'https://stranger.example/', tags: ['Starter'] },
    },
    loses: ['product 17 "Starter": its client 77, of whom the file says nothing'],
    left: [
      'product 15 "SEO": it has no domain',
      'product 16 "Starter": it is terminated there',
      'client 4 "Old Friend": no active product of theirs has a domain',
    ],
  })
})

test('accounts of cPanel become sites; those with one address are of one client', () => {
  assert.deepEqual(said(importCpanel(sample('cpanel'))), {
    changes: {
      'clients.cornerbakery-example': {
        name: 'cornerbakery.example',
        contacts: [{ name: 'bo@mailbox.example', mail: 'bo@mailbox.example' }],
      },
      'clients.jane-example': { name: 'jane.example' },
      'sites.cornerbakery.example': { url: 'https://cornerbakery.example/', tags: ['small'], client: 'cornerbakery-example' },
      'sites.bakery-shop.example': { url: 'https://bakery-shop.example/', tags: ['small'], client: 'cornerbakery-example' },
      'sites.jane.example': { url: 'https://jane.example/', tags: ['brightside'], client: 'jane-example' },
    },
    loses: ['account "jane": a contact: the account has no address, its reseller brightside, but for the tag'],
    left: ['account "late": it is suspended there: Suspended for nonpayment.'],
  })
})

test('the answer of the older WHM API is read as well, and an account that is no domain stays behind', () => {
  const { changes, left } = importCpanel('{"acct": [{"domain": "a.example", "user": "a"}, {"domain": "a b", "user": "b"}], "status": 1}')
  assert.deepEqual([changes.map(({ id }) => id), left.length], [['a-example', 'a.example'], 1])
})

test('a list of something else is refused with how to get the right one', () => {
  assert.throws(() => importWhmcs('{"products": 1}'), { code: 'import_unreadable', fix: /GetClientsProducts/ })
  assert.throws(() => importCpanel('[]'), { code: 'import_unreadable', fix: /whmapi1/ })
})
