import { html } from 'hono/html'
import { z } from 'zod'
import type { Incident } from '../../domain/incident/incident.ts'
import { DICTIONARY } from '../../domain/message/dictionary.ts'
import { LANGUAGES } from '../../domain/message/languages/index.ts'
import { templateNames } from '../../domain/message/template.ts'
import type { Around } from '../around.ts'
import { wantedShape } from '../api/templates.ts'
import { incidentOf } from '../incident-of.ts'
import { incidentNumber } from '../input.ts'
import { previewOf } from '../preview.ts'
import type { Preview, Wanted } from '../preview.ts'
import { callerOf, page } from '../route.ts'
import type { Html, Route } from '../route.ts'
import { shell } from './shell.ts'
import { teamWords } from './words/index.ts'
import type { TeamWords } from './words/index.ts'

const query = wantedShape.partial().extend({ language: z.union([wantedShape.shape.language, z.literal('')]) })

/** `/incidents/<n>/preview`: how a template would read about this incident now, and whom it would reach; nothing is sent. */
export const previewPage = (around: Around): Route =>
  page({
    method: 'GET',
    path: '/incidents/:id/preview',
    who: 'viewer',
    does: 'How a template would read about this incident.',
    params: z.strictObject({ id: incidentNumber }),
    query,
    answer: async (asked) => {
      const caller = callerOf(asked)
      const incident = await incidentOf(around, caller, asked.params.id)
      const { template = 'investigating', audience = 'client', language } = asked.query
      const wanted: Wanted = { template, audience, language: language === '' ? undefined : language }
      const preview = await previewOf(around, incident, wanted)
      const names = templateNames(around.library().templates).sort()
      const words = teamWords(asked)
      const view = [
        head(incident, words),
        form(incident.id, { wanted, names }, words.preview),
        ...letter(preview, wanted, words),
        dictionary(words.preview),
      ]
      const title = `${words.preview.title} · ${words.incident(incident.id)} · Allclear`
      return { page: shell(around, { title, caller, words }, view) }
    },
  })

type Words = TeamWords['preview']

const head = ({ id, site }: Incident, { incident, preview: words }: TeamWords) =>
  html`<p class="crumb"><a href="/incidents/${id}">${incident(id)}</a></p>
    <h1>${words.title}</h1>
    <p class="quiet">${words.about(site)}</p>`

const form = (id: string, { wanted, names }: { readonly wanted: Wanted; readonly names: readonly string[] }, words: Words) =>
  html`<form method="get" action="/incidents/${id}/preview" class="narrow-form">
    ${choice('template', words.template, called(names), wanted.template)}
    ${choice('audience', words.reader, words.readers, wanted.audience)}
    ${choice('language', words.language, { '': words.theirs, ...called(Object.keys(LANGUAGES)) }, wanted.language ?? '')}
    <button class="primary">${words.show}</button>
  </form>`

const called = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name]))

const choice = (name: string, label: string, of: Readonly<Record<string, string>>, chosen: string): Html =>
  html`<label for="${name}">${label}</label>
    <select id="${name}" name="${name}">
      ${Object.entries(of).map(([value, says]) => html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${says}</option>`)}
    </select>`

function letter({ subject, text, language, recipients }: Preview, wanted: Wanted, { channels, preview: words }: TeamWords): Html[] {
  const [to] = recipients
  const line = (name: string, value: string) =>
    html`<div>
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>`
  const isOther = wanted.language !== undefined && language.split('-')[0] !== wanted.language.split('-')[0]
  return [
    html`<h2 lang="${language}">${subject}</h2>`,
    isOther ? html`<p>${words.noSuchWords(wanted.language!)}</p>` : html``,
    html`<dl class="envelope">
      ${to ? line(words.from, to.from) : ''}
      ${line(words.to, recipients.map(({ name, address }) => `${name}, ${address.join(', ')}`).join(' · ') || words.nobody)}
      ${to && to.cc.length > 0 ? line(words.cc, to.cc.join(', ')) : ''} ${to ? line(words.by, channels[to.channel] ?? to.channel) : ''}
      ${to?.why ? line(words.why, to.why) : ''} ${line(words.language, language)}
    </dl>`,
    html`<pre class="letter" tabindex="0" lang="${language}" aria-label="${words.letter}">${text}</pre>`,
  ]
}

const dictionary = ({ variables }: Words) =>
  html`<details>
    <summary>${variables}</summary>
    <ul class="rows" lang="en">
      ${DICTIONARY.map(
        ({ name, meaning, example }) =>
          html`<li>
            <span><code>${name}</code><small class="quiet">${meaning}${example === '' ? '' : ` ${example}`}</small></span>
          </li>`,
      )}
    </ul>
  </details>`
