import { Problem } from '../../problem.ts'
import type { Around } from '../around.ts'
import { mayEnter } from '../caller.ts'
import { understand } from '../input.ts'
import { callerOf } from '../route.ts'
import type { Answer, Asked, Route } from '../route.ts'
import { mustBeWithin } from '../within-sites.ts'

/** What a route is given beside who asks. */
export type Given = { readonly params?: unknown; readonly query?: unknown; readonly body?: unknown }

/** Asks a route of the API from inside the hub, as whoever asked us: the same door, the same reading of what is given, the same answer. */
export async function callRoute(around: Around, route: Route, by: Asked, given: Given): Promise<Answer> {
  const caller = callerOf(by)
  if (!mayEnter(route.who, caller))
    throw new Problem('not-allowed', 'role_too_small', `This takes the role ${route.who}, or a higher one.`, 'Ask an owner for a token with that role.') // prettier-ignore
  const asked: Asked = {
    ...{ caller, ip: by.ip, https: by.https, session: null, begun: null, notChanged: null },
    header: () => undefined,
    params: route.params && understand(route.params, given.params ?? {}, 'params'),
    query: route.query && understand(route.query, given.query ?? {}, 'query'),
    body: route.body && understand(route.body, given.body ?? {}, 'body'),
    signal: by.signal,
  }
  await mustBeWithin(around, route, asked)
  return route.answer(asked)
}
