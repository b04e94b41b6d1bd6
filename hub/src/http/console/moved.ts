import { page } from '../route.ts'
import type { Route } from '../route.ts'

// Where the old address is in somebody's bookmarks or mail.
const MOVED: Readonly<Record<string, string>> = { '/availability': '/reports' }

/** Addresses of screens that went into another one. */
export const movedRoutes = (): Route[] =>
  Object.entries(MOVED).map(([path, to]) =>
    page({ method: 'GET', path, who: 'viewer', does: `Leads to ${to}.`, answer: () => ({ redirect: to }) }),
  )
