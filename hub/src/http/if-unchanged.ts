import { Problem } from '../problem.ts'
import { etagOf, isMeant } from './etag.ts'
import { understand } from './input.ts'
import type { Answer, Asked, Route } from './route.ts'

export type IfUnchanged = (route: Route, asked: Asked, change: () => Promise<Answer>) => Promise<Answer>

/**
 * With `If-Match` a change is made only while what stands at its address is what the caller read (RFC 9110, 13.1.1). What stands there is what
 * GET would answer the same caller. Changes at one path of the API wait for each other, so that of two who read the same one is told.
 */
export function ifUnchanged(routes: readonly Route[]): IfUnchanged {
  const readers = new Map(routes.filter(({ method }) => method === 'GET').map((route) => [route.path, route]))
  const last = new Map<string, Promise<unknown>>()
  return async ({ method, path }, asked, change) => {
    const reader = readers.get(path)
    if (!reader || (method !== 'PUT' && method !== 'DELETE')) return change()
    const turn = (last.get(path) ?? Promise.resolve()).then(async () => {
      const header = asked.header('if-match')
      if (header !== undefined) await refuseChanged(reader, asked, header)
      return change()
    })
    last.set(path, turn.catch(() => {})) // prettier-ignore
    return turn
  }
}

async function refuseChanged(reader: Route, asked: Asked, header: string) {
  const query = reader.query && understand(reader.query, {}, 'query')
  const now = await reader.answer({ ...asked, query, body: undefined })
  if ('json' in now && isMeant(etagOf(JSON.stringify(now.json)), header)) return
  throw new Problem(
    'conflict',
    'thing_changed',
    'Somebody has changed this since you read it.',
    'Read it again, and send your change with the ETag that it has now.',
  )
}
