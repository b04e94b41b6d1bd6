import { z } from 'zod'

// What an agent on a client's host and the hub say to each other. The agent imports the types alone: its bundle carries no schemas.

const name = z.string().min(1).max(200)
const count = z.number().min(0).max(1e15)
const share = z.number().min(0).max(1) // 0.25 is a quarter
const perSecond = z.number().min(0).max(1e13)

/** Share of time in which something waited, over the last 10, 60 and 300 s, in percent (Linux, Documentation/accounting/psi.rst). */
const pressure = z.object({ avg10: z.number().min(0).max(100), avg60: z.number().min(0).max(100), avg300: z.number().min(0).max(100) })

const ranking = z.array(z.tuple([z.string().max(200), count])).max(10)

const disk = z
  .object({
    mount: name,
    type: z.string().max(60),
    size: count, // bytes
    used: count,
    inodes: count, // 0: the file system counts none
    inodesUsed: count,
    fullIn: z.number().min(0).max(1e9).nullable(), // seconds, by the trend of the last week; null: it does not fill up
  })
  .refine(({ size, used, inodes, inodesUsed }) => used <= size && inodesUsed <= inodes, 'more is used than there is')

const busyProcess = z.object({
  pid: z.int().min(1),
  name: z.string().max(60),
  user: z.string().max(60),
  cpu: z.number().min(0).max(4096), // cores
  memory: count, // bytes resident
  command: z.string().max(400), // secrets taken out on the host
  file: z.string().max(300).nullable(), // what it runs; null: nothing, as a kernel thread, or not readable
  age: z.number().min(0).max(1e10), // seconds since it started
})

const finding = z.object({
  kind: z.enum(['core-changed', 'core-foreign', 'php-in-uploads', 'signature']),
  file: z.string().max(300), // below the installation
  says: z.string().max(200),
})

const installation = z.object({
  path: z.string().max(300),
  version: z.string().max(40).nullable(),
  compared: count, // files of WordPress itself that have a published sum; 0: none was published, or the hub did not have it
  files: count, // files of code that were seen
  unreadable: count, // that the agent may not read: nothing is known of them
  findings: z.array(finding).max(20),
  more: count, // findings beside these
  changed: z.object({ count, files: z.array(z.string().max(300)).max(10) }), // new or other than at first sight, in the last week: updates do that too
})

const service = z.object({
  kind: z.enum(['postgres', 'redis', 'php-fpm', 'web', 'lsapi']),
  name: z.string().max(200), // its socket or address
  reachable: z.boolean(),
  says: z.string().max(200), // why it does not answer, or what shows how it stands
  used: share.nullable(), // of its connections, workers or memory; null: it does not say, or the agent may not ask
  waiting: count.nullable(), // visitors that wait for a worker
})

/** Each part is read by itself: one that makes no sense is refused and the rest kept. */
export const SAMPLE_PARTS = {
  load: z.tuple([count, count, count]), // of 1, 5 and 15 minutes
  cores: z.int().min(1).max(4096),
  pressure: z.object({ cpu: pressure, memory: pressure, io: pressure }), // memory and io: `full`; cpu: `some`
  cpu: z.object({ busy: share, user: share, system: share, waiting: share, stolen: share }),
  memory: z.object({ total: count, available: count }).refine(({ total, available }) => available <= total, 'more is free than there is'),
  swap: z.object({ total: count, used: count }).refine(({ total, used }) => used <= total, 'more is used than there is'),
  disks: z.array(disk).max(60),
  io: z.object({ read: perSecond, written: perSecond, busy: share }), // bytes a second; busy: of the busiest disk
  network: z.object({ received: perSecond, sent: perSecond, errors: perSecond }),
  sockets: z.record(z.string().max(20), count), // TCP by state
  processes: z.object({ count, top: z.array(busyProcess).max(20) }),
  failedUnits: z.array(name).max(50),
  listening: z.array(z.int().min(1).max(65_535)).max(200), // TCP ports on any address but loopback
  mailQueue: count,
  integrity: z.object({ checkedAt: z.int(), installations: z.array(installation).max(20) }), // of the last whole pass over the websites
  scanner: z.object({
    program: z.string().max(100),
    checkedAt: z.int(),
    isWhole: z.boolean(), // it saw everything that it was asked to look at
    says: z.string().max(200),
    infected: z.array(z.object({ file: z.string().max(300), signature: z.string().max(120) })).max(50),
    more: count, // beside these
  }), // what a virus scanner of the host said last
  hardening: z.object({
    family: z.enum(['debian', 'rhel', 'other']),
    updates: count.nullable(), // security updates that wait; null here and below: the agent does not see it
    restartNeeded: z.boolean().nullable(),
    firewall: z.string().max(40).nullable(), // the unit that is active, or `none`
    ssh: z.object({ passwords: z.boolean(), root: z.string().max(40) }).nullable(),
    keepsJournal: z.boolean(),
    writable: z.object({ seen: count, count, folders: z.array(z.string().max(300)).max(10) }), // folders of websites that everybody may write to
  }),
  database: z.object({ reachable: z.boolean(), error: z.int().nullable(), says: z.string().max(200), connections: share.nullable() }),
  outOfMemory: z.array(z.object({ at: z.int(), process: z.string().max(60) })).max(20), // what the kernel killed since the last report
  services: z.array(service).max(30),
  mail: z.object({ waiting: count, turnedAway: ranking, senders: ranking }), // turnedAway: mails that large providers put off, by provider
  certificates: z.array(z.object({ path: z.string().max(300), name: z.string().max(200), from: z.int(), until: z.int() })).max(100),
  backups: z
    .array(z.object({ name, at: z.int().nullable(), size: count, before: count.nullable(), hours: z.number().min(0.1).max(10_000) }))
    .max(50), // at: of the newest file, null where there is none; before: size of the one before it; hours: how old it may be
  cron: z.object({ lastAt: z.int(), runs: count }), // runs: of the last hour
  visitors: z.object({
    requests: count,
    failures: count, // 5xx
    urls: ranking,
    addresses: ranking,
  }), // of the last minute of the access logs
} as const

