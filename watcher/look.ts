import { askHttp } from './ask-http.ts'
import type { Look } from './judge.ts'

const PATIENCE_MS = 5000

/** Looks at `/readyz` of the hub, which says whether its due work moves, and names itself so that the hub knows that it is watched. */
export async function look(hub: string, name: string): Promise<Look> {
  const headers = { 'x-allclear-watcher': name }
  try {
    const { status, body } = await askHttp(new URL('/readyz', hub).href, { method: 'GET', headers, patienceMs: PATIENCE_MS })
    const at = Date.now()
    if (status === 200) return { at, hub: 'well', why: '' }
    return { at, hub: 'wedged', why: `The hub at ${hub} answers that ${wrongIn(body) ?? `it is not ready (status ${status})`}.` }
  } catch (error) {
    return { at: Date.now(), hub: 'silent', why: `The hub at ${hub} cannot be asked: ${(error as Error).message}.` }
  }
}

function wrongIn(body: string): string | null {
  try {
    const { checks } = JSON.parse(body) as { checks: Record<string, string> }
    const wrong = Object.entries(checks).filter(([, state]) => /stuck|failing|late|unreachable/.test(state))
    return wrong.length === 0 ? null : wrong.map(([what, state]) => `${what} is ${state}`).join(', ')
  } catch {
    return null
  }
}
