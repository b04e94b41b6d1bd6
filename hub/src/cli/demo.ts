import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { styleText } from 'node:util'
import { labEnvironment } from '@allclear/wire/lab.ts'
import type { Entry } from '../domain/incident/entry.ts'
import { partnerOfIncident } from '../store/incidents.ts'
import { noteLab } from './note-lab.ts'
import { startLabProcess } from './lab-process.ts'
import type { LabProcess } from './lab-process.ts'
import type { Out } from './report-complaints.ts'
import { readListen } from './read-listen.ts'
import type { RunningHub } from './run-hub.ts'
import { followTimeline, sayAct, storyCalled, waitFor } from './story.ts'
import type { Story } from './story.ts'
import { untilStopped } from './until-stopped.ts'

const AGENCY = fileURLToPath(import.meta.resolve('@allclear/lab/agency.yaml'))
const QUICKENED = 60
const BANNER = 'A demonstration on a small Internet of its own: 15 minutes pass in 15 seconds.'

export type DemoOptions = { readonly scenario: string; readonly data: string; readonly listen: string; readonly json?: boolean }

/** `demo`: a small agency on the lab's Internet, and a real outage that walks through the whole house. Runs on until Ctrl-C. */
export async function demo({ scenario, data, listen, json }: DemoOptions, out: Out): Promise<number> {
  const story = storyCalled(scenario)
  const at = readListen(listen)
  // The lab opens while the hub is still being read.
  const opening = startLabProcess()
  opening.catch(() => undefined)
  const [{ loadPlan }, { runHub }] = await Promise.all([
    import('../config.ts'),
    import('./run-hub.ts'),
    rm(data, { recursive: true, force: true }),
  ])
  const lab = await opening
  const forget = await noteLab(lab.ready)
  try {
    Object.assign(process.env, labEnvironment(lab.ready))
    const { plan, secrets } = await loadPlan(AGENCY, { quickened: QUICKENED, listening: `http://${listen}/` })
    const hub = await runHub({ plan, secrets, data, listen: at, banner: BANNER })
    await lab.order({ do: 'slack-app', requestUrl: `${hub.url}hooks/slack` })
    const stopped = untilStopped()
    const ending = new AbortController()
    void stopped.then(() => ending.abort())
    const links = await linksOf(hub, lab)
    out.stdout(json ? `${JSON.stringify(links)}\n` : greeting(links))
    const say = (text: string) => (json ? out.stderr : out.stdout)(text)
    await tell(story, hub, lab, say, ending.signal)
    await stopped
    await hub.stop()
    return 0
  } finally {
    await forget()
    await lab.stop()
  }
}

async function linksOf(hub: RunningHub, { ready }: LabProcess) {
  return {
    console: await hub.loginLink(),
    url: hub.url,
    status: `${hub.url}status/brightside/`,
    mail: ready.mail,
    lab: ready.page,
    slack: ready.slack.replace(/\/api\/?$/, '/'),
  }
}

const greeting = (links: Awaited<ReturnType<typeof linksOf>>) => `
${styleText('bold', 'Allclear')} watches six websites of two partners. ${BANNER}

  console        ${styleText('cyan', links.console)}  (logs you in, once)
  status page    ${styleText('cyan', links.status)}
  mail viewer    ${styleText('cyan', links.mail)}
  Slack          ${styleText('cyan', links.slack)}
  lab            ${styleText('cyan', links.lab)}  (break and fix sites yourself)

`

// Breaks a site, watches what the hub does about it, mends it when it has told everyone, and waits for the all clear.
async function tell(story: Story, hub: RunningHub, lab: LabProcess, say: (text: string) => void, signal: AbortSignal) {
  const began = performance.now()
  const act = (mark: string, text: string) =>
    say(`${styleText('dim', `${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s`)}  ${mark}  ${text}\n`)
  const heard: Entry[] = []
  let taken: number | null = null
  const unfollow = followTimeline(hub.store, hub.engine.events, (entry, incident) => {
    taken ??= incident
    heard.push(entry)
    const line = sayAct(entry)
    if (line) act(line.mark, line.text)
  })
  const has = (wanted: Partial<Entry>) => () =>
    heard.some((entry) => Object.entries(wanted).every(([field, value]) => entry[field as keyof Entry] === value))

  await waitFor(() => hub.engine.checking.wellSites().length === lab.ready.sites.length, 5000, signal)
  act('—', `Now ${story.opening}.`)
  await lab.order({ do: 'panel', renewals: 'fail' })
  await lab.order({ do: 'break', site: story.site, fault: story.fault })
  await waitFor(has({ kind: 'page' }), 40_000, signal)
  await waitFor(() => heard.some(({ note }) => note?.includes('acknowledged')), 8000, signal)
  await acknowledge(hub, heard, taken)
  await waitFor(has({ kind: 'message', audience: 'client' }), 30_000, signal)
  await waitFor(has({ kind: 'escalation' }), 40_000, signal)
  await waitFor(() => false, 3000, signal)
  if (!signal.aborted) {
    act('—', `And now ${story.mends}.`)
    await lab.order({ do: 'fix', site: story.site })
  }
  const isOver = await waitFor(has({ kind: 'state', state: 'resolved' }), 60_000, signal)
  await waitFor(() => false, 500, signal)
  await unfollow()
  if (isOver)
    say(
      `\nThat was one incident, from the first failed check to the all clear. Break something yourself: ${styleText('cyan', lab.ready.page)}\nCtrl-C ends it all.\n`,
    )
}

// The person who was paged takes it, unless you did.
async function acknowledge(hub: RunningHub, heard: readonly Entry[], incident: number | null) {
  const paged = heard.find(({ kind }) => kind === 'page')?.to?.[0]
  if (incident === null || !paged || heard.some(({ note }) => note?.includes('acknowledged'))) return
  const partner = await partnerOfIncident(hub.store.db, incident)
  if (partner) await hub.engine.respond(partner, incident, { type: 'acknowledged', by: paged })
}
