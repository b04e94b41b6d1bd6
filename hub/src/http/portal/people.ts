import { html } from 'hono/html'
import { z } from 'zod'
import type { Member } from '../../store/members.ts'
import type { Around } from '../around.ts'
import { invite, listMembers, memberAddress, newMember, shutOut } from '../members.ts'
import { callerOf, page } from '../route.ts'
import type { Html, Route } from '../route.ts'
import { PORTAL_ROLES } from '../tokens.ts'
import { portalPage, scopeOf, theirName } from './frame.ts'
import type { Scope } from './frame.ts'

/** `/portal/people`: who may look in, and by whose word. */
export const portalPeople = (around: Around): Route[] => [
  page({
    method: 'GET',
    path: '/portal/people',
    who: 'partner-admin',
    does: 'Who may look into the portal.',
    answer: async (asked) => {
      const scope = scopeOf(around.plan(), callerOf(asked))
      const clients = Object.values(around.plan().clients).filter(({ partner }) => partner === scope.partner)
      const members = await listMembers(around, scope.partner)
      const main = html`<h1>${scope.words.people}</h1>
        <ul>
          ${members.map((member) => line(scope, member))}
        </ul>
        ${invitation(scope, clients)}`
      return { page: portalPage(scope, scope.words.people, main) }
    },
  }),
  page({
    method: 'POST',
    path: '/portal/people',
    who: 'partner-admin',
    does: 'Lets somebody in, and sends them a link.',
    body: newMember,
    answer: async (asked) => {
      const { partner, caller } = scopeOf(around.plan(), callerOf(asked))
      await invite(around, caller.by, partner, asked.body)
      return { redirect: '/portal/people' }
    },
  }),
  page({
    method: 'POST',
    path: '/portal/people/remove',
    who: 'partner-admin',
    does: 'Shuts somebody out at once.',
    body: z.strictObject({ mail: memberAddress }),
    answer: async (asked) => {
      const { partner, caller } = scopeOf(around.plan(), callerOf(asked))
      await shutOut(around, caller.by, partner, asked.body.mail)
      return { redirect: '/portal/people' }
    },
  }),
]

const line = (scope: Scope, { mail, name, role, client, invitedAt, invitedBy }: Member): Html => {
  const { words, caller, says } = scope
  return html`<li>
    <strong>${name}</strong> ${mail}: ${words.roles[role]} ${client === null ? '' : `(${client})`}
    <span class="quiet">${says.time(invitedAt)}, ${theirName(scope, invitedBy)}</span>
    ${
      mail === caller.by
        ? ''
        : html`<form method="post" action="/portal/people/remove">
            <input type="hidden" name="mail" value="${mail}" /><button>${words.remove}</button>
          </form>`
    }
  </li>`
}

const invitation = ({ words }: Scope, clients: readonly { readonly id: string; readonly name: string }[]): Html =>
  html`<h2>${words.invite}</h2>
    <form method="post" action="/portal/people" class="answer">
      <label>${words.mail}<input name="mail" type="email" maxlength="200" required /></label>
      <label>${words.name}<input name="name" maxlength="100" required /></label>
      <label
        >${words.role}
        <select name="role">
          ${PORTAL_ROLES.map((role) => html`<option value="${role}">${words.roles[role]}</option>`)}
        </select></label
      >
      <label
        >${words.roles.client}
        <select name="client">
          <option value="">–</option>
          ${clients.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}
        </select></label
      >
      <p class="choices"><button class="first">${words.invite}</button></p>
    </form>`
