import type { Translated } from '../../words.ts'
import type { en } from './en.ts'

export const fr: Translated<typeof en> = {
  title: 'Fournisseurs',
  none: 'Aucun fournisseur. Nommez ceux de vos sites sous {providers} dans la configuration : comment joindre leur support la nuit, et qui peut parler pour qui. Ils figureront ici, et dans chaque transmission.',
  find: 'Chercher un fournisseur par son nom ou un site',
  nameOrSite: 'Nom ou site',
  managed: '{kind}, géré par nous',
  downNow: 'Hors service',
  ticket: 'Écrire un ticket',
  about: 'sur {site}',
  cases: 'Dossiers ouverts',
  chase: 'à relancer {until}',
  authority: 'Mandat',
  noAuthority: 'Non renseigné : qui peut ouvrir un ticket pour qui ?',
  login: 'Connexion',
  credentials: 'Identifiants',
  statusPage: 'Sa page d’état',
  sitesOn: 'Sites chez lui',
  noSites: 'aucun',
  andMore: '{items} et {count} de plus',
  noSupport: 'Non renseigné : comment le joindre la nuit ?',
}
