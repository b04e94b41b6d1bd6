import type { LabMail } from '@allclear/wire/lab.ts'
import type { Browser } from 'playwright-core'
import type { startHubOnLab } from '../hub-on-lab.ts'
import type { Tally } from '../tally.ts'

/** Where the journeys are walked: a whole hub on a lab of its own, and one Chromium. */
export type Stage = {
  readonly world: Awaited<ReturnType<typeof startHubOnLab>>
  readonly browser: Browser
  readonly tally: Tally
  readonly url: string
}

const PATIENCE_MS = 40_000
const LOOK_MS = 100

/** Breaks a site, one at a time: several at once are a larger outage. */
export const breakSite = ({ world }: Stage, site: string, fault: string) => world.lab.order({ do: 'break', site, fault })

/** The link that ends so in the newest mail to somebody that has one, as soon as there is one. */
export async function linkTo({ world }: Stage, address: string, ending: string): Promise<string> {
  const link = new RegExp(`https?://\\S+/a/[\\w-]+/${ending}\\b`)
  const mail = await mailTo({ world }, address, ({ text }) => link.test(text))
  return link.exec(mail.text)![0]
}

/** The newest mail to somebody that is so, as soon as there is one. */
export async function mailTo({ world }: Pick<Stage, 'world'>, address: string, isSo: (mail: LabMail) => boolean): Promise<LabMail> {
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    const mail = world.lab.mails().findLast((one) => one.to.includes(address) && isSo(one))
    if (mail) return mail
    if (performance.now() > until) throw new Error(`no such mail came to ${address} within ${PATIENCE_MS / 1000} s`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
}
