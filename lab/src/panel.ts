import { timingSafeEqual } from 'node:crypto'
import { text } from 'node:stream/consumers'
import type { Exchange } from './host.ts'
import { WEBSITES, type Website } from './sites.ts'
import { scanForViruses } from './virus-scanner.ts'
import type { World } from './world.ts'

type Problem = { readonly domain: string; readonly log: string; readonly problem: string; readonly time: string }

/** A hosting panel in the shape of WHM's API 1: it renews certificates, or fails to, as the lab was ordered, and its virus scanner cleans sites. */
export class Panel {
  renewals: 'succeed' | 'fail' = 'fail'
  readonly token: string
  readonly #world: World
  readonly #problems = new Map<string, Problem>()
  #lastRun = 4000

  constructor(world: World, token: string) {
    this.#world = world
    this.token = token
  }

  /** Answers one request, like a server on the panel's port. */
  async answer({ request, response }: Pick<Exchange, 'request' | 'response'>) {
    const [url, sent] = [new URL(request.url ?? '/', 'https://panel'), await text(request)]
    const { status, body } = await this.#reply(url, request.headers.authorization ?? '', sent)
    response.writeHead(status, { 'content-type': 'application/json', server: 'cpsrvd' })
    response.end(JSON.stringify(body))
  }

  async #reply({ pathname, searchParams }: URL, authorization: string, sent: string): Promise<{ status: number; body: unknown }> {
    if (!this.#admits(authorization)) return { status: 403, body: DENIED }
    const command = pathname.replace(/^\/json-api\//, '')
    switch (command) {
      case 'start_autossl_check_for_one_user':
        return done(command, await this.#renew(searchParams.get('username') ?? ''))
      case 'get_autossl_problems_for_domain':
        return done(command, this.#problemsOf(searchParams.get('domain') ?? ''))
      case 'getdomainowner':
        return done(command, ownerOf(searchParams.get('domain') ?? ''))
      case 'accountsummary':
        return done(command, this.#summaryOf(searchParams.get('user') ?? searchParams.get('domain') ?? ''))
      case 'showbw':
        return done(command, bandwidthOf(searchParams))
      case 'uapi_cpanel':
        return done(command, await this.#uapi(sent))
      case 'plesk/gen_info':
        return done(command, this.#pleskStatusOf(searchParams.get('domain') ?? ''))
      default:
        return done(command, { refusal: `Unknown app (“${command}”) requested for this version (1) of the API.` })
    }
  }

  #admits(authorization: string): boolean {
    const expected = Buffer.from(`whm root:${this.token}`)
    const given = Buffer.from(authorization)
    return given.length === expected.length && timingSafeEqual(given, expected)
  }

  /** A function of one account's own panel. What it refuses is an answer of its own, inside the one of WHM. */
  async #uapi(sent: string): Promise<Outcome> {
    const asked = JSON.parse(sent) as Readonly<Record<string, unknown>>
    const site = hosted.find((one) => asked['cpanel.user'] === accountOf(one))
    if (!site) return { refusal: 'The user does not exist.' }
    const end = await scanForViruses(this.#world, site, String(asked['cpanel.function']))
    const isDone = 'data' in end
    return {
      data: { uapi: { status: Number(isDone), errors: isDone ? null : [end.refusal], data: isDone ? end.data : null, messages: null } },
    }
  }

  async #renew(username: string): Promise<Outcome> {
    const site = hosted.find((one) => username === accountOf(one) || username === one.name)
    if (!site) return { refusal: `User parameter is invalid or was not supplied: “${username}” is no account of this server.` }
    const pid = ++this.#lastRun
    if (this.renewals === 'succeed') {
      await this.#world.renewCertificate(site.name)
      this.#problems.delete(site.name)
    } else this.#problems.set(site.name, problemOf(site))
    return { data: { pid: String(pid) } }
  }

  /** WHM says whether an account is suspended, and the reason that whoever did it wrote down; `Unknown` when nobody wrote any. */
  #summaryOf(who: string): Outcome {
    const found = this.#world.sites.find(({ site }) => hosted.includes(site) && (who === accountOf(site) || who === site.name))
    if (!found) return { refusal: `Account does not exist: “${who}”.` }
    const { site, fault } = found
    const isSuspended = fault !== null && (fault.suspension !== undefined || fault.id.startsWith('suspended'))
    const suspendreason = isSuspended ? (fault.suspension?.reason ?? 'Unknown') : 'not suspended'
    return {
      data: {
        acct: [
          {
            user: accountOf(site),
            domain: site.name,
            diskused: '9216M',
            disklimit: '10240M',
            suspended: isSuspended ? 1 : 0,
            suspendreason,
            suspendtime: Math.floor(found.since / 1000),
          },
        ],
      },
    }
  }

  /** Plesk says why a subscription is off as a sum of bits: 0 active, 16 by the administrator, 32 by the reseller, 256 expired. */
  #pleskStatusOf(domain: string): Outcome {
    const found = this.#world.sites.find(({ site }) => site.name === domain)
    return found
      ? { data: { gen_info: { name: domain, status: found.fault?.suspension?.plesk ?? 0 } } }
      : { refusal: 'Domain does not exist.' }
  }

  #problemsOf(domain: string): Outcome {
    const problem = this.#problems.get(domain)
    return { data: { problems_by_domain: problem ? [problem] : [] } }
  }
}

type Outcome = { readonly data: unknown } | { readonly refusal: string }

const hosted = WEBSITES.filter(({ hosting }) => hosting === 'anchor-hosting')

/** A cPanel account is named after its first domain: letters and digits only, at most 16. */
export const accountOf = ({ name }: Pick<Website, 'name'>): string =>
  name
    .split('.')[0]!
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 16)

function ownerOf(domain: string): Outcome {
  const site = hosted.find(({ name }) => name === domain || `www.${name}` === domain)
  return { data: { user: site ? accountOf(site) : null } }
}

/** Bytes that went out in a month, of the accounts that the search is for; each month the same. */
function bandwidthOf(asked: URLSearchParams): Outcome {
  const search = new RegExp(asked.get('search') ?? '')
  const users = hosted.map(accountOf).filter((user) => search.test(user))
  return { data: { acct: users.map((user) => ({ user, deleted: 0, limit: 100 * 1024 ** 3, totalbytes: 310 * 1024 ** 3 })) } }
}

function problemOf({ name }: Website): Problem {
  const time = new Date().toISOString()
  return {
    domain: name,
    log: time,
    problem: `The domain failed domain control validation: “${name}” did not serve the expected file.`,
    time,
  }
}

const done = (command: string, outcome: Outcome) => ({
  status: 200,
  body:
    'data' in outcome
      ? { data: outcome.data, metadata: { command, reason: 'OK', result: 1, version: 1 } }
      : { metadata: { command, reason: outcome.refusal, result: 0, version: 1 } },
})

const DENIED = {
  cpanelresult: { apiversion: '2', error: 'Access denied', data: { reason: 'Access denied', result: '0' }, type: 'text' },
}
