import type { Entry } from '../src/domain/incident/entry.ts'
import type { Incident } from '../src/domain/incident/incident.ts'
import { after, minutes, seconds } from '../src/domain/instant.ts'
import type { Instant, Span } from '../src/domain/instant.ts'
import type { Playbook, Step } from '../src/domain/playbook/playbook.ts'
import type { NewMessage } from '../src/store/messages.ts'

const step = (id: string, start: Step['start'], does: Step['does']): Step => ({
  id,
  start,
  does,
  every: null,
  until: [],
  atMost: null,
  onlyIf: [],
  unless: [],
})
const later = (span: Span): Step['start'] => ({ kind: 'after', delay: { span }, of: 'confirmed' })

const playbook: Playbook = {
  id: 'ssl-certificate',
  version: 1,
  title: 'Certificate',
  causes: ['tls.*'],
  firstContact: 'client',
  severity: 'major',
  stableFor: minutes(20),
  steps: [
    step(
      'renew',
      { kind: 'at once' },
      { do: 'action', run: 'certificate-renew', on: 'hosting-panel', timeout: minutes(5), approval: null },
    ),
    step(
      'renew-by-hand',
      { kind: 'when step', step: 'renew', ends: 'fails' },
      {
        do: 'task',
        title: 'Renew the certificate by hand in the panel',
        for: 'on-call',
        due: null,
        contact: null,
        checklist: [],
        followUp: false,
      },
    ),
    step('tell-client', later(minutes(15)), { do: 'message', to: ['client'], template: 'investigating', via: null }),
    step('escalate', later(minutes(45)), { do: 'escalate', to: 'next' }),
  ],
}

const blank = (id: string, site: string, partner: string, at: Instant): Incident =>
  ({
    id,
    site,
    partner,
    phase: 'open',
    detectedAt: at,
    confirmedAt: after(at, seconds(4)),
    failingSince: at,
    parent: null,
    wellSince: null,
    outages: 1,
    verdict: {
      verdict: 'genuine',
      reason: null,
      class: 'tls',
      code: 'tls.expired',
      deterministic: true,
      because: ['The certificate ended on 4 March 2026 at 15:50 UTC.', 'Our clock agrees with two others.'],
    },
    diagnosis: {
      cause: 'tls.expired',
      confidence: 0.97,
      because: [
        'The certificate of cornerbakery.example expired on 4 March 2026, 12 minutes ago.',
        'The same certificate is served on every address of the site.',
      ],
      alternatives: [{ cause: 'tls.chain', confidence: 0.2 }],
      pattern: 'persistent',
      against: ['The name servers answer with more than one serial number.'],
      check: 'openssl s_client -connect cornerbakery.example:443 -servername cornerbakery.example </dev/null | openssl x509 -noout -dates',
      facts: {},
    },
    causeConfirmed: true,
    pinned: null,
    playbook,
    playbookAt: after(at, seconds(6)),
    steps: {
      'ssl-certificate/renew': {
        step: 'renew',
        audience: null,
        state: 'failed',
        startedAt: after(at, seconds(6)),
        occurrences: 1,
        nextAt: null,
        dueAt: null,
        endedAt: after(at, seconds(30)),
      },
      'ssl-certificate/renew-by-hand': {
        step: 'renew-by-hand',
        audience: null,
        state: 'started',
        startedAt: after(at, seconds(30)),
        occurrences: 1,
        nextAt: null,
        dueAt: null,
        endedAt: null,
      },
    },
    ladder: { rung: 0, round: 0, calls: 1, nextAt: null, acknowledgedBy: null, acknowledgedAt: null },
    response: { from: at, due: after(at, minutes(15)), metAt: null, breached: false, isAtRisk: false },
    heardOn: true,
    told: [],
    held: [],
    answers: [],
    tasks: {},
    marks: [],
    unreachable: [],
    resolvedAt: null,
    earlier: null,
    drill: null,
    wakeAt: after(at, (minutes(15) + seconds(4)) as Span),
  }) as unknown as Incident

/** Incidents as the engine would leave them, without an engine. */
export const begin = {
  open: (at: Instant) => blank('2', 'cornerbakery.example', 'brightside', at),
  resolved: (at: Instant): Incident => ({
    ...blank('1', 'riverdental.example', 'brightside', at),
    phase: 'resolved',
    resolvedAt: after(at, minutes(48)),
    wakeAt: null,
  }),
  foreign: (at: Instant): Incident => ({ ...blank('3', 'pinecabins.example', 'fjord', at), diagnosis: null, playbook: null, steps: {} }),

  timeline: ({ detectedAt: at }: Incident): Entry[] => [
    { at, kind: 'state', state: 'suspected' },
    { at: after(at, seconds(4)), kind: 'state', state: 'open', note: 'The outage is genuine: the certificate has expired.' },
    { at: after(at, seconds(4)), kind: 'page', to: ['ana'], channel: 'push', subject: 'cornerbakery.example is down' },
    {
      at: after(at, seconds(4)),
      kind: 'announcement',
      audience: 'public',
      channel: 'status-page',
      to: ['brightside', 'corner-bakery'],
      subject: 'cornerbakery.example is not available',
    },
    { at: after(at, seconds(6)), kind: 'state', state: 'open', note: 'Cause: the certificate has expired (97 % sure).' },
    { at: after(at, seconds(6)), kind: 'action', step: 'renew', state: 'started' },
    {
      at: after(at, seconds(30)),
      kind: 'action',
      step: 'renew',
      state: 'failed',
      note: 'The panel answered 503: the certificate authority is busy.',
    },
    { at: after(at, seconds(30)), kind: 'task', to: ['ana'], note: 'Renew the certificate by hand in the panel' },
    {
      at: after(at, minutes(11)),
      kind: 'message',
      audience: 'client',
      channel: 'mail',
      from: 'Brightside Care <care@brightside.example>',
      to: ['bo@mailbox.example'],
      cc: ['rosa@brightside.example'],
      subject: 'Your site cornerbakery.example',
    },
  ],

  messages: (now: Instant): NewMessage[] => [
    message('2/page/ana/push', 'page', 'responder', 'push', 'ana', [], 'cornerbakery.example is down', after(now, minutes(-12))),
    message(
      '2/tell-client/bo',
      'message',
      'client',
      'mail',
      'bo@mailbox.example',
      ['rosa@brightside.example'],
      'Your site cornerbakery.example',
      after(now, minutes(-1)),
    ),
  ],
}

const page = 'http://127.0.0.1:8470/a/…'
const OFFERS = `\nThis is done: ${page}/done\nPlease call me: ${page}/call\n\nWas this helpful? Yes: ${page}/helpful · No: ${page}/unhelpful\n`

const message = (
  key: string,
  contract: NewMessage['contract'],
  audience: 'client' | 'responder',
  channel: string,
  to: string,
  cc: string[],
  subject: string,
  at: Instant,
): NewMessage => ({
  partner: 'brightside',
  key,
  incident: 2,
  step: null,
  contract,
  recipient: { audience, name: '', channel, address: [to], from: 'Brightside Care <care@brightside.example>', cc, why: null },
  template: 'investigating',
  subject,
  text: `Hello,\n\nwe are looking into a disruption of cornerbakery.example.\n\nWhere to look: http://127.0.0.1:8470/status/corner-bakery/\n${OFFERS}`,
  html: null,
  link: 'http://127.0.0.1:8470/status/corner-bakery/',
  messageId: `<${key}@brightside.example>`,
  orderedAt: at,
  dueAt: at,
})
