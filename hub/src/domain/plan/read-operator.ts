import { z } from 'zod'
import type { Accounts } from '../announce/networks.ts'
import { EVERY_DAY } from '../calendar/hours.ts'
import { QUORUM } from '../triage/quorum.ts'
import type { Draft } from './draft.ts'
import type { Coverage, Operator, Plan, PushTo } from './plan.ts'
import { judgeAnnounce, publicPart, publicOf } from './read-social.ts'
import { holidays, hours, listening, mailAddress, secret, shortText, timezone, webAddress, weekDays } from './words.ts'

const HubPart = z.strictObject({
  url: webAddress.optional(),
  location: shortText(60).default('home'),
  'check-threads': z.int().min(0).max(64).optional(),
  quorum: z.int('must be a whole number').min(1, 'must be 1 or more').max(20, 'must be 20 or less').default(QUORUM),
  domains: z.strictObject({ listen: listening, acme: webAddress.default('https://acme-v02.api.letsencrypt.org/directory') }).optional(),
  'master-key-file': z.string().min(1, 'is empty; write the path of a file').optional(),
  'status-export': z
    .strictObject({
      dir: z.string().min(1, 'is empty; write the path of a folder'),
      s3: z
        .strictObject({
          endpoint: webAddress,
          bucket: shortText(63),
          region: shortText(60).default('us-east-1'),
          prefix: z
            .string()
            .regex(/^$|^[^/].*\/$/, 'does not end in a slash; write pages/')
            .default(''),
          'key-id': shortText(200),
          secret,
        })
        .optional(),
      command: z.array(z.string()).min(1, 'is empty; write [rsync, -a, --delete, …]').optional(),
    })
    .optional(),
  watcher: shortText(60).optional(),
  'dead-man': webAddress.optional(),
})

const OperatorPart = z.strictObject({
  name: shortText(),
  timezone,
  mail: mailAddress,
  'status-page': webAddress.optional(),
  ...publicPart,
})

const CoveragePart = z.strictObject({
  timezone: timezone.optional(),
  hours: hours.optional(),
  days: weekDays.optional(),
  holidays: holidays.optional(),
  'closed-on-holidays': z.boolean().default(false),
  gap: z.string().default('wait'),
})

/** Where the hub's links lead. Without `hub.url` that is the address it listens on. */
export function readHub(draft: Draft, listening: string): Plan['hub'] {
  const part = draft.part(HubPart, ['hub'])
  const url = part?.url ?? listening
  return {
    url: url.endsWith('/') ? url : `${url}/`,
    location: part?.location ?? 'home',
    ...(part?.['check-threads'] === undefined ? {} : { checkThreads: part['check-threads'] }),
    quorum: part?.quorum ?? QUORUM,
    domains: part?.domains ?? null,
    masterKeyFile: part?.['master-key-file'] ?? null,
    statusExport: part?.['status-export']?.dir ?? null,
    watcher: part?.watcher ?? null,
    deadMan: part?.['dead-man'] ?? null,
    pushTo: readPushTo(draft, part?.['status-export']),
  }
}

function readPushTo(draft: Draft, part: z.infer<typeof HubPart>['status-export']): PushTo | null {
  const { s3, command = null } = part ?? {}
  if (!s3 && command === null) return null
  if (s3) draft.keepSecret(['hub', 'status-export', 's3', 'secret'], s3.secret, 'no page is brought to the bucket')
  if (!s3) return { s3: null, command }
  const { endpoint, bucket, region, prefix, 'key-id': keyId } = s3
  return { s3: { endpoint: endpoint.replace(/\/+$/, ''), bucket, region, prefix, keyId }, command }
}

/** Who runs this. */
export function readOperator(draft: Draft, accounts: Accounts): Operator | null {
  if (draft.written(['operator']) === undefined) {
    draft.complain([], 'operator is missing', 'add "operator: { name: …, timezone: …, mail: … }"')
    return null
  }
  const part = draft.part(OperatorPart, ['operator'])
  if (part === null) return null
  judgeAnnounce(draft, ['operator'], part.announce, accounts, 'channels.social')
  return { name: part.name, timezone: part.timezone, mail: part.mail, statusPage: part['status-page'] ?? null, ...publicOf(part) }
}

/** The hours in which somebody answers: always, where nothing is written. */
export function readCoverage(draft: Draft, operatorTimezone: string): Coverage | null {
  const part = draft.part(CoveragePart, ['coverage'])
  if (!part) return null
  if (part.gap !== 'wait')
    draft.mustName(['coverage', 'gap'], part.gap, 'person, schedule or team', draft.ids('people', 'schedules', 'teams'))
  if (part['closed-on-holidays'] && part.holidays === undefined) {
    draft.complain(['coverage', 'closed-on-holidays'], 'coverage.closed-on-holidays: no calendar is named', 'add "holidays: US"')
  }
  return {
    timezone: part.timezone ?? operatorTimezone,
    hours: part.hours ?? null,
    days: part.days ?? EVERY_DAY,
    holidays: part.holidays ?? null,
    closedOnHolidays: part['closed-on-holidays'],
    gap: part.gap,
  }
}
