import type { Way } from './send.ts'

/** What the watcher is told: the hub to look at, its own name, and the ways to page. */
export type Orders = { readonly hub: string; readonly name: string; readonly page: readonly Way[]; readonly every?: number } // seconds between looks

const KINDS = ['mail', 'ntfy', 'webhook', 'sms']
const NEEDS: Readonly<Record<string, readonly string[]>> = { mail: ['from', 'to'], sms: ['account', 'token-env', 'from', 'to'] }

/** Reads the file of orders. Gives every complaint at once, each a sentence that says what to write. */
export function readOrders(text: string): Orders | readonly string[] {
  let written: Record<string, unknown>
  try {
    written = JSON.parse(text) as Record<string, unknown>
  } catch (error) {
    return [`It is no JSON: ${(error as Error).message}.`]
  }
  const ways = Array.isArray(written.page) ? (written.page as Record<string, unknown>[]) : []
  const complaints = [
    ...(isWebAddress(written.hub) ? [] : ['hub: write the address of the hub, such as "http://127.0.0.1:8470".']),
    ...(typeof written.name === 'string' && written.name ? [] : ['name: write what this watcher is called, such as "closet".']),
    ...(ways.length > 0 ? [] : ['page: write at least one way to page, such as [{ "ntfy": "https://ntfy.sh/…" }].']),
    ...(written.every === undefined || isEvery(written.every) ? [] : ['every: write the seconds between looks, 0.1 to 30.']),
    ...ways.flatMap(complaintsOf),
  ]
  return complaints.length > 0 ? complaints : (written as Orders)
}

function complaintsOf(way: Record<string, unknown>, n: number): string[] {
  const kind = KINDS.find((one) => one in way)
  if (!kind) return [`page[${n}]: write one of ${KINDS.join(', ')}.`]
  const variables = ['password-env', 'token-env'].map((key) => way[key]).filter((name) => typeof name === 'string')
  return [
    ...(kind === 'mail' || isWebAddress(way[kind]) ? [] : [`page[${n}].${kind}: write a web address.`]),
    ...(NEEDS[kind] ?? []).filter((key) => !(key in way)).map((key) => `page[${n}].${key} is missing.`),
    ...('to' in way && !Array.isArray(way.to) ? [`page[${n}].to: write a list.`] : []),
    ...variables.filter((name) => !process.env[name]).map((name) => `page[${n}]: the variable ${name} is empty; give it to this program.`),
  ]
}

const isEvery = (value: unknown): boolean => typeof value === 'number' && value >= 0.1 && value <= 30

const isWebAddress = (value: unknown): boolean => typeof value === 'string' && /^https?:\/\/[^/]/.test(value) && URL.canParse(value)
