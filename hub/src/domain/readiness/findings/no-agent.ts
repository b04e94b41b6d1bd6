import type { FindingKind } from '../finding-kind.ts'
import { lookAtSite } from '../finding-kind.ts'

export const noAgent: FindingKind = {
  id: 'no-agent',
  title: 'No agent on the server',
  weight: 1,
  owner: 'operator',
  why: 'A full disk or a stopped database is guessed at from outside, and somebody has to log in to be sure.',

  look: ({ plan, reporting }) =>
    Object.values(plan.sites).map((site) => {
      const place = { screen: '/hosts', field: site.host === null ? `sites.${site.id}.host` : `allclear agent enrol ${site.host}` }
      const said = site.host === null ? `It is not recorded on which server ${site.id} runs.` : `No agent reports from ${site.host}, where ${site.id} runs.` // prettier-ignore
      return lookAtSite(site, site.host !== null && reporting.has(site.host) ? null : { said, place })
    }),
}
