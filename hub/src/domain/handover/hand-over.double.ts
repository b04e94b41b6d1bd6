import { readFileSync } from 'node:fs'
import { AT, badTls, dnsSaying, evidence, goodBefore, noPage, pageSaying } from '../diagnosis/evidence.double.ts'
import type { Evidence } from '../diagnosis/evidence.ts'
import { beginIncident } from '../incident/begin.ts'
import type { Execution, Incident } from '../incident/incident.ts'
import { pin } from '../incident/pin.ts'
import { after, minutes, seconds } from '../instant.ts'
import type { Instant, Span } from '../instant.ts'
import type { Plan } from '../plan/plan.ts'
import { readPlan } from '../plan/read-plan.ts'
import type { Playbook } from '../playbook/playbook.ts'
import { readPlaybook } from '../playbook/read-playbook.ts'
import type { Given } from './hand-over.ts'

/** Two incidents as the next tier would get them, for tests: nothing here is kept by a store. */
const read = (path: string) => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8')
const variables = { lookup: () => undefined, unsetIsEmpty: true }
const plan = readPlan(read('docs/examples/allclear.yaml'), 'allclear.yaml', { variables, checkSchemas: {} }).plan as Plan
const site = plan.sites['cornerbakery.example']!
const templates = ['certificate-investigating', 'certificate-escalated', 'still-working', 'investigating']
const playbookIn = (path: string): Playbook =>
  readPlaybook(read(path), path, { templates, actions: ['certbot', 'certificate-renew'] }).playbook!

const DETECTED = after(AT, minutes(-20))
const then = (minute: number) => after(DETECTED, minutes(minute))
const CONFIRMED = after(DETECTED, seconds(4))

const execution = (step: string, state: Execution['state'], startedAt: Instant, endedAt: Instant | null): Execution => ({
  ...{ step, audience: null, state, startedAt, endedAt, occurrences: 1, nextAt: null, dueAt: null, overdueAt: null },
})

function opened(cause: Incident['diagnosis'], playbook: Playbook, more: Partial<Incident>): Incident {
  const first = beginIncident({
    id: '7',
    site: site.id,
    partner: 'brightside',
    detectedAt: DETECTED,
    pinned: pin(plan, site.id),
    earlier: null,
  })
  const known = { diagnosis: cause, playbook, playbookAt: after(CONFIRMED, seconds(2)) }
  return { ...first, phase: 'open', confirmedAt: CONFIRMED, causeConfirmed: true, ...known, ...more }
}

const look = (minute: number, more: Partial<Evidence>) => ({
  at: then(minute),
  kind: 'diagnosis',
  body: { evidence: evidence({ at: then(minute), ...more }), diagnosis: { cause: 'seen' } },
})
const check = (minute: number, code: string, line: string) => ({
  at: then(minute),
  kind: 'check',
  body: {
    monitor: 'cornerbakery.example/http',
    result: { state: 'down', code, class: 'tls', at: then(minute), tookMs: 80, facts: { code }, diary: [line] },
  },
})

const baseline = {
  ...goodBefore,
  seen: after(DETECTED, minutes(-30)),
  tls: { issuer: "Let's Encrypt", fingerprint: 'AA:BB', names: [site.id, `www.${site.id}`] },
}
const expired = { tls: badTls('CERT_HAS_EXPIRED', { validTo: DETECTED }), page: noPage('connected', { failure: 'tls.expired' }), baseline }

const tls = playbookIn('playbooks/tls.yaml')
const task = { people: ['kofi'], contact: null, followUp: false, doneAt: null, doneBy: null }
const noTimes = { orderedAt: then(1), settledAt: then(1), reason: null }

