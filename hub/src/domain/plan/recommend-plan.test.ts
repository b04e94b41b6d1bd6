import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Provider } from './plan.ts'
import { recommendPlan } from './recommend-plan.ts'
import { bytesOf, sayUse } from './statistics.ts'
import type { Statistics } from './statistics.ts'

type Listed = Provider['plans'][number]
const plan = (name: string, disk: string | null, transfer: string | null, visits: number | null, price = '1 USD/month'): Listed => ({
  ...{ name, disk, transfer, visits, price },
})
const SMALL = plan('Small', '10GB', '100GB', 25_000, '25 USD/month')
const MEDIUM = plan('Medium', '30GB', '400GB', 100_000, '60 USD/month')
const LARGE = plan('Large', '100GB', null, null, '120 USD/month')

const used = (disk: string, transfer: string, visits: number): Statistics => ({ disk: bytesOf(disk), transfer: bytesOf(transfer), visits })
const BUSY = used('9GB', '310GB', 79_000)

function recommended(plans: readonly Listed[], statistics = BUSY, more: { readonly managed?: boolean; readonly has?: string } = {}) {
  const anchor = { id: 'anchor', name: 'Anchor Hosting', managed: more.managed ?? true, plans } as unknown as Provider
  return recommendPlan({ providers: { anchor } }, { hosting: 'anchor', plan: more.has ?? null }, statistics)
}
const nameOf = (...asked: Parameters<typeof recommended>) => recommended(...asked).offer?.plan ?? null

test('the smallest plan that carries the figures with a quarter to spare is recommended, with its price (REA-5)', () => {
  assert.deepEqual(recommended([LARGE, SMALL, MEDIUM]), {
    offer: { plan: 'Medium', price: '60 USD/month' },
    lacks: [],
    says: 'Recommended: Medium of Anchor Hosting at 60 USD/month, the smallest plan that carries 9 GB of disk, 310 GB of transfer, 79,000 visits with 25 % to spare.',
  })
})

test('a quarter to spare counts to the last byte and visit, for each figure', () => {
  const limit = plan('Limit', '10GB', '100GB', 1000)
  assert.equal(nameOf([limit], used('8GB', '80GB', 800)), 'Limit')
  for (const over of [used('8.1GB', '80GB', 800), used('8GB', '80.1GB', 800), used('8GB', '80GB', 801)])
    assert.equal(nameOf([limit], over), null)
})

test('what a plan does not limit is unlimited, and need not be known', () => {
  assert.equal(nameOf([LARGE], { disk: bytesOf('1GB') }), 'Large')
  const { offer, lacks, says } = recommended([MEDIUM, LARGE], { disk: bytesOf('1GB') })
  assert.deepEqual([offer, lacks, says], [null, ['transfer', 'visits'], 'To recommend a plan, transfer and visits must be known.'])
})

test('none that fits is said, and plans of a provider in whose panel we cannot act are not ours to offer', () => {
  assert.match(recommended([SMALL, MEDIUM], used('9GB', '380GB', 90_000)).says, /^No plan of ours carries 9 GB of disk, 380 GB/)
  assert.equal(nameOf([MEDIUM], BUSY, { managed: false }), null)
})

test('of two plans of which neither is smaller the cheaper wins, and where prices cannot be compared the first', () => {
  const [disk, visits] = [plan('Disk', '90GB', '400GB', 100_000, '70 USD/month'), plan('Visits', '30GB', '400GB', 900_000, '65 USD/month')]
  assert.equal(nameOf([disk, visits]), 'Visits')
  assert.equal(nameOf([disk, { ...visits, price: '60 EUR/month' }]), 'Disk')
  assert.equal(nameOf([disk, { ...visits, price: 'on request' }]), 'Disk')
})

test('the plan that the site has, or a smaller one, is no answer to a site that needs more', () => {
  assert.equal(nameOf([SMALL, MEDIUM, LARGE], BUSY, { has: 'Medium' }), 'Large')
  assert.equal(nameOf([SMALL, MEDIUM], used('1GB', '1GB', 1), { has: 'Medium' }), null)
})

test('a figure is said in the words of the reader', () => {
  assert.deepEqual(
    [
      sayUse('disk', bytesOf('9.5GB'), 'de'),
      sayUse('visits', 90_000, 'en'),
      sayUse('transfer', bytesOf('2TB'), 'en'),
      sayUse('disk', bytesOf('500MB'), 'en'),
    ],
    ['9,5 GB', '90,000', '2 TB', '500 MB'],
  )
})
