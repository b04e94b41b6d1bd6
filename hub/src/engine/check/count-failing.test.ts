import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seconds } from '../../domain/instant.ts'
import type { Instant } from '../../domain/instant.ts'
import { createFailingCount } from './count-failing.ts'
import type { Watched } from './watched.ts'

const START = 1_000_000 as Instant
const asked = { site: '0.example', at: START, interval: seconds(60) }

/** So many sites, each third on a small network of its own; the first ones fail. */
function fleet(sites: number, failing: number): Map<string, Watched> {
  const address = (n: number) => (n % 3 === 0 ? `198.${n % 200}.0.1` : '192.0.2.1')
  const network = (n: number) => address(n).split('.').slice(0, 2).join('.')
  return new Map(
    Array.from({ length: sites }, (_, n) => {
      const failure = n < failing ? { at: START, network: network(n) } : null
      return [`${n}.example`, { site: { id: `${n}.example`, hosting: null }, address: address(n), failure } as unknown as Watched]
    }),
  )
}

test('what fails is counted with its networks, and once more without the network on which most fails', () => {
  const count = createFailingCount(fleet(9, 5), (site) => site === '8.example')
  assert.deepEqual(count(asked), { sites: 5, ofSites: 8, networks: 3, elsewhere: { sites: 2, ofSites: 3 } })
  assert.deepEqual(count({ ...asked, at: (START + 90_000) as Instant }).sites, 0)
})

test('ten thousand verdicts of one storm count it a few times', () => {
  let looked = 0
  const sites = fleet(1000, 900)
  const count = createFailingCount(sites, () => (looked++, false))
  for (let n = 0; n < 1000; n++) assert.equal(count({ ...asked, site: `${n}.example`, at: (START + n) as Instant }).sites, 900)
  assert.ok(looked < 5000, `${looked} sites were looked at`)
})
