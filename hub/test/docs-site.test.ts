import assert from 'node:assert/strict'
import { posix } from 'node:path'
import { test } from 'node:test'
import { CONTENTS } from '../src/docs/contents.ts'
import { ICON } from '../src/http/icon.ts'
import { openSite } from '../src/docs/site.ts'

const site = openSite(ICON)
const drawn = site.paths.filter((path) => path.endsWith('.html')).map((path) => ({ path, html: String(site.file(path)!.body) }))
const idsIn = (html: string) => [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!)
const ids = new Map(drawn.map(({ path, html }) => [path, new Set(idsIn(html))]))

/** Says which page fails what, all at once. */
const noneOf = (fails: (page: (typeof drawn)[number]) => readonly string[]) =>
  assert.deepEqual(drawn.flatMap((page) => fails(page).map((what) => `${page.path}: ${what}`)), []) // prettier-ignore

test('every link of the docs leads to a page that is there, and to a place on it', () => {
  noneOf(({ path, html }) =>
    [...html.matchAll(/\s(?:href|src|action)="([^"]*)"/g)]
      .map(([, link]) => link!)
      .filter((link) => !link.startsWith('https://'))
      .filter((link) => {
        const [to = '', anchor] = link.split('#')
        const target = to === '' ? path : posix.join(posix.dirname(path), to)
        return link === '' || !site.paths.includes(target) || (anchor !== undefined && !ids.get(target)?.has(anchor))
      }),
  )
})

test('every page of the docs has one heading of the first level, a title, a description, a language, and each id once', () => {
  noneOf(({ html }) => {
    const all = idsIn(html)
    return [
      ...(html.match(/<h1[ >]/g)?.length === 1 ? [] : ['not one h1']),
      ...(/<title>[^<]+ · Allclear<\/title>/.test(html) ? [] : ['no title']),
      ...(/<meta name="description" content="[^"]{10,}">/.test(html) ? [] : ['no description']),
      ...(/<html lang="en">/.test(html) ? [] : ['no language']),
      ...all.filter((id, index) => all.indexOf(id) !== index).map((id) => `the id ${id} twice`),
      ...[...html.matchAll(/<img (?![^>]*\balt="[^"]*")[^>]*>/g)].map(([image]) => `no words for ${image}`),
    ]
  })
})

test('a page of the docs loads nothing from elsewhere', () => {
  noneOf(({ html }) =>
    [...html.matchAll(/<(?:link|script|img|source|iframe|object|form|use)[^>]+https?:[^>]*>|<style|\sstyle="|\son\w+="/g)].map(
      ([all]) => all,
    ),
  )
  for (const path of ['docs.css']) assert.doesNotMatch(String(site.file(path)!.body), /url\(|@import/)
})

test('the contents name every page of the guide, and no page that is not there', () => {
  const named = CONTENTS.flatMap(({ pages }) => pages)
  const sources = site.pages.map(({ source }) => source)
  assert.deepEqual(named.filter((source) => !sources.includes(source)), []) // prettier-ignore
  assert.deepEqual(sources.filter((source) => source.startsWith('docs/guide/') && !named.includes(source)), []) // prettier-ignore
})
