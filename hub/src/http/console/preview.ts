import { html } from 'hono/html'
import { z } from 'zod'
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
      const view = [head(incident.id, incident.site), form(incident.id, wanted, names), ...letter(preview, wanted), dictionary()]
      const title = `Preview · Incident ${incident.id} · Allclear`
      return { page: shell(around, { title, caller, now: around.clock.now() }, view) }
    },
  })

const head = (id: string, site: string) =>
  html`<p class="crumb"><a href="/incidents/${id}">Incident ${id}</a></p>
    <h1>Preview</h1>
    <p class="quiet">What would be said about ${site} now. Nothing is sent.</p>`

const form = (id: string, { template, audience, language }: Wanted, names: readonly string[]) =>
  html`<form method="get" action="/incidents/${id}/preview" class="narrow-form">
    ${choice('template', 'Template', names, template)}
    ${choice('audience', 'Reader', ['client', 'partner', 'responder', 'public'], audience)}
    ${choice('language', 'Language', ['', ...Object.keys(LANGUAGES)], language ?? '')}
    <button class="primary">Show</button>
  </form>`

const choice = (name: string, label: string, values: readonly string[], chosen: string): Html =>
  html`<label for="${name}">${label}</label>
    <select id="${name}" name="${name}">
      ${values.map(
        (value) => html`<option value="${value}" ${value === chosen ? 'selected' : ''}>${value === '' ? 'of the reader' : value}</option>`,
      )}
    </select>`

function letter({ subject, text, language, recipients }: Preview, wanted: Wanted): Html[] {
  const [to] = recipients
  const line = (name: string, value: string) =>
    html`<div>
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>`
  const isOther = wanted.language !== undefined && language.split('-')[0] !== wanted.language.split('-')[0]
  return [
    html`<h2>${subject}</h2>`,
    isOther ? html`<p>There are no such words in ${wanted.language} yet; this is what would be sent instead.</p>` : html``,
    html`<dl class="envelope">
      ${to ? line('From', to.from) : ''}
      ${line('To', recipients.map(({ name, address }) => `${name}, ${address.join(', ')}`).join(' · ') || 'nobody')}
      ${to && to.cc.length > 0 ? line('Cc', to.cc.join(', ')) : ''} ${to ? line('By', to.channel) : ''}
      ${to?.why ? line('Chosen because', to.why) : ''} ${line('Language', language)}
    </dl>`,
    html`<pre class="letter" tabindex="0" aria-label="Words of the message">${text}</pre>`,
  ]
}

const dictionary = () =>
  html`<details>
    <summary>Variables that a template may use</summary>
    <ul class="rows">
      ${DICTIONARY.map(
        ({ name, meaning, example }) =>
          html`<li>
            <span><code>${name}</code><small class="quiet">${meaning}${example === '' ? '' : ` ${example}`}</small></span>
          </li>`,
      )}
    </ul>
  </details>`
