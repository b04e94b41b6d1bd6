import type { Client, Partner, Plan, Site } from '../src/domain/plan/plan.ts'
import { days, minutes, seconds } from '../src/domain/instant.ts'

const SPEAKS = { announce: null, subscribe: ['mail', 'slack', 'webhook'] } as const

/** An agency's plan with two partners in two time zones. */
export function seededPlan(): Plan {
  const always = {
    timezone: 'America/New_York',
    hours: null,
    days: [1, 2, 3, 4, 5, 6, 7],
    holidays: null,
    closedOnHolidays: false,
    gap: 'wait',
  }
  return {
    version: '0123456789ab',
    hub: {
      url: 'http://127.0.0.1:8470/',
      location: 'hub',
      quorum: 2,
      masterKeyFile: null,
      statusExport: null,
      pushTo: null,
      domains: null,
      watcher: null,
      deadMan: null,
    },
    operator: { name: 'Harbor Web Care', timezone: 'America/New_York', mail: 'noc@harbor.example', statusPage: null, ...SPEAKS },
    coverage: always,
    firstResponse: minutes(15),
    pageAfter: seconds(30),
    updateEvery: minutes(60),
    staleAfter: minutes(30),
    availability: { percent: 99.9, credits: [] },
    reports: null,
    retention: { hours: days(90), days: days(400), transitions: days(400), evidence: days(400), audit: null },
    oidc: null,
    drills: null,
    vulnerabilities: {},
    alerts: {},
    people: {
      ana: {
        id: 'ana',
        name: 'Ana Ruiz',
        mail: 'ana@harbor.example',
        phone: null,
        slack: null,
        timezone: 'America/New_York',
        absences: [],
        role: 'owner',
        hasBrowser: false,
      },
      kofi: {
        id: 'kofi',
        name: 'Kofi Mensah',
        mail: 'kofi@harbor.example',
        phone: null,
        slack: null,
        timezone: 'Africa/Accra',
        absences: [],
        role: 'responder',
        hasBrowser: false,
      },
    },
    schedules: {},
    escalation: [],
    escalations: {},
    partners: {
      brightside: partner('brightside', 'Brightside Studio', 'America/Chicago', '#ffd23f'),
      fjord: partner('fjord', 'Fjord Digital', 'Europe/Oslo', '#0b3d6e'),
    },
    clients: {
      'corner-bakery': client('corner-bakery', 'brightside', 'Corner Bakery'),
      'river-dental': client('river-dental', 'brightside', 'River Dental'),
      'pine-cabins': client('pine-cabins', 'fjord', 'Pine Cabins'),
    },
    providers: {
      'anchor-hosting': {
        ...{ id: 'anchor-hosting', name: 'Anchor Hosting', kind: 'hosting', managed: false, panel: null, plans: [] },
        support: { url: 'https://anchor.example/support', mail: 'support@anchor.example', phone: '+1 212 555 0190' },
        authority: null,
        credentials: null,
        login: 'https://anchor.example/login',
        status: null,
      },
    },
    hosts: {},
    sites: Object.fromEntries(
      [
        { ...site('cornerbakery.example', 'brightside', 'corner-bakery'), hosting: 'anchor-hosting' },
        site('riverdental.example', 'brightside', 'river-dental'),
        site('lanternbooks.example', 'brightside', 'corner-bakery'),
        site('northlight.example', 'fjord', 'pine-cabins'),
        site('pinecabins.example', 'fjord', 'pine-cabins'),
        site('harbor.example', 'operator', null),
      ].map((one) => [one.id, one]),
    ),
    channels: {
      mail: null,
      inbox: null,
      slack: { api: 'https://slack.com/api' },
      push: null,
      sms: null,
      voice: null,
      webhook: null,
      social: {},
    },
    network: {
      resolvers: ['system'],
      rootServers: null,
      rdapBootstrap: 'https://rdap.example/',
      whois: 'whois.example:43',
      trustedCa: null,
      wordpressChecksums: null,
      webRisk: null,
      allowPrivateTargets: false,
      canaries: [],
      ports: {},
    },
    digest: { gather: seconds(90), after: 12, every: minutes(10) },
    quickened: 1,
  } as Plan
}

const partner = (id: string, name: string, timezone: string, colour: string): Partner => ({
  id,
  name,
  timezone,
  holidays: null,
  language: 'en',
  brand: { from: { name, address: `care@${id}.example` }, reply: null, colour, logo: null, greeting: null, signature: null, dkim: null },
  contacts: [],
  cc: [`rosa@${id}.example`],
  slack: null,
  social: {},
  statusPage: null,
  ...SPEAKS,
})

const client = (id: string, owner: string, name: string): Client => ({
  id,
  partner: owner,
  name,
  timezone: owner === 'fjord' ? 'Europe/Oslo' : 'America/Chicago',
  holidays: null,
  language: 'en',
  contacts: [],
  firstResponse: null,
  escalation: null,
  statusPage: null,
  ...SPEAKS,
})

const site = (id: string, owner: string, ofClient: string | null): Site => ({
  id,
  client: ofClient,
  partner: owner,
  url: `https://${id}/`,
  monitors: [],
  expect: { status: 200, contains: null },
  registrar: null,
  dns: null,
  hosting: null,
  cdn: null,
  host: null,
  plan: null,
  stack: null,
})
