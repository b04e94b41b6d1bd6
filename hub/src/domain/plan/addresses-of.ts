import type { PageChannel, Person } from './plan.ts'

/** Where a person is reached over each way to page them; null where they cannot be. */
export const addressesOf = ({ id, slack, mail, phone }: Person): Readonly<Record<PageChannel, string | null>> => ({
  push: id,
  slack,
  mail,
  sms: phone,
  voice: phone,
})
