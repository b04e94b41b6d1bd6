import { Layers, Room } from '@allclear/wire/room.ts'
import { z } from 'zod'
import { evidenceOf } from '../../store/evidence.ts'
import type { Around } from '../around.ts'
import { incidentOf } from '../incident-of.ts'
import { incidentNumber } from '../input.ts'
import { showDeeds } from '../room/show-deeds.ts'
import { showCause, showHead } from '../room/show-head.ts'
import { LAYER_NAMES, showLayers } from '../room/show-layers.ts'
import { showAnswers, showContacts, showMessages, showTimeline, showVotes } from '../room/show-words.ts'
import { showAsked, showStatistics, showSteps, showTasks } from '../room/show-work.ts'
import { viewOf } from '../room/view.ts'
import type { View } from '../room/view.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

const params = z.strictObject({ id: incidentNumber })

/** `/api/v1/incidents/{id}/room`: all that is known of one incident and what the reader can do about it (RES-6); its evidence is asked for apart. */
export function roomRoutes(around: Around): Route[] {
  return [
    api({
      method: 'GET',
      path: '/api/v1/incidents/:id/room',
      who: 'viewer',
      does: 'The incident room as the screen shows it; of the timeline the lines after the one that `after` names.',
      params,
      query: z.strictObject({ after: z.coerce.number().int().min(0).default(0) }),
      gives: Room,
      answer: async (asked) => ({ json: showRoom(await viewOf(around, callerOf(asked), asked.params.id, asked.query.after)) }),
    }),
    api({
      method: 'GET',
      path: '/api/v1/incidents/:id/layers',
      who: 'viewer',
      does: 'The evidence of an incident by layer, from the registrar to the site.',
      params,
      gives: Layers,
      answer: async (asked) => {
        const { partner, id } = await incidentOf(around, callerOf(asked), asked.params.id)
        return { json: { items: showLayers(await evidenceOf(around.store.db, partner, Number(id))), next: null } }
      },
    }),
  ]
}

const showRoom = (view: View): Room => ({
  ...showHead(view),
  cause: showCause(view),
  playbook: view.incident.playbook?.title ?? null,
  steps: showSteps(view),
  timeline: showTimeline(view),
  tasks: showTasks(view),
  contacts: showContacts(view),
  messages: showMessages(view),
  answers: showAnswers(view),
  asked: showAsked(view),
  orders: view.orders,
  votes: showVotes(view),
  statistics: showStatistics(view),
  layers: [...LAYER_NAMES],
  may: showDeeds(view),
})
