import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PROBE_SPEAKS } from '@allclear/wire/probe.ts'
import { makeKey, sealedBy } from '@allclear/wire/sealing.ts'
import { seededPlan } from '../../../test/seeded-plan.ts'
import { after, minutes } from '../../domain/instant.ts'
import type { Instant, Span } from '../../domain/instant.ts'
import type { Plan } from '../../domain/plan/plan.ts'
import { placeProbe } from '../../store/probes.ts'
import type { Store } from '../../store/store.ts'
import { onEveryDatabase } from '../../store/stores.double.ts'
import type { Room } from '../room.ts'
import { createWorkGiver } from './give-work.ts'

const seeded = seededPlan()
const [site] = Object.values(seeded.sites)
const sites = Array.from({ length: 30 }, (_, n) => {
  const id = `site-${n}.example`
  return [id, { ...site!, id, monitors: [{ id: `${id}/http`, kind: 'http', interval: minutes(1), options: {} }] }] as const
})
const plan: Plan = { ...seeded, sites: Object.fromEntries(sites) }

onEveryDatabase((place, kind) => {
  if (kind === 'sqlite') return // one hub, one clock
  test('two probes of a location share its sites whichever hub each asks, also when the clocks of the hubs differ (MON-8)', async (t) => {
    const here = await place(t)
    const store = await here.open()
    const hub = (of: Store, ahead: number) => {
      const now = () => after(Date.now() as Instant, ahead as Span)
      return { giveWork: createWorkGiver({ store: of, clock: { now }, plan: () => plan } as unknown as Room), now }
    }
    const [right, fast] = [hub(store, 0), hub(await here.another(store), minutes(1))]
    const probeAt = async (id: string) => {
      const { key, publicKey } = makeKey()
      await store.transaction((tx) => placeProbe(tx, { id, location: 'vienna', publicKey, at: right.now() }))
      return async ({ giveWork, now }: typeof right) => {
        const body = JSON.stringify({ speaks: PROBE_SPEAKS, probe: id, version: '1', has: null, waitMs: 0 })
        const sentAt = now()
        const { 'x-allclear-signature': signature } = sealedBy({ id, key }, body, sentAt)
        const { assignments } = await giveWork({ agent: id, sentAt, signature: signature!, body }, AbortSignal.timeout(5000))
        return assignments!.looks.map(({ monitor }) => monitor.id)
      }
    }
    const [one, two] = [await probeAt('one'), await probeAt('two')]
    const all = await one(right)
    assert.ok(all.length > 1)
    await two(right)
    for (const asked of [right, fast, right, fast]) await one(asked)
    for (const asked of [fast, right]) {
      const [ofOne, ofTwo] = [await one(asked), await two(asked === right ? fast : right)]
      assert.deepEqual([...ofOne, ...ofTwo].toSorted(), all.toSorted(), 'each is looked at by one of them')
      assert.ok(ofOne.length < all.length)
    }
  })
})
