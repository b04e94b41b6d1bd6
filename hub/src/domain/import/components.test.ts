import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Imported } from './imported.ts'
import { importInstatus } from './instatus.ts'
import { importStatuspage } from './statuspage.ts'

const sample = (name: string) => readFileSync(new URL(`samples/${name}.json`, import.meta.url), 'utf8')
const said = ({ changes, left }: Imported) => ({
  changes: Object.fromEntries(changes.map(({ id, set }) => [id, set])),
  left: left.map(({ from, why }) => `${from}: ${why}`),
})
const NO_ADDRESS = 'it names no address: add its site, and its state is what is seen there'
const SHOP = { url: 'https://shop.example.com/basket', tags: ['Shop', 'Websites'] }
const BLOG = { url: 'https://blog.example.com/', tags: ['blog.example.com', 'Websites'] }

test('components of a Statuspage that name an address become sites, under the tag of their group', () => {
  assert.deepEqual(said(importStatuspage(sample('statuspage'))), {
    changes: { 'shop.example.com': SHOP, 'blog.example.com': BLOG },
    left: [
      `component "API v2.1 on Node.js": ${NO_ADDRESS}`,
      'group "Websites": it is a tag of its components here',
      'incident "Slow answers": it is not over there: bring it when it is',
    ],
  })
})

test('the list of the Statuspage API is read like the summary of the page', () => {
  const { components } = JSON.parse(sample('statuspage')) as { components: unknown }
  assert.deepEqual(Object.keys(said(importStatuspage(JSON.stringify(components))).changes), ['shop.example.com', 'blog.example.com'])
})

test('components of Instatus that name an address become sites; groups and what is archived do not', () => {
  assert.deepEqual(said(importInstatus(sample('instatus'))), {
    changes: {
      'app.example.com': { url: 'https://app.example.com/', tags: ['App'] },
      'shop.example.com': { url: 'https://shop.example.com/', tags: ['Shop', 'Europe'] },
    },
    left: [
      `component "Website": ${NO_ADDRESS}`,
      'component "Old site": it is archived there',
      'the history (1 listed): it is brought from the answer of /v1/PAGE/incidents',
    ],
  })
})

test('a page of something else is refused with where to get the right one', () => {
  assert.throws(() => importStatuspage('{"page": {}}'), { code: 'import_unreadable', fix: /summary\.json/ })
  assert.throws(() => importInstatus('{}'), { code: 'import_unreadable', fix: /api\.instatus\.com/ })
})
