import { html } from 'hono/html'
import type { PageLanguage } from '../../domain/status/page-words.ts'
import type { Asked, Html } from '../route.ts'
import { languageOf } from './words/index.ts'

/** What stands on the way into the console, and out of it. */
export type LoginWords = {
  readonly language: PageLanguage
  readonly logIn: string
  readonly heading: string
  readonly once: string // of a link
  readonly name: string
  readonly password: string
  readonly code: string
  readonly noPassword: (account: Html) => Html
  readonly account: string
  readonly forOwners: string
  readonly othersOpen: string
  readonly logInWith: (provider: string) => string
  readonly withPasskey: string
  readonly loggedOut: string
  readonly outOfAllclear: string
  readonly stillAt: (provider: string) => string
  readonly logOutThere: string
  readonly logInAgain: string
}

const WORDS: Readonly<Record<PageLanguage, LoginWords>> = {
  en: {
    language: 'en',
    logIn: 'Log in',
    heading: 'Log in to Allclear',
    once: 'This link works once.',
    name: 'Name or mail address',
    password: 'Password',
    code: 'Code of your authenticator, if you have one',
    noPassword: (account) =>
      html`No password yet, or a lost one? Open the one-time link that the hub printed when it started, or ask an owner for one; then set up
      a passkey or a password under ${account}.`,
    account: 'your account',
    forOwners: 'For owners: another way',
    othersOpen: 'The other ways are open.',
    logInWith: (provider) => `Log in with ${provider}`,
    withPasskey: 'Log in with a passkey',
    loggedOut: 'Logged out',
    outOfAllclear: 'You are logged out of Allclear',
    stillAt: (provider) => `You may still be logged in at ${provider}.`,
    logOutThere: 'Log out there, too',
    logInAgain: 'Log in again',
  },
  de: {
    language: 'de',
    logIn: 'Anmelden',
    heading: 'Bei Allclear anmelden',
    once: 'Dieser Link wirkt einmal.',
    name: 'Name oder E-Mail-Adresse',
    password: 'Passwort',
    code: 'Code Ihrer Authenticator-App, falls Sie eine nutzen',
    noPassword: (account) =>
      html`Noch kein Passwort, oder vergessen? Öffnen Sie den Einmal-Link, den der Hub beim Start ausgegeben hat, oder bitten Sie einen
      Inhaber um einen; richten Sie dann unter ${account} einen Passkey oder ein Passwort ein.`,
    account: 'Ihr Konto',
    forOwners: 'Für Inhaber: ein anderer Weg',
    othersOpen: 'Die anderen Wege sind offen.',
    logInWith: (provider) => `Mit ${provider} anmelden`,
    withPasskey: 'Mit einem Passkey anmelden',
    loggedOut: 'Abgemeldet',
    outOfAllclear: 'Sie sind bei Allclear abgemeldet',
    stillAt: (provider) => `Bei ${provider} sind Sie vielleicht noch angemeldet.`,
    logOutThere: 'Auch dort abmelden',
    logInAgain: 'Wieder anmelden',
  },
  es: {
    language: 'es',
    logIn: 'Entrar',
    heading: 'Entrar en Allclear',
    once: 'Este enlace funciona una vez.',
    name: 'Nombre o dirección de correo',
    password: 'Contraseña',
    code: 'Código de su aplicación de autenticación, si la usa',
    noPassword: (account) =>
      html`¿Aún no tiene contraseña, o la ha perdido? Abra el enlace de un solo uso que el hub mostró al arrancar, o pida uno a un
      propietario; después configure una llave de acceso o una contraseña en ${account}.`,
    account: 'su cuenta',
    forOwners: 'Para propietarios: otra forma',
    othersOpen: 'Las otras formas siguen abiertas.',
    logInWith: (provider) => `Entrar con ${provider}`,
    withPasskey: 'Entrar con una llave de acceso',
    loggedOut: 'Sesión cerrada',
    outOfAllclear: 'Ha salido de Allclear',
    stillAt: (provider) => `Puede que siga dentro de ${provider}.`,
    logOutThere: 'Salir también de allí',
    logInAgain: 'Volver a entrar',
  },
  fr: {
    language: 'fr',
    logIn: 'Se connecter',
    heading: 'Se connecter à Allclear',
    once: 'Ce lien fonctionne une fois.',
    name: 'Nom ou adresse e-mail',
    password: 'Mot de passe',
    code: 'Code de votre application d’authentification, si vous en avez une',
    noPassword: (account) =>
      html`Pas encore de mot de passe, ou perdu ? Ouvrez le lien à usage unique que le hub a affiché au démarrage, ou demandez-en un à un
      propriétaire ; créez ensuite une clé d’accès ou un mot de passe sous ${account}.`,
    account: 'votre compte',
    forOwners: 'Pour les propriétaires : une autre voie',
    othersOpen: 'Les autres voies restent ouvertes.',
    logInWith: (provider) => `Se connecter avec ${provider}`,
    withPasskey: 'Se connecter avec une clé d’accès',
    loggedOut: 'Déconnecté',
    outOfAllclear: 'Vous êtes déconnecté d’Allclear',
    stillAt: (provider) => `Vous êtes peut-être encore connecté chez ${provider}.`,
    logOutThere: 'Se déconnecter là aussi',
    logInAgain: 'Se reconnecter',
  },
  pt: {
    language: 'pt',
    logIn: 'Entrar',
    heading: 'Entrar no Allclear',
    once: 'Este link funciona uma vez.',
    name: 'Nome ou e-mail',
    password: 'Senha',
    code: 'Código do seu aplicativo autenticador, se você usa um',
    noPassword: (account) =>
      html`Ainda sem senha, ou perdeu a sua? Abra o link de uso único que o hub mostrou ao iniciar, ou peça um a um proprietário; depois
      configure uma chave de acesso ou uma senha em ${account}.`,
    account: 'sua conta',
    forOwners: 'Para proprietários: outro caminho',
    othersOpen: 'Os outros caminhos estão abertos.',
    logInWith: (provider) => `Entrar com ${provider}`,
    withPasskey: 'Entrar com uma chave de acesso',
    loggedOut: 'Sessão encerrada',
    outOfAllclear: 'Você saiu do Allclear',
    stillAt: (provider) => `Você talvez ainda esteja conectado em ${provider}.`,
    logOutThere: 'Sair de lá também',
    logInAgain: 'Entrar de novo',
  },
}

/** The same in the language of whoever sits before this browser. */
export const loginWords = (asked: Pick<Asked, 'header'>): LoginWords => WORDS[languageOf(asked)]
