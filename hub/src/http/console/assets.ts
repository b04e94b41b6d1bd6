import { readFileSync } from 'node:fs'
import { etagOf, isKnown } from '../etag.ts'
import { styleSheet, styleSheetForAll } from '../../style-sheet.ts'
import { ICON } from '../icon.ts'
import { page } from '../route.ts'
import type { Route } from '../route.ts'

/** The few files that pages refer to: from a list, never from a path someone asks for. */
export function assetRoutes(): Route[] {
  const read = (name: string) => readFileSync(new URL(name, import.meta.url))
  const file = (name: string) => read(name).toString()
  return [
    asset('/console.css', 'text/css; charset=utf-8', styleSheet(new URL('./console.css', import.meta.url))),
    asset('/console.js', 'text/javascript; charset=utf-8', file('./console.js')),
    asset('/passkey.js', 'text/javascript; charset=utf-8', file('./passkey.js')),
    asset('/push-worker.js', 'text/javascript; charset=utf-8', file('./push-worker.js')),
    asset('/manifest.webmanifest', 'application/manifest+json', MANIFEST),
    asset('/status.css', 'text/css; charset=utf-8', styleSheetForAll(new URL('../status/status.css', import.meta.url))),
    asset('/answers.css', 'text/css; charset=utf-8', file('../answers/answers.css')),
    asset('/icon.svg', 'image/svg+xml', ICON),
    ...['icon-192.png', 'icon-512.png', 'icon-touch.png'].map((name) => asset(`/${name}`, 'image/png', read(`./${name}`))),
  ]
}

// What makes the console installable (w3.org/TR/appmanifest); on iOS only an installed one takes push messages.
const MANIFEST = JSON.stringify({
  ...{ name: 'Allclear', short_name: 'Allclear', start_url: '/', scope: '/', display: 'standalone' },
  ...{ background_color: '#f4f6f9', theme_color: '#17693f' },
  icons: [
    { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
    ...[192, 512].map((size) => ({ src: `/icon-${size}.png`, sizes: `${size}x${size}`, type: 'image/png', purpose: 'any' })),
  ],
})

function asset(path: string, type: string, of: string | Buffer): Route {
  const etag = etagOf(of)
  const headers = { etag, 'cache-control': 'no-cache' }
  return page({
    method: 'GET',
    path,
    who: 'anyone',
    does: 'A file that pages refer to.',
    answer: ({ notChanged }) => {
      if (isKnown(etag, notChanged ?? '')) return { status: 304, text: '', type, headers }
      return typeof of === 'string' ? { text: of, type, headers } : { bytes: of, type, headers }
    },
  })
}
