import { z } from 'zod'
import { readExport } from './read-export.ts'
import { gather } from './imported.ts'
import type { Found, Imported } from './imported.ts'

const Attributes = z.object({
  pronounceable_name: z.string().nullish(),
  url: z.string().default(''),
  monitor_type: z.string().default('status'),
  required_keyword: z.string().nullish(),
  expected_status_codes: z.array(z.coerce.number()).nullish(),
  check_frequency: z.coerce.number().nullish(),
  port: z.coerce.string().nullish(),
  paused: z.boolean().nullish(),
  auth_username: z.string().nullish(),
  request_headers: z.array(z.unknown()).nullish(),
})
const Export = z.object({ data: z.array(z.object({ attributes: Attributes })) })

const PAGES = ['status', 'expected_status_code', 'keyword', 'keyword_absence']
const CHECKS: Readonly<Record<string, string>> = { ping: 'ping', tcp: 'tcp', smtp: 'smtp', pop: 'pop3', imap: 'imap', dns: 'dns' }

/** The answer of Better Stack's `GET /api/v2/monitors`. */
export function importBetterStack(text: string): Imported {
  const { data } = readExport(Export, text, 'Better Stack: save the answer of https://uptime.betterstack.com/api/v2/monitors')
  const left: Imported['left'][number][] = []
  const found = data.flatMap(({ attributes: monitor }): Found[] => {
    const { monitor_type: type, url, check_frequency: everySeconds = null } = monitor
    const from = `${type} "${monitor.pronounceable_name ?? url}"`
    if (monitor.paused) return (left.push({ from, why: 'it is paused there' }), [])
    if (PAGES.includes(type)) {
      const codes = monitor.expected_status_codes ?? []
      const loses = [
        ...(type === 'keyword_absence' ? ['the word that must be missing'] : []),
        ...(codes.length > 1 ? [`the statuses ${codes.join(', ')}; here every 2xx is well`] : []),
        ...(monitor.auth_username ? ['its login'] : []),
        ...(monitor.request_headers?.length ? ['the headers it sends'] : []),
      ]
      const contains = type === 'keyword' ? (monitor.required_keyword ?? null) : null
      return [{ from, check: 'http', url, host: null, everySeconds, contains, status: codes.length === 1 ? codes[0]! : null, loses }]
    }
    const check = CHECKS[type]
    if (!check) return (left.push({ from, why: 'there is no check of this kind here' }), [])
    const port = Number(monitor.port)
    return [{ from, check, url: null, host: url, everySeconds, options: port > 0 && check !== 'ping' ? { port } : {} }]
  })
  return gather(found, left)
}