/** An expired certificate that the panel could not renew, 20 minutes on. */
export const certificate: Given = {
  incident: opened(
    {
      cause: 'tls.expired',
      confidence: 0.97,
      because: ['The certificate for cornerbakery.example expired on 2026-11-21; Let’s Encrypt issued it.'],
      alternatives: [{ cause: 'tls.chain', confidence: 0.2 }],
      facts: {},
    },
    tls,
    {
      ladder: { rung: 0, round: 0, calls: 1, nextAt: null, acknowledgedBy: 'kofi', newsAt: null, acknowledgedAt: then(3) },
      steps: {
        'tls/renew': execution('renew', 'failed', CONFIRMED, then(2)),
        'tls/ask-own-hosting': execution('ask-own-hosting', 'started', then(2), null),
        'tls/tell-client/client': { ...execution('tell-client', 'done', then(15), then(15)), audience: 'client' },
      },
    },
  ),
  ...{ site, plan, zone: 'Africa/Accra', at: AT, baseline, earlier: null },
  evidence: [check(0, 'tls.expired', 'TLS to 192.0.2.10:443: certificate has expired'), look(1, expired), look(11, expired)],
  executions: [
    {
      ...{ run: 'certificate-renew', on: 'hosting', state: 'failed', dueAt: CONFIRMED, startedAt: CONFIRMED, endedAt: then(2) },
      output: 'AutoSSL was started for the account bakery.\nAttempt 1 failed: the authority is busy.',
    },
  ],
  tasks: [
    { ...task, id: 'a', title: 'See incident 7 through', dueAt: null, doneAt: then(5), doneBy: 'kofi' },
    {
      ...task,
      id: 'b',
      title: 'Ask our hosting support to issue the certificate',
      dueAt: then(17),
      contact: 'https://anchor.example/support',
    },
  ],
  notes: [{ at: then(6), by: 'kofi', text: 'The authority limits us until noon.' }],
  messages: [
    {
      ...{ ...noTimes, recipient: { audience: 'responder', channel: 'push', name: 'Kofi Mensah', address: ['kofi'] } },
      ...{ subject: 'DOWN: cornerbakery.example', text: 'Please acknowledge.', state: 'delivered' },
    },
    {
      ...{
        orderedAt: then(15),
        settledAt: null,
        recipient: { audience: 'client', channel: 'mail', name: 'Bo Hart', address: ['bo@mailbox.example'] },
      },
      ...{ subject: 'Your site', text: 'Hello Bo.', state: 'uncertain', reason: 'The connection broke.' },
    },
  ],
  timeline: [
    { at: DETECTED, kind: 'state', state: 'suspected' },
    { at: CONFIRMED, kind: 'page', to: ['kofi'], channel: 'push', subject: 'DOWN: cornerbakery.example' },
    { at: then(2), kind: 'action', step: 'renew', state: 'failed', note: 'The authority is busy.' },
  ],
}

const moved = dnsSaying({ a: ['203.0.113.9'] })
const stranger = pageSaying('Welcome', 'It works!')
const half = { ...moved, servers: [moved.servers[0]!, { ...moved.servers[1]!, a: ['192.0.2.10'] }] }

/** A record that points elsewhere, at one name server first, then at both, and a stranger's page stands there. */
export const dns: Given = {
  ...certificate,
  incident: opened(
    {
      cause: 'dns.record_wrong',
      confidence: 0.84,
      because: ['cornerbakery.example points at 203.0.113.9; when the site was last well it pointed at 192.0.2.10.'],
      against: ['The name servers are those of before.'],
      alternatives: [{ cause: 'dns.inconsistent', confidence: 0.4 }],
      pattern: 'persistent',
      check: 'dig +norecurse A cornerbakery.example @ns1.namesilver.example',
      facts: {},
    },
    playbookIn('playbooks/default.yaml'),
    { causeConfirmed: false, earlier: '3' },
  ),
  earlier: { ...certificate.incident, id: '3', phase: 'resolved', resolvedAt: after(DETECTED, (-2 * 86_400_000) as Span) },
  evidence: [
    check(0, 'content_missing', 'GET / at 203.0.113.9: 200, without "Fresh bread"'),
    look(1, { dns: half, page: stranger, baseline }),
    look(2, { dns: moved, page: stranger, baseline }),
    look(5, { dns: moved, page: stranger, baseline }),
  ],
  ...{ executions: [], tasks: [], notes: [], messages: [], timeline: [] },
}
