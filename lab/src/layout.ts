import { html, raw } from 'hono/html'

type Markup = ReturnType<typeof html>

const STYLE = `
:root{color-scheme:light dark;--ink:#1c2430;--soft:#5b6675;--line:#d8dee6;--paper:#fff;--back:#f4f6f9;--accent:#0a5bb5;--good:#0b6e4f;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--ink:#e8ecf2;--soft:#a5b0bf;--line:#38424f;--paper:#1b222b;--back:#12171d;--accent:#7db8ff;--good:#6fd6ad;--bad:#ff9d94}}
*{box-sizing:border-box}
body{margin:0;font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--back)}
header,main{max-width:62rem;margin:0 auto;padding:1rem}
header{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;align-items:baseline}
header strong{font-size:1.1rem}
a{color:var(--accent)}
h1{font-size:1.4rem;margin:.2rem 0 1rem}
h2{font-size:1.1rem;margin:1.5rem 0 .5rem}
.card{background:var(--paper);border:1px solid var(--line);border-radius:.6rem;padding:.8rem 1rem;margin:0 0 .8rem;overflow-wrap:anywhere}
.soft{color:var(--soft)}
.good{color:var(--good);font-weight:600}
.bad{color:var(--bad);font-weight:600}
.row{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;justify-content:space-between}
form{display:flex;flex-wrap:wrap;gap:.5rem;margin:.4rem 0 0}
select{flex:1 1 12rem;min-width:0}
button,select{font:inherit;min-height:2.5rem;padding:.3rem .8rem;border:1px solid var(--line);border-radius:.4rem;background:var(--back);color:inherit;max-width:100%}
button{cursor:pointer}
button.strong{background:var(--accent);border-color:var(--accent);color:var(--paper)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:0;font-size:.9rem}
iframe{width:100%;height:32rem;border:1px solid var(--line);border-radius:.4rem;background:#fff}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:0}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
.thread{border-left:3px solid var(--line);margin:.5rem 0 0 .5rem;padding-left:.8rem}
`

// Without script the page asks anew every five seconds; with it only what changed is replaced, and a form in use is left alone.
const RENEW = `
setInterval(async () => {
  if (document.hidden || document.activeElement?.closest('main form')) return
  try {
    const text = await (await fetch(location.href)).text()
    const next = new DOMParser().parseFromString(text, 'text/html').querySelector('main')
    const here = document.querySelector('main')
    if (next && next.innerHTML !== here.innerHTML) here.replaceWith(next)
  } catch {}
}, 1500)`

/** A whole page of the lab, light and dark, for a desk and for a phone. `live` pages keep themselves up to date. */
export async function layout(
  title: string,
  content: Markup,
  { live, links }: { live: boolean; links: readonly (readonly [string, string])[] },
): Promise<string> {
  const noScript = html`<noscript><meta http-equiv="refresh" content="5" /></noscript>`
  return String(
    await html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title}</title>
          <link rel="icon" href="data:," />
          <style>
            ${raw(STYLE)}
          </style>
          ${live ? noScript : ''}
        </head>
        <body>
          <header><strong>Allclear lab</strong>${links.map(([text, href]) => html`<a href="${href}">${text}</a>`)}</header>
          <main>
            <h1>${title}</h1>
            ${content}
          </main>
          ${
            live
              ? html`<script>
                  ${raw(RENEW)}
                </script>`
              : ''
          }
        </body>
      </html>`,
  )
}

/** An instant for a person: the time of day, with the full one to hand. */
export const clockTime = (at: number): Markup =>
  html`<time datetime="${new Date(at).toISOString()}">${new Date(at).toISOString().slice(11, 19)} UTC</time>`
