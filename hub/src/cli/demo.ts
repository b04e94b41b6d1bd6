import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { styleText } from 'node:util'
import { labEnvironment } from '@allclear/wire/lab.ts'
import { speaksIn } from '../domain/message/languages/index.ts'
import { paceOf } from '../domain/playbook/quicken.ts'
import { noteLab } from './note-lab.ts'
import { startLabProcess } from './lab-process.ts'
import type { LabProcess } from './lab-process.ts'
import type { Out } from './report-complaints.ts'
import { readListen } from './read-listen.ts'
import type { RunningHub } from './run-hub.ts'
import { play } from './plays/index.ts'
import { scenarioCalled } from './scenarios.ts'
import type { Scenario } from './scenarios.ts'
import { openStage } from './stage.ts'
import { sayAct, waitFor } from './story.ts'
import { untilStopped } from './until-stopped.ts'

const AGENCY = fileURLToPath(import.meta.resolve('@allclear/lab/agency.yaml'))
const bannerOf = ({ pace }: Scenario) => speaksIn('en').demonstration(paceOf(pace))

export type DemoOptions = { readonly scenario: string; readonly data: string; readonly listen: string; readonly json?: boolean }

/** `demo`: a small agency on the lab's Internet, and a real outage that walks through the whole house. Runs on until Ctrl-C. */
export async function demo({ scenario: name, data, listen, json }: DemoOptions, out: Out): Promise<number> {
  const scenario = scenarioCalled(name)
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
    const basis = await loadPlan(AGENCY, { quickened: scenario.pace, listening: `http://${listen}/` })
    let story: string | null = null
    const hub = await runHub({ basis, data, listen: at, banner: bannerOf(scenario), story: () => story })
    await lab.order({ do: 'slack-app', requestUrl: `${hub.url}hooks/slack` })
    await lab.order({ do: 'phone-app', smsUrl: `${hub.url}hooks/twilio/sms` })
    const stopped = untilStopped()
    const ending = new AbortController()
    void stopped.then(() => ending.abort())
    const links = await linksOf(hub, lab)
    out.stdout(json ? `${JSON.stringify(links)}\n` : greeting(links, bannerOf(scenario)))
    const say = (text: string) => (json ? out.stderr : out.stdout)(text)
    await tell({ scenario, hub, lab, signal: ending.signal }, say, (now) => (story = now))
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
    phone: ready.phone,
    lab: ready.page,
    slack: ready.slack.replace(/\/api\/?$/, '/'),
  }
}

const greeting = (links: Awaited<ReturnType<typeof linksOf>>, banner: string) => `
${styleText('bold', 'Allclear')} watches six websites of two partners. ${banner}

  console        ${styleText('cyan', links.console)}  (logs you in, once)
  status page    ${styleText('cyan', links.status)}
  mail viewer    ${styleText('cyan', links.mail)}
  Slack          ${styleText('cyan', links.slack)}
  phone          ${styleText('cyan', links.phone)}
  lab            ${styleText('cyan', links.lab)}  (break and fix sites yourself)

`

type Telling = { readonly scenario: Scenario; readonly hub: RunningHub; readonly lab: LabProcess; readonly signal: AbortSignal }

// Plays the scenario on the lab and says each act, until the all clear.
async function tell({ scenario, hub, lab, signal }: Telling, say: (text: string) => void, show: (story: string) => void) {
  const began = performance.now()
  const act = (mark: string, text: string) =>
    say(`${styleText('dim', `${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s`)}  ${mark}  ${text}\n`)
  await waitFor(() => hub.engine.checking.wellSites().length === lab.ready.sites.length, 5000, signal)
  const stage = openStage({
    ...{ scenario, hub, signal, order: lab.order },
    heard(entry) {
      const line = sayAct(entry)
      if (line) act(line.mark, line.text)
    },
    said(now, next) {
      act('—', now)
      show(`${now} ${next}`)
    },
  })
  const isOver = await play(stage)
  await stage.close()
  if (!isOver) return
  show('It is over: everyone who was told of the outage has heard the all clear. Break something yourself in the lab.')
  say(
    `\nThat was one incident, from the first failed check to the all clear. Break something yourself: ${styleText('cyan', lab.ready.page)}\nCtrl-C ends it all.\n`,
  )
}
