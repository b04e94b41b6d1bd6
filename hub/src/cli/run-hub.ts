import { readFile, rm, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { systemClock } from '../clock.ts'
import type { PlanBasis } from '../domain/plan/plan-basis.ts'
import { hostsOfOperator } from '../domain/plan/operator-hosts.ts'
import { lookAtSite } from '../engine/diagnose/look-at-site.ts'
import { createOpenIdDesk } from '../engine/identity/open-id.ts'
import { startEngine } from '../engine/start.ts'
import { pushPages } from '../engine/publish/push-pages.ts'
import { startKeepingDomains } from '../engine/publish/keep-domains.ts'
import type { Engine } from '../engine/start.ts'
import { showAnswer } from '../engine/deliver/show-answer.ts'
import { judgeBrands } from '../engine/deliver/judge-brands.ts'
import { isUsable } from '../engine/room.ts'
import { settle } from '../engine/deliver/settle.ts'
import type { Around } from '../http/around.ts'
import { startServer } from '../http/server.ts'
import { startExporting } from '../http/status/export.ts'
import { makeToken } from '../http/tokens.ts'
import { untranslated } from '../domain/message/template.ts'
import { languagesOf } from '../domain/message/word-facts-of.ts'
import { loadLibrary } from '../library.ts'
import { createChannelNetwork, createNetwork } from '../network/create-network.ts'
import { printComplaints } from '../domain/document.ts'
import { Problem } from '../problem.ts'
import { configurationOf } from './configuration.ts'
import type { Listen } from './read-listen.ts'
import { answerKey } from './answer-key.ts'
import { hubLog } from './hub-log.ts'
import { createAppTrial } from './try-app.ts'
import { seesPastWalls } from '../store/sees-past-walls.ts'
import { migrations } from '../store/migrations/index.ts'
import { forHouse, openStore } from '../store/store.ts'
import type { Store } from '../store/store.ts'

export type RunningHub = {
  readonly url: string
  readonly store: Store
  readonly engine: Engine
  /** A new one-time login link for the owner. */
  loginLink(): Promise<string>
  /** Ends the loops, then the doors, then the store; what was under way is finished or given back. */
  stop(): Promise<void>
}

/** Opens the store, starts the engine and its doors, and leaves `hub.json` in the data directory for verbs that concern a running hub. */
export async function runHub(parts: {
  readonly basis: PlanBasis
  readonly data: string
  readonly database?: string | undefined // PostgreSQL; without it SQLite in the data directory
  readonly listen: Listen
  readonly playbooksDir?: string
  readonly banner: string | null
  readonly story?: () => string | null
  /** The file or folder that the plan was read from, and how to have it read again. */
  readonly configuration?: { readonly path: string; readonly listening: string; readonly readAgain: () => void }
}): Promise<RunningHub> {
  const { basis, data, listen, banner } = parts
  const { plan, secrets } = basis
  const log = hubLog(secrets, process.env.LOG_LEVEL ?? 'info')
  const onBug = (error: unknown) =>
    log.error({ error: error instanceof Error ? { message: error.message, stack: error.stack } : error }, 'a fault of ours')

  const onOdd = (what: string) => log.warn(what)

  const library = await loadLibrary({
    playbooksDir: parts.playbooksDir,
    people: [...Object.keys(plan.people), ...Object.keys(plan.schedules)],
    partners: Object.keys(plan.partners),
  })
  const errors = library.complaints.filter(({ level }) => level === 'error')
  if (errors.length > 0)
    throw new Problem('bad-input', 'playbook_invalid', printComplaints(errors).trimEnd(), 'Mend what is named and try again.', {
      complaints: errors,
    })

  for (const language of languagesOf(plan)) {
    const missing = untranslated(library.templates, language)
    if (missing.length > 0)
      log.warn({ language, templates: missing }, 'these words are said in English: there is no template in this language')
  }

  await mkdir(data, { recursive: true })
  const place = {
    ...(parts.database ? { url: parts.database } : { file: join(data, 'allclear.sqlite') }),
    masterKey: { given: process.env.ALLCLEAR_MASTER_KEY, file: plan.hub.masterKeyFile ?? join(data, 'master.key') },
  }
  const asked = await openStore(place, migrations, (what) => log.info(what))
  const store = forHouse(asked)
  let engine: Engine | null = null
  try {
    await store.seals.ready()
    if (await seesPastWalls(store)) log.warn('the role of DATABASE_URL is a superuser: the wall between partners does not bind it')
    const hosts = hostsOfOperator(plan, secrets)
    const trustedCa = plan.network.trustedCa === null ? null : await readFile(plan.network.trustedCa, 'utf8')
    const outside = createNetwork({ plan: plan.network, trustedCa, operatorHosts: hosts.services })
    const channels = createChannelNetwork({ operatorHosts: hosts.channels })
    const strangers = createChannelNetwork({ operatorHosts: [] })
    const key = await answerKey(store, process.env.ALLCLEAR_KEY)
    const running = await startEngine({
      store,
      clock: systemClock,
      basis,
      library,
      outside,
      channels,
      strangers,
      answerKey: key,
      onBug,
    })
    engine = running
    const keeping =
      plan.hub.domains === null
        ? null
        : startKeepingDomains({ store, clock: systemClock, plan: running.plan, network: outside, key, dir: join(data, 'domains'), onBug })
    const around: Around = {
      store: asked,
      clock: systemClock,
      secrets: () => secrets,
      answerKey: key,
      library: () => library,
      secretsPresent: (path) => isUsable({ secrets: () => secrets }, path),
      judgeBrands: (asked) => judgeBrands(asked, secrets, outside),
      domains: keeping?.domains ?? null,
      openId: createOpenIdDesk({ plan: running.plan, secrets: () => secrets, network: channels, clock: systemClock, onOdd }),
      plan: running.plan,
      readOverrides: running.readOverrides,
      readContacts: running.readContacts,
      basis,
      configuration: parts.configuration ? configurationOf({ ...parts.configuration, basis, store, clock: systemClock }) : null,
      readSites: running.readSites,
      respond: running.respond,
      maintenance: running.maintenance,
      agents: running.agents,
      probes: running.probes,
      nudge: running.nudge,
      settle: (partner, key, as, by) => settle(asked, systemClock, { partner, key, as, by }),
      showAnswer: (message, answer) => showAnswer({ plan: running.plan, secrets: () => secrets, channels }, message, answer).catch(onBug),
      events: running.events,
      health: running.health,
      heardWatcher: running.heardWatcher,
      askOutside: running.askOutside,
      watcherHeardAt: running.watcherHeardAt,
      lastCheckAt: running.checking.lastCheckAt,
      lookNow: running.checking.lookNow,
      lookAt: (url, onCard) => lookAtSite(url, { plan: plan.network, network: outside, now: systemClock.now, ...(onCard && { onCard }) }),
      tryApp: createAppTrial({ network: strangers, clock: systemClock, from: () => running.plan().operator }),
      registry: running.metrics.registry,
      banner,
      onOdd,
      story: parts.story ?? (() => null),
      onBug: (error, id) =>
        log.error({ id, error: error instanceof Error ? { message: error.message, stack: error.stack } : error }, 'answered as 500'),
    }
    const server = await startServer(around, listen)
    const { statusExport: dir, pushTo } = plan.hub
    const secret = secrets.get('hub.status-export.s3.secret') ?? ''
    const push = dir && pushTo ? pushPages(pushTo, { network: channels, clock: systemClock, secret, dir }) : null
    const exporting = dir === null ? null : startExporting(around, dir, push)
    const owner = Object.values(plan.people).find(({ role }) => role === 'owner') ?? Object.values(plan.people)[0]!
    const loopback = await makeToken(store.db, { kind: 'api', name: 'loopback', role: 'owner', person: owner.id, now: systemClock.now() })
    const note = join(data, 'hub.json')
    await writeFile(note, JSON.stringify({ address: server.url, pid: process.pid, token: loopback.secret }), { mode: 0o600 })
    return {
      url: server.url,
      store,
      engine: running,
      async loginLink() {
        const { secret } = await makeToken(store.db, {
          kind: 'login',
          name: owner.name,
          role: 'owner',
          person: owner.id,
          now: systemClock.now(),
        })
        return `${server.url}login/${secret}`
      },
      async stop() {
        await exporting?.stop()
        await keeping?.loop.stop()
        await server.close()
        await running.stop()
        await rm(note, { force: true })
        await store.close()
      },
    }
  } catch (error) {
    await engine?.stop()
    await store.close()
    throw error
  }
}
