import type { PageChannel, Person } from './plan.ts'

/** Where a person is reached over each way to page them; null where they cannot be. */
export const addressesOf = ({ id, slack, app, mail, phone }: Person): Readonly<Record<PageChannel, string | null>> => ({
  push: id,
  slack,
  app: app ?? null,
  mail,
  sms: phone,
  voice: phone,
})
