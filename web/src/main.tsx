import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './screens.css'
import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { listen } from './live.ts'
import { queries } from './queries.ts'
import { router } from './router.tsx'
import { sessionQuery } from './session.ts'
import { theme } from './theme.ts'
import { speakReaders } from './language.ts'
import { bringWords } from './words.ts'

declare global {
  var styleNonce: string | undefined
}
// The hub's word for this answer, without which the browser takes no style that is made while we run.
const nonce = document.querySelector<HTMLElement>('meta[property=csp-nonce]')?.nonce ?? ''
globalThis.styleNonce = nonce

const colours = localStorageColorSchemeManager({ key: 'allclear-colours' })

speakReaders()
// Both are on their way before anything is drawn: who is logged in, and (by the router) what the screen asks.
void queries.prefetchQuery(sessionQuery)
void bringWords().then(() =>
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={colours} getStyleNonce={() => nonce}>
        <QueryClientProvider client={queries}>
          <Notifications position="bottom-right" limit={3} />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  ),
)
listen(queries)
