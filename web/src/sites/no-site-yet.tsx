import { Go } from '../parts/go.tsx'
import { mayPlan, useSession } from '../session.ts'

/** Stands where sites will be: the address of one is enough to begin. */
export function NoSiteYet() {
  const isOwner = mayPlan(useSession())
  return (
    <section className="panel begin" id="begin">
      <h2>No site is watched yet</h2>
      {isOwner ? (
        <>
          <p>
            The address of one is enough: name servers, registrar, host, CMS and certificate are found in ten seconds, and it is watched at
            once.
          </p>
          <p className="actions">
            <Go className="button primary" to="/sites/new">
              Add the first site
            </Go>
            <Go className="button" to="/sites/import">
              Bring sites in from a file
            </Go>
          </p>
        </>
      ) : (
        <p>An owner adds the first.</p>
      )}
    </section>
  )
}
