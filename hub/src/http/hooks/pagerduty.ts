import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { minutes } from '../../domain/instant.ts'
import { oneLine } from '../../domain/message/escape.ts'
import { Problem } from '../../problem.ts'
import { answerToText, keepAnswerToText } from '../../store/heard-texts.ts'
import { acknowledgeAs } from '../acknowledge/acknowledge-as.ts'
import type { Around } from '../around.ts'
import { command } from '../command.ts'
import { limiter } from '../limiter.ts'
import { tooMany } from '../problems.ts'
import type { Asked, Route } from '../route.ts'

// As much as we read of what PagerDuty sends (developer.pagerduty.com, "V3 webhooks"); what a service did there, ours included, is none of a person.
const Pressed = z.object({
  event: z.object({
    id: z.string().min(1).max(100),
    event_type: z.enum(['incident.acknowledged', 'incident.resolved']),
    agent: z.object({ type: z.literal('user_reference'), id: z.string().max(40), summary: z.string().nullish() }),
    data: z.object({ incident_key: z.string() }),
  }),
})
type Event = z.infer<typeof Pressed>['event']

const THROUGH = 'in PagerDuty'

/**
 * `/hooks/pagerduty`: who acknowledges or resolves in PagerDuty has the incident here (RES-6). A site that is down is not well because somebody
 * pressed "resolve": that is acknowledged as well, and noted. What comes twice is heard once.
 */
export function pagerdutyHook(around: Around): Route {
  const knocks = limiter({ max: 600, per: minutes(1) })
  return {
    method: 'POST',
    path: '/hooks/pagerduty',
    who: 'anyone',
    does: 'Hears what is acknowledged or resolved in PagerDuty. Signed by PagerDuty.',
    provesItself: true,
    reads: 'text',
    speaks: 'json',
    answer: async (asked) => {
      const wait = knocks(asked.ip, around.clock.now())
      if (wait !== null) throw tooMany(wait)
      refuseForged(around, asked)
      const pressed = Pressed.safeParse(read(asked.body as string))
      if (pressed.success) await hear(around, pressed.data.event)
      return { json: {} }
    },
  }
}

// developer.pagerduty.com, "Verifying signatures": while a secret is changed there are two signatures, with a comma between.
function refuseForged({ secrets, plan }: Around, { body, header }: Asked) {
  const given = (header('x-pagerduty-signature') ?? '').split(',').map((one) => Buffer.from(one.trim()))
  const isSigned = Object.values(plan().channels.apps ?? {}).some(({ id, kind }) => {
    const secret = kind === 'pagerduty' ? secrets().get(`channels.apps.${id}.signing-secret`) : undefined
    if (secret === undefined) return false
    const wanted = Buffer.from(
      `v1=${createHmac('sha256', secret)
        .update(body as string)
        .digest('hex')}`,
    )
    return given.some((one) => one.length === wanted.length && timingSafeEqual(one, wanted))
  })
  if (isSigned) return
  const fix = 'Write the secret of the webhook under channels.apps.<id>.signing-secret.'
  throw new Problem('not-allowed', 'signature_invalid', 'This was not signed by a webhook of PagerDuty that is known here.', fix)
}

function read(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new Problem('bad-input', 'json_invalid', 'The body is no JSON.', 'Send what PagerDuty sends.')
  }
}

async function hear(around: Around, event: Event) {
  const number = numberIn(around, event.data.incident_key)
  if (number === null) return
  const reference = `pagerduty ${event.id}`
  if ((await answerToText(around.store.db, reference)) !== null) return
  await obey(around, event, number)
  await keepAnswerToText(around.store.db, { reference, at: around.clock.now(), answer: '' })
}

// The key by which PagerDuty knows an incident of this installation, and of no other.
function numberIn({ plan }: Around, key: string): number | null {
  const [, host, number] = /^allclear (\S+) ([1-9]\d{0,9})$/.exec(key) ?? []
  return host === new URL(plan().hub.url).host ? Number(number) : null
}

async function obey(around: Around, { event_type: type, agent: { id, summary } }: Event, number: number) {
  const did = type === 'incident.resolved' ? 'resolved' : 'acknowledged'
  const person = Object.values(around.plan().people).find(({ pagerduty }) => pagerduty === id)
  const name = person?.name ?? (oneLine(summary ?? '').slice(0, 100) || id)
  if (person) await acknowledgeAs(around, { person, number, through: THROUGH })
  if (person && did === 'acknowledged') return
  const why = person ? '' : ` Nobody of the plan is ${id} there, so nobody has it by that.`
  await note(around, number, person?.id ?? THROUGH, `${name} ${did} it in PagerDuty.${why}`)
}

async function note(around: Around, number: number, by: string, text: string) {
  try {
    await command(around, { by, partner: null, through: THROUGH }, number, { type: 'noted', by, text })
  } catch (error) {
    if (!(error instanceof Problem) || error.kind === 'ours') throw error
    around.onOdd?.(`what was pressed in PagerDuty about incident ${number} was not heard: ${error.message}`)
  }
}