export type Sample = { readonly at: number } & { readonly [Part in keyof typeof SAMPLE_PARTS]: z.infer<(typeof SAMPLE_PARTS)[Part]> | null }

/** Of which version and language of WordPress an agent wants the published sums. */
export const WantedSums = z.strictObject({
  version: z.string().regex(/^\d{1,3}(\.\d{1,3}){1,2}$/),
  locale: z.string().regex(/^[A-Za-z]{2,3}(_[A-Za-z]{2,10}){0,2}$/),
})
export type WantedSums = z.infer<typeof WantedSums>

/** The published MD5 sums of a version of WordPress, by path; empty where none are known. */
export const PublishedSums = z.object({ sums: z.record(z.string().max(300), z.string().max(32)) })
export type PublishedSums = z.infer<typeof PublishedSums>

/** One moment of the flight recorder: what is needed to say afterwards why it went wrong. */
export const Moment = z.object({
  at: z.int(),
  load: z.tuple([count, count, count]).nullable(),
  cores: z.int().min(1).nullable(),
  cpu: share.nullable(),
  memory: share.nullable(), // in use, as swap
  swap: share.nullable(),
  waits: z.object({ cpu: z.number(), memory: z.number(), io: z.number() }).nullable(), // percent of the last ten seconds
  disk: share.nullable(), // the fullest
  sockets: count.nullable(), // established
  top: z.array(z.object({ name: z.string().max(60), user: z.string().max(60), cpu: z.number().min(0), memory: count })).max(10),
  urls: ranking,
  addresses: ranking,
})
export type Moment = z.infer<typeof Moment>

/** Something that happened on the host: the minutes before a restart, a burst of errors in a log, somebody who logged in from where nobody did before. */
export const HostEvent = z.object({
  at: z.int(),
  kind: z.enum(['restarted', 'pressure', 'log', 'finding', 'login', 'spam']),
  says: z.string().max(500),
  lines: z.array(z.string().max(1000)).max(200), // secrets taken out on the host
  moments: z.array(Moment).max(90),
})
export type HostEvent = z.infer<typeof HostEvent>

/** How an order ended on the host. `refused` names the rule that the host held up. */
export const OrderEnd = z.object({
  id: z.string().max(60),
  end: z.enum(['done', 'failed', 'refused']),
  code: z.string().max(60),
  output: z.string().max(8192),
  at: z.int(),
})
export type OrderEnd = z.infer<typeof OrderEnd>

const piece = z.tuple([z.string().min(1).max(120), z.string().min(1).max(120)]) // its name and its version

/** What is installed on a host, by the names that a feed of vulnerabilities could know (PRE-3). */
export const Inventory = z.object({
  distribution: z.object({ id: z.string().max(40), version: z.string().max(40) }).nullable(),
  packages: z.array(piece).max(3000), // Debian: of sources, RHEL: of what is installed
  installations: z
    .array(
      z.object({
        path: z.string().max(300),
        version: z.string().max(40).nullable(),
        plugins: z.array(piece).max(300),
        themes: z.array(piece).max(100),
      }),
    )
    .max(20),
})
export type Inventory = z.infer<typeof Inventory>

/** What an agent posts every interval. Numbers grow by one for each report and never start anew: a replay and a gap both show. */
export const Report = z.object({
  agent: z.string().min(1).max(60),
  host: z.string().min(1).max(63),
  boot: z.string().min(1).max(60),
  number: z.int().min(1),
  at: z.int(), // when the sample was taken; a spooled report is older than the time at which it was sent
  version: z.string().max(20),
  sample: z.record(z.string().max(40), z.unknown()),
  events: z.array(HostEvent).max(20),
  ends: z.array(OrderEnd).max(50),
  allows: z.array(z.string().max(40)).max(50), // the actions that this host accepts, for the hub to know and not to rule
  inventory: z.unknown().optional(), // Inventory: when it has changed, and once a day
})
export type Report = z.infer<typeof Report>

/** What the hub answers to a report. An order is a text and the hub's signature over exactly that text. */
export const ReportAnswer = z.object({
  number: z.int(),
  orders: z.array(z.object({ order: z.string().max(8192), signature: z.string().max(200) })).max(20),
})
export type ReportAnswer = z.infer<typeof ReportAnswer>

/** What an order says. It lives ten minutes at most and is good on one host, for one run. */
export type Order = {
  readonly id: string
  readonly host: string
  readonly agent: string
  readonly action: string
  readonly args: Readonly<Record<string, string>>
  readonly dryRun: boolean
  readonly notBefore: number
  readonly expires: number
  readonly by: string // whose decision it was
}

export const Enrolment = z.object({ token: z.string().min(20).max(200), key: z.string().min(40).max(100) }) // key: Ed25519, SPKI, base64
export type Enrolment = z.infer<typeof Enrolment>

export const Enrolled = z.object({ agent: z.string(), host: z.string(), hubKey: z.string(), interval: z.int() })
export type Enrolled = z.infer<typeof Enrolled>
