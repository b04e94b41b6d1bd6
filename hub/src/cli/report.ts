import { writeFile } from 'node:fs/promises'
import type { Report } from '@allclear/wire/report.ts'
import { Problem } from '../problem.ts'
import type { Out } from './report-complaints.ts'
import { askRunningHub } from './running-hub.ts'

export type ReportOptions = {
  readonly month?: string
  readonly partner?: string
  readonly client?: string
  readonly html?: string
  readonly data: string
  readonly json?: boolean
}

/** `report`: a month of everybody, of a partner or of a client, as text, as JSON, or as a page that prints (REV-3). The hub that runs counts it. */
export async function reportVerb({ month, partner, client, html, data, json }: ReportOptions, out: Out): Promise<number> {
  const asked = new URLSearchParams({ ...(month && { month }), ...(partner && { partner }), ...(client && { client }) })
  const report = (await askRunningHub(data, `/api/v1/reports?${asked}`)) as Report | null
  if (!report)
    throw new Problem('conflict', 'hub_not_running', `No hub runs on ${data}.`, 'Start it with: allclear up, and name its --data.')
  const { text, html: page, ...rest } = report
  if (html !== undefined) {
    await writeFile(html, page)
    out.stderr(`Written to ${html}.\n`)
  }
  if (json) out.stdout(`${JSON.stringify(rest)}\n`)
  else if (html === undefined) out.stdout(`${text}\n`)
  return 0
}
