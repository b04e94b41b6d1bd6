import type { Happening } from '../../src/domain/incident/incident.ts'
import { after, days, hours, milliseconds, minutes } from '../../src/domain/instant.ts'
import { PLANS } from './agency.ts'
import { says } from './playing.ts'
import type { Moves } from './playing.ts'
import { carry } from './post.ts'

const STANDSTILL = minutes(90) // at most

// What a machine tells may come a second time; what a person says twice was meant twice.
const BY_MACHINE: ReadonlySet<Happening['type']> = new Set([
  'seen-up',
  'diagnosed',
  'acknowledged',
  'words-written',
  'bounced',
  'delivered',
  'action-ended',
  'cause-confirmed',
])

/** What befalls the hub itself: what it posted, what it hears twice or late, how it dies, and what is changed under it. */
export const MOVES_OF_HUBS = {
  post: {
    of: 'slow-post',
    often: 14,
    happens: (world, site, roll) =>
      carry(
        world,
        world.lives.filter(({ incident }) => incident.site === site),
        roll,
      ),
  },
  'post-all': { of: 'slow-post', often: 7, happens: (world, _, roll) => carry(world, world.lives, roll) },
  'told-again': {
    of: 'told-twice',
    often: 5,
    happens(world, site, roll) {
      const life = world.newestOf(site)
      const recent = life?.moments.slice(-4).filter(({ event }) => BY_MACHINE.has(event.type)) ?? []
      if (!life || recent.length === 0) return
      const { known: _, ...happening } = roll.one(recent).event
      if (happening.type === 'seen-up' && life.incident.phase === 'open') return // checks are judged in their order (I-5)
      world.hear(life, happening)
    },
  },
  'late-news': {
    of: 'out-of-order',
    often: 3,
    happens(world, site, roll) {
      const old = world.lives.filter(({ incident }) => incident.site === site).slice(0, -1)
      if (old.length > 0)
        world.tell(
          roll.one(old),
          roll.one<Happening>([
            { type: 'acknowledged', by: 'ana' },
            { type: 'seen-up' },
            { type: 'clock' },
            { type: 'replied', who: 'client' },
            { type: 'marked', mark: 'cleaned' },
          ]),
        )
    },
  },
  bounce: says('bounces', 3, ({ incident }, roll) => {
    const told = incident.told.flatMap(({ address, channel }) => (channel === 'mail' ? [address] : []))
    return { type: 'bounced', address: roll.one([...told, 'bo@cornerbakery.example', 'bo.hart@mailbox.example']) }
  }),
  crash: { of: 'crashes', often: 6, happens: (world) => void (world.dies = 'before it has stored') },
  'two-hubs': {
    of: 'two-hubs',
    often: 5,
    happens(world, site) {
      const life = world.newestOf(site)
      if (!life) return
      for (let hub = 0; hub < 2; hub++) world.hear(life, { type: 'clock' })
    },
  },
  standstill: {
    of: 'standstill',
    often: 2,
    happens(world, _, roll) {
      world.isStandingStill = true
      world.passes(milliseconds(roll.upTo(STANDSTILL)))
      world.isStandingStill = false
      world.passes(milliseconds(0))
    },
  },
  'clock-jumps': {
    of: 'clock-jumps',
    often: 2,
    happens(world, _, roll) {
      world.now = after(world.now, roll.one([hours(2), minutes(20), minutes(-7), hours(-1), days(-1)]))
    },
  },
  'channels-die': {
    of: 'dead-channels',
    often: 2,
    happens: (world, _, roll) => void (world.deadChannels = roll.one([['sms', 'voice'], ['push'], ['mail'], []])),
  },
  'policy-edited': {
    of: 'edited-policy',
    often: 2,
    happens(world, _, roll) {
      world.plan = PLANS[roll.one(Object.keys(PLANS) as (keyof typeof PLANS)[])]
    },
  },
} satisfies Moves
