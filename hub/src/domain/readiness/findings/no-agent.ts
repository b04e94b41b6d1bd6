import type { FindingKind, Place } from '../finding-kind.ts'
import { lookAtSite } from '../finding-kind.ts'

export const noAgent: FindingKind = {
  id: 'no-agent',
  title: 'No agent on the server',
  weight: 1,
  owner: 'operator',
  why: 'A full disk or a stopped database is guessed at from outside, and somebody has to log in to be sure.',

  look: ({ plan, reporting }) =>
    Object.values(plan.sites).map((site) => {
      const place: Place = site.host === null ? { how: 'key', screen: `/sites/${site.id}`, field: `sites.${site.id}.host` } : { how: 'command', screen: '/hosts', field: `allclear agent enrol ${site.host}` } // prettier-ignore
      const said = site.host === null ? `It is not recorded on which server ${site.id} runs.` : `No agent reports from ${site.host}, where ${site.id} runs.` // prettier-ignore
      return lookAtSite(site, site.host !== null && reporting.has(site.host) ? null : { said, place })
    }),
}
