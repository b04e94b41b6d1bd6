import { Go } from '../parts/go.tsx'
import { mayPlan, useSession } from '../session.ts'
import { words } from './words/index.ts'

/** Stands where sites will be: the address of one is enough to begin. */
export function NoSiteYet() {
  const isOwner = mayPlan(useSession())
  return (
    <section className="panel begin" id="begin">
      <h2>{words.noSite}</h2>
      {isOwner ? (
        <>
          <p>{words.begin}</p>
          <p className="actions">
            <Go className="button primary" to="/sites/new">
              {words.addFirst}
            </Go>
            <Go className="button" to="/sites/import">
              {words.fromFile}
            </Go>
          </p>
        </>
      ) : (
        <p>{words.ownerAdds}</p>
      )}
    </section>
  )
}
