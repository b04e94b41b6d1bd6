import { hours, milliseconds, seconds } from '../../src/domain/instant.ts'
import type { FailureClass } from '../../src/domain/triage/verdict.ts'
import { says } from './playing.ts'
import type { Moves } from './playing.ts'

const CLASSES: readonly FailureClass[] = ['deterministic', 'refused', 'timeout', 'status', 'content', 'dns', 'tls']

/** How sites fail and heal, and what stands between them and the probe. */
export const MOVES_OF_SITES = {
  down: { often: 10, happens: (world, site, roll) => world.probe.fails(site, `${site}/http`, roll.one(CLASSES)) },
  up: { often: 9, happens: (world, site) => world.probe.heals(site) },
  'service-down': {
    of: 'services',
    often: 5,
    happens: (world, site, roll) => world.probe.fails(site, `${site}/${roll.one(['smtp', 'tcp'])}`, 'refused'),
  },
  'page-up': {
    of: 'services',
    often: 3,
    happens(world, site) {
      world.probe.truths.get(site)!.failing.delete(`${site}/http`)
      world.probe.lookAt(site)
    },
  },
  'service-up': {
    of: 'services',
    often: 3,
    happens(world, site) {
      for (const monitor of ['smtp', 'tcp']) world.probe.truths.get(site)!.failing.delete(`${site}/${monitor}`)
      world.probe.lookAt(site)
    },
  },
  'all-down': {
    of: 'larger',
    often: 5,
    happens(world, site, roll) {
      const { hosting } = world.plan.sites[site]!
      const failure = roll.one(['refused', 'timeout'] as const)
      const isEverywhere = roll.chance(0.3)
      for (const one of Object.values(world.plan.sites)) {
        if (!isEverywhere && one.id !== site && !(hosting && one.hosting === hosting)) continue
        world.probe.fails(one.id, `${one.id}/http`, failure)
        world.larger.correlate()
        world.passes(seconds(roll.one([0, 0, 45]))) // the sites of one host do not always fail in the same instant
      }
    },
  },
  'all-up': {
    of: 'larger',
    often: 3,
    happens: (world, _, roll) => Object.keys(world.plan.sites).forEach((id) => roll.chance(0.8) && world.probe.heals(id)),
  },
  blink: {
    of: 'blinks',
    often: 4,
    happens(world, site) {
      world.probe.truths.get(site)!.blinks = true
      world.probe.lookAt(site)
    },
  },
  flap: {
    of: 'flapping',
    often: 5,
    happens(world, site, roll) {
      for (let n = 1 + roll.upTo(3); n > 0; n--) {
        world.probe.fails(site, `${site}/http`, roll.one(CLASSES))
        world.passes(seconds(20 + roll.upTo(300)))
        world.probe.heals(site)
        world.passes(seconds(20 + roll.upTo(600)))
      }
    },
  },
  warning: {
    often: 1,
    happens(world, site) {
      const truth = world.probe.truths.get(site)!
      truth.warns = !truth.warns
      world.probe.lookAt(site)
    },
  },
  blind: {
    of: 'blindness',
    often: 4,
    happens(world) {
      world.probe.isBlind = true
      for (const site of Object.keys(world.plan.sites)) world.probe.lookAt(site)
    },
  },
  sees: {
    of: 'blindness',
    often: 5,
    happens(world) {
      world.probe.isBlind = false
      for (const site of Object.keys(world.plan.sites)) world.probe.lookAt(site)
    },
  },
  wall: {
    of: 'walls',
    often: 3,
    happens(world, site) {
      const truth = world.probe.truths.get(site)!
      truth.walled = !truth.walled
      world.probe.lookAt(site)
    },
  },
  resolver: {
    of: 'one-resolver',
    often: 3,
    happens(world, site) {
      world.probe.resolverFails = !world.probe.resolverFails
      world.probe.lookAt(site)
    },
  },
  'wrong-clock': {
    of: 'wrong-clock',
    often: 3,
    happens(world, site, roll) {
      world.probe.skew = world.probe.skew === 0 ? hours(roll.one([-5, 2, 30])) : milliseconds(0)
      world.probe.lookAt(site)
    },
  },
  locations: {
    of: 'one-location',
    often: 3,
    happens: (world, _, roll) => void (world.probe.otherLocations = roll.one(['none', 'agree', 'see it well'])),
  },
  'turned-away': says('walls', 1, () => ({ type: 'turned-away', at: 'the wall', probe: 'new-york', met: '403' })),
} satisfies Moves
