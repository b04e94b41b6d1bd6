import { writeFileSync } from 'node:fs'
import { routesOf } from '../hub/src/http/routes.ts'
import { routesText } from './routes-text.ts'
import type { OpenApi } from './routes-text.ts'

/** The text of `routes.ts` as it is to be. */
export function freshRoutes(): string {
  const route = routesOf(undefined as never).find(({ path }) => path === '/api/openapi.json')!
  const { json } = route.answer(undefined as never) as unknown as { json: OpenApi }
  return routesText(json)
}

if (import.meta.main) writeFileSync(new URL('./routes.ts', import.meta.url), freshRoutes())
