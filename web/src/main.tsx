import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './screens.css'
import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Refusal } from './api.ts'
import { listen } from './live.ts'
import { router } from './router.tsx'
import { theme } from './theme.ts'

declare global {
  var styleNonce: string | undefined
}
// The hub's word for this answer, without which the browser takes no style that is made while we run.
const nonce = document.querySelector<HTMLElement>('meta[property=csp-nonce]')?.nonce ?? ''
globalThis.styleNonce = nonce

const REFRESH_MS = 15_000
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2000,
      refetchInterval: REFRESH_MS,
      retry: (times, error) => !(error instanceof Refusal) && times < 3,
    },
  },
})
const colours = localStorageColorSchemeManager({ key: 'allclear-colours' })

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={colours} getStyleNonce={() => nonce}>
      <QueryClientProvider client={queries}>
        <Notifications position="bottom-right" limit={3} />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
listen(queries)
