import { ConfigurationNow, ConfigurationPlan, Files } from '@allclear/wire/configuration.ts'
import { z } from 'zod'
import { Problem } from '../../problem.ts'
import type { Around } from '../around.ts'
import { operatorOnly } from '../operator-only.ts'
import { api, callerOf } from '../route.ts'
import type { Route } from '../route.ts'

const MOST_BYTES = 16 * 1024 * 1024

/** `/api/v1/configuration`: the file of the hub, or its folder of files, as people keep it elsewhere: what would be different, and let it be so. */
export function configurationRoutes(around: Around): Route[] {
  const desk = () => {
    if (around.configuration) return around.configuration
    throw new Problem(
      'conflict',
      'configuration_fixed',
      'This Allclear reads no configuration but the one it began with.',
      'Start it with: up --config.',
    )
  }
  return [
    api({
      method: 'GET',
      path: '/api/v1/configuration',
      who: 'owner',
      does: 'The version of the configuration that holds.',
      query: z.strictObject({}),
      gives: ConfigurationNow,
      answer: (asked) => {
        operatorOnly(asked)
        return { json: { version: around.basis.plan.version } }
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/configuration/plan',
      who: 'owner',
      does: 'What would be different with these files in the place of the hub’s own, and everything that is wrong with them. It changes nothing.',
      mostBytes: MOST_BYTES,
      body: z.strictObject({ files: Files }),
      gives: ConfigurationPlan,
      answer: async (asked) => {
        operatorOnly(asked)
        return { json: await desk().plan(asked.body.files) }
      },
    }),
    api({
      method: 'POST',
      path: '/api/v1/configuration/apply',
      who: 'owner',
      does: 'Puts these files in the place of the hub’s own and lets it read them, if the version `over` still holds. The hub begins anew with them within seconds.',
      mostBytes: MOST_BYTES,
      body: z.strictObject({ files: Files, over: z.string().max(40) }),
      gives: ConfigurationPlan,
      answer: async (asked) => {
        operatorOnly(asked)
        return { status: 202, json: await desk().apply(asked.body.files, asked.body.over, callerOf(asked).by) }
      },
    }),
  ]
}
