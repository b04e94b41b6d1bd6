import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const fr: Translated<typeof en> = {
  title: 'Partenaires et marques',
  intro: 'Au nom de qui nous parlons, et si l’on nous croit. Le DNS vient d’être interrogé, et l’est encore tant que vous regardez.',
  partners: 'Partenaires',
  whoIsTold: 'Qui est prévenu',
  change: 'Modifier le partenaire et sa marque',
  answersTo: 'Les réponses vont à {address}.',
  ourInbox: 'la boîte de réception de ce hub',
  noContact:
    'Il n’y a pas encore de contact : personne n’apprend une panne. Ajoutez-en un sous {contacts} du partenaire ou de ses clients dans {file}, ou demandez au partenaire de le faire dans son portail.',
  letterInName: 'Une lettre à ce nom',
  statusPage: 'La page d’état',
  openIt: 'L’ouvrir',
  bounced: '{address} n’a pas fonctionné, {time} : {reason}',
  alone: 'Le seul contact : ajoutez-en un second.',
  onlyUs:
    'Il n’y a pas encore de partenaires. Ajoutez le premier sous {partners} dans {file}, avec le nom et l’adresse d’où il écrit ; ses enregistrements à coller apparaîtront ici.',
  records: 'Enregistrements de {domain}',
  name: 'Nom',
  copied: '{name} de {kind}',
  states: {
    good: 'correct',
    missing: 'absent',
    wrong: 'incorrect',
    unknown: 'pas de réponse',
  },
  sample: {
    from: 'De : {name}',
    subject: 'Objet : nous nous occupons de {site}',
    greeting: 'Bonjour',
    hello: '{greeting} Alex,',
    text: 'Votre site est injoignable depuis 14:05. Nous avons trouvé la raison et la corrigeons ; vous n’avez rien à faire.',
    allWell: 'Tout est opérationnel',
  },
}
