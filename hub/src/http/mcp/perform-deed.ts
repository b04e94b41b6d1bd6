import type { Around } from '../around.ts'
import { Problem } from '../../problem.ts'
import type { Asked, Route } from '../route.ts'
import { callRoute } from './call-route.ts'
import { isDeed } from './tools.ts'

/** Does what an assistant wanted done, by the rights and in the name of whoever said yes. */
export async function performDeed(
  around: Around,
  routes: readonly Route[],
  asked: Asked,
  { path, body }: { readonly path: string; readonly body: unknown },
): Promise<void> {
  const [, id = '', deed] = /^\/api\/v1\/incidents\/(\d+)\/([a-z-]+)$/.exec(path) ?? []
  const route = routes.find((one) => isDeed(one) && one.path === `/api/v1/incidents/:id/${deed}`)
  if (!route) throw new Problem('conflict', 'proposal_outdated', `This hub does not know ${path} any more.`, 'Decline it.')
  await callRoute(around, route, asked, { params: { id }, body })
}
