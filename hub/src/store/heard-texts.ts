import { after, days } from '../domain/instant.ts'
import type { Instant } from '../domain/instant.ts'
import type { Db } from './store.ts'

const KEPT = days(7)

/** What was answered to a text message that came before; null when it is new. */
export async function answerToText(db: Db, reference: string): Promise<string | null> {
  const row = await db.selectFrom('heard_text').select('answer').where('reference', '=', reference).executeTakeFirst()
  return row?.answer ?? null
}

/** Keeps what was answered, so that the same message is heard once; for a week, longer than any service repeats itself. */
export async function keepAnswerToText(
  db: Db,
  heard: { readonly reference: string; readonly at: Instant; readonly answer: string },
): Promise<void> {
  await db
    .deleteFrom('heard_text')
    .where('at', '<', after(heard.at, -KEPT as typeof KEPT))
    .execute()
  await db.insertInto('heard_text').values(heard).onConflict((conflict) => conflict.doNothing()).execute() // prettier-ignore
}
