import { between, days, saySpan } from '../../instant.ts'
import type { FindingKind } from '../finding-kind.ts'
import { lookAtSite } from '../finding-kind.ts'

const FRESH = days(8) // a weekly one, and a day

export const siteBackup: FindingKind = {
  id: 'site-backup',
  title: 'Nothing says that the site was backed up',
  weight: 3,
  owner: 'operator',
  why: 'A hacked or deleted site comes back from a backup, or not at all; a backup that ended in silence is found out then.',

  look: ({ plan, jobs, at }) =>
    Object.values(plan.sites).map((site) => {
      const job = site.monitors.find(({ kind }) => kind === 'heartbeat')
      const place = { how: 'key' as const, screen: `/sites/${site.id}`, field: `sites.${site.id}.checks.heartbeat` }
      if (!job) return lookAtSite(site, { said: `No job of ${site.id} reports that its backup was made.`, place })
      const last = jobs.get(job.id) ?? null
      if (last === null) return lookAtSite(site, { said: `The job of ${site.id} has never reported that it was done.`, place })
      const age = between(last, at)
      return lookAtSite(site, age <= FRESH ? null : { said: `The job of ${site.id} was last done ${saySpan(age)} ago.`, place })
    }),
}
