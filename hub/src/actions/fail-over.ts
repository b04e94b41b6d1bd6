import type { Action } from './action.ts'

type Around = Parameters<Action['run']>[0]

const LONGEST_ANSWER = 500

const moving =
  (to: 'standby' | 'primary'): Action['run'] =>
  async ({ site, token, network, signal }: Around) => {
    const failed = (output: string) => ({ result: 'failed', output }) as const
    const { standby } = site
    if (!standby) return failed(`No standby is written for ${site.id}.`)
    if (standby.switch === null) return failed(`${site.id} has no switch that we can reach. ${byHand(site.url, standby.url, to)}`)
    const answer = await network.request(
      {
        url: standby.switch,
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
        body: JSON.stringify({ site: site.id, to, primary: site.url, standby: standby.url }),
        maxBytes: 65_536,
      },
      { signal },
    )
    if (!answer.ok) return failed(`The switch of ${site.id} did not answer. ${byHand(site.url, standby.url, to)}`)
    const said = `It answered ${answer.status}: ${answer.body.slice(0, LONGEST_ANSWER).trim()}`
    if (answer.status < 200 || answer.status > 299)
      return failed(`The switch of ${site.id} refused. ${said} ${byHand(site.url, standby.url, to)}`)
    return { result: 'done', output: `Visitors of ${site.id} are led to the ${to}. ${said}` }
  }

/** What a person does where no switch is, or where it did not do it. */
const byHand = (primary: string, standby: string, to: 'standby' | 'primary') =>
  `By hand: point the records of ${new URL(primary).hostname} to the host of ${to === 'standby' ? standby : primary}, note what stood there before, and look whether ${primary} answers.`

/** Leads visitors to the standby, through the switch that the site names (PRP-6). Repeated, it changes nothing more. */
export const failOver: Action = { id: 'fail-over', title: 'Lead visitors to the standby', run: moving('standby') }

/** The way back. */
export const failBack: Action = { id: 'fail-back', title: 'Lead visitors back from the standby', run: moving('primary') }
