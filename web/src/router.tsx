import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { Failure } from './parts/failure.tsx'
import { queries } from './queries.ts'
import { SCREENS } from './screens.ts'
import { Shell } from './shell/shell.tsx'
import { Waiting } from './parts/waiting.tsx'
import { say } from './words.ts'
import { words } from './shell/words/index.ts'

// A list that comes page by page is asked for its first one.
const ask = (options: ReturnType<(typeof SCREENS)[number]['asks']>) =>
  void ('initialPageParam' in options ? queries.prefetchInfiniteQuery(options) : queries.prefetchQuery(options))

const root = createRootRoute({ component: Shell, notFoundComponent: Nothing })
const routes = SCREENS.map(({ path, load, asks }) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load),
    loader: ({ params }) => ask(asks(params)),
  }),
)

/** Which screen is drawn at which address. A screen and what it asks are loaded as soon as somebody is about to go there. */
export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingComponent: Waiting,
  defaultErrorComponent: Failure,
  defaultPendingMs: 0,
})

function Nothing() {
  return (
    <>
      <h1>{words.nothingHere}</h1>
      <p>{say(words.nothingHereBut, { now: <a href="/">{words.names.now}</a> })}</p>
    </>
  )
}
