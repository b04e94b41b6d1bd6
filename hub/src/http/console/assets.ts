import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { page } from '../route.ts'
import type { Route } from '../route.ts'

const DOT =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="#17693f"/><path d="M4.5 8.5l2.5 2.5 4.5-5.5" fill="none" stroke="#fff" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/></svg>'

/** The few files that pages refer to: from a list, never from a path someone asks for. */
export function assetRoutes(): Route[] {
  const file = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
  return [
    asset('/console.css', 'text/css; charset=utf-8', file('./console.css')),
    asset('/console.js', 'text/javascript; charset=utf-8', file('./console.js')),
    asset('/status.css', 'text/css; charset=utf-8', file('../status/status.css')),
    asset('/status.js', 'text/javascript; charset=utf-8', file('../status/status.js')),
    asset('/answers.css', 'text/css; charset=utf-8', file('../answers/answers.css')),
    asset('/icon.svg', 'image/svg+xml', DOT),
  ]
}

function asset(path: string, type: string, text: string): Route {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
  const headers = { etag, 'cache-control': 'no-cache' }
  return page({
    method: 'GET',
    path,
    who: 'anyone',
    does: 'A file that pages refer to.',
    answer: ({ notChanged }) => (notChanged === etag ? { status: 304, text: '', type, headers } : { text, type, headers }),
  })
}
