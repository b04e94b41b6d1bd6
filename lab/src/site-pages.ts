import { html, raw } from 'hono/html'
import type { Website } from './sites.ts'

/** The version that the lab's sites run, and the one after it. */
export const WORDPRESS = '6.8.3'
export const NEXT_WORDPRESS = '6.8.4'

type Hue = { readonly hue: number }

/** The front page of a website: a title, a few honest paragraphs, a list; each of another size. */
export function frontPage(site: Website): Promise<string> {
  return page(
    site,
    site.title,
    html`
      <p class="lead">${site.paragraphs[0]}</p>
      ${site.paragraphs.slice(1).map((paragraph) => html`<p>${paragraph}</p>`)}
      <ul>
        ${site.menu.map((item) => html`<li>${item}</li>`)}
      </ul>
    `,
  )
}

/** The same page after an edit that went wrong: everything is there but the words that matter. */
export const emptiedPage = (site: Website): Promise<string> =>
  page(site, site.title, html`<p>Just another site. Edit or delete this page, then start writing.</p>`)

/** Another page of the same site. */
export const aboutPage = (site: Website): Promise<string> =>
  page(
    site,
    site.language === 'de' ? 'Über uns' : 'About us',
    html`<p>${site.paragraphs.at(-1)}</p>
      <p>${site.title}, ${site.menu.join(', ')}.</p>`,
  )

async function page(site: Website, title: string, content: unknown): Promise<string> {
  const { hue } = hueOf(site)
  return String(
    await html`<!doctype html>
      <html lang="${site.language}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title}</title>
          <link rel="canonical" href="https://${site.name}/" />
          ${site.stack === 'WordPress' ? html`<meta name="generator" content="WordPress ${WORDPRESS}" />` : ''}
          <style>
            ${raw(styleFor(hue))}
          </style>
        </head>
        <body>
          <header>
            <strong>${site.title}</strong>
            <nav><a href="/">${site.title}</a> · <a href="/about/">${site.language === 'de' ? 'Über uns' : 'About'}</a></nav>
          </header>
          <main>
            <h1>${title}</h1>
            ${content}
          </main>
          <footer>${site.title} · post@${site.name}</footer>
        </body>
      </html>`,
  )
}

const hueOf = (site: Website): Hue => ({ hue: [...site.name].reduce((sum, letter) => sum + letter.charCodeAt(0) * 7, 0) % 360 })

const styleFor = (hue: number): string =>
  `body{margin:0;font:1.1rem/1.6 Georgia,serif;color:hsl(${hue} 30% 15%);background:hsl(${hue} 40% 97%)}` +
  `header,footer{padding:1rem 2rem;background:hsl(${hue} 45% 28%);color:#fff}main{max-width:40rem;margin:2rem auto;padding:0 1rem}` +
  `.lead{font-size:1.25rem}li{margin:.3rem 0}`
