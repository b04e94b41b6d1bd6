import { ADDRESSES } from '../addresses.ts'
import * as parking from '../pages/parking-pages.ts'
import { byPath, leadsTo, says, type SiteAnswer } from '../site-answers.ts'
import { apexAt } from '../record-changes.ts'
import type { FaultEntry, RegistrationChange } from './fault.ts'

const SERVER = [['server', 'Apache']] as const
const lander = (body: Parameters<typeof says>[2], status = 200): SiteAnswer => says(status, SERVER, body)
const LAPSED: RegistrationChange = { status: ['auto renew period'], registryDays: 363, registrarDays: -2 }
const PAST: RegistrationChange = { status: ['client transfer prohibited'], registryDays: -3, registrarDays: -3 }
const ON_HOLD: RegistrationChange = { status: ['client hold', 'client transfer prohibited'], changedDays: -1 }
const godaddy: SiteAnswer = byPath(
  { '/lander': lander(parking.GODADDY_LANDER) },
  says(200, [['server', 'openresty']], parking.GODADDY_REDIRECT),
)

/** Domains that were not renewed, are held, or are on their way out of the registry. */
export const REGISTRATION_FAULTS: readonly FaultEntry[] = [
  {
    id: 'domain-expired',
    row: 1,
    description: 'The registration lapsed; the registrar parked the domain.',
    registration: LAPSED,
    dns: { delegation: 'parking', there: 'parked' },
    lander: lander(parking.expired),
    variants: {
      'date-past': { registration: PAST, description: 'Registry and registrar both say that the date has passed.' },
      'other-names': { dns: { delegation: 'nameBright', there: 'parked' }, lander: lander(parking.expiredOn) },
      'renew-your-name': { registration: PAST, dns: { delegation: 'renewYourName', there: 'parked' }, lander: lander(parking.expiredOn) },
      german: { registration: PAST, dns: { delegation: 'hichina', there: 'parked' }, lander: lander(parking.expiredGerman) },
      sedo: { registration: PAST, dns: { delegation: 'sedo', there: 'parked' }, lander: lander(parking.sedo) },
      bodis: { dns: { delegation: 'bodis', there: 'parked' }, lander: lander(parking.bodis) },
      parkingcrew: { dns: { delegation: 'parkingCrew', there: 'parked' }, lander: lander(parking.parkingCrew) },
      'redirect-for-sale': {
        dns: { delegation: 'dnsParking', there: 'parked' },
        lander: leadsTo(302, ({ name }) => `https://stranger.example/domain_profile.cfm?d=${name}`),
      },
    },
  },
  {
    id: 'domain-expired-auto-renewed',
    row: 2,
    description: 'The registry renewed the lapsed domain by itself; its name servers stayed, its address leads to a lander.',
    registration: LAPSED,
    dns: { records: apexAt(ADDRESSES.parkingPage) },
    lander: godaddy,
    variants: {
      'date-from-registry-only': {
        registration: { ...LAPSED, registrarDays: null },
        description: 'Only the status tells: the registrar’s date is not published.',
      },
      'parked-free': { lander: lander(parking.parkedFree) },
      'domaincontrol-names': { dns: { delegation: 'domaincontrol', there: 'parked' }, lander: godaddy },
      'warning-names': { dns: { delegation: 'expirationWarning', there: 'parked' }, lander: lander(parking.expiredOn) },
    },
  },
  {
    id: 'domain-on-hold',
    row: 3,
    description: 'The registrar holds the domain: it is paid for, and the parent has taken its delegation out.',
    registration: ON_HOLD,
    dns: { delegation: 'nobody' },
    variants: {
      'server-hold': {
        registration: { ...ON_HOLD, status: ['server hold', 'server transfer prohibited'] },
        description: 'The registry itself holds the domain.',
      },
      'without-transfer-lock': { registration: { ...ON_HOLD, status: ['client hold'] } },
      'date-past': {
        registration: { status: ['client hold', 'auto renew period'], registryDays: 351, registrarDays: -14 },
        description: 'Held because it was not renewed.',
      },
    },
  },
  {
    id: 'domain-unverified',
    row: 4,
    description: 'The registrant never confirmed the e-mail address; the registrar changed the name servers.',
    registration: { status: ['client transfer prohibited'], changedDays: -1 },
    dns: { delegation: 'verification', there: 'parked' },
    lander: lander(parking.verifyContact),
    variants: {
      'other-registrar': { dns: { delegation: 'emailVerification', there: 'parked' } },
      held: { registration: ON_HOLD },
    },
  },
  {
    id: 'domain-redemption',
    row: 5,
    description: 'The registrar deleted the lapsed domain; for thirty days it can be bought back.',
    registration: { status: ['redemption period'], registryDays: -40, registrarDays: -40 },
    dns: { delegation: 'nobody' },
    variants: {
      'date-renewed': { registration: { status: ['redemption period', 'client hold'], registryDays: 325, registrarDays: -40 } },
      restoring: {
        row: 6,
        registration: { status: ['pending restore'], registryDays: -45, registrarDays: -45 },
        description: 'The restore has been ordered and is not through yet.',
      },
    },
  },
  {
    id: 'domain-pending-delete',
    row: 6,
    description: 'In five days the registry drops the domain.',
    registration: { status: ['pending delete'], registryDays: -72, registrarDays: -72 },
    dns: { delegation: 'nobody' },
    variants: {
      'after-redemption': { registration: { status: ['redemption period', 'pending delete'], registryDays: -70, registrarDays: -70 } },
      dropped: { registration: { unregistered: true }, description: 'The registry has dropped the domain: nobody holds it any more.' },
    },
  },
  {
    id: 'domain-expired-by-whois',
    row: 7,
    description: 'The domain lapsed, and RDAP answers too many queries: only WHOIS tells.',
    registration: { ...PAST, rdap: 429 },
    dns: { delegation: 'parking', there: 'parked' },
    lander: lander(parking.parkedFree),
    variants: {
      'rdap-503': { registration: { ...PAST, rdap: 503 } },
      'rdap-garbage': { registration: { ...LAPSED, rdap: 'garbage' } },
      'rdap-silent': { registration: { ...PAST, rdap: 'silent' } },
      'country-registry': { registration: { ...PAST, rdap: 503, whois: 'plain-words' } },
      'whois-quota': {
        registration: { ...PAST, rdap: 429, whois: 'quota' },
        description: 'WHOIS has had enough of us as well: nothing tells when the domain ran out.',
      },
    },
  },
  {
    id: 'domain-hijacked',
    row: null,
    description: 'Paid for, transferred yesterday, delegated elsewhere today, parked: not expired.',
    registration: { status: ['client transfer prohibited'], changedDays: 0, transferred: true },
    dns: { delegation: 'sedo', there: 'parked' },
    lander: lander(parking.sedo),
    variants: { 'for-sale': { dns: { delegation: 'bodis', there: 'parked' }, lander: lander(parking.forSale) } },
  },
  {
    id: 'ordinary-name-servers',
    row: 87,
    description: 'Healthy: the domain stands on name servers that lists of parking companies contain.',
    dns: { delegation: 'domaincontrol', there: 'same' },
    variants: { 'registrar-servers': { dns: { delegation: 'registrarServers', there: 'same' } } },
  },
  {
    id: 'auto-renewed-and-well',
    row: null,
    description: 'Healthy: the registry renewed by itself, the registrar was paid in time, the site is there.',
    registration: { status: ['auto renew period', 'client transfer prohibited'], registryDays: 364, registrarDays: 364 },
  },
]
