// The page: who is signed in, which of its parts is shown, and how the live connection is.

import { LitElement, html, nothing } from '../vendor/lit/lit.js';
import { SIGNED_OUT, get, send } from './api.js';
import { alerts } from './alerts.js';
import { live } from './live.js';
import './feeds.js';
import './messages.js';
import './overview.js';
import './sign-in.js';

const PAGES = {
  '#/': { title: 'Overview', page: () => html`<vedette-overview></vedette-overview>` },
  '#/alerts': { title: 'Alerts', page: () => html`<vedette-alerts></vedette-alerts>` },
  '#/messages': { title: 'Messages', page: () => html`<vedette-messages></vedette-messages>` },
  '#/feeds': { title: 'Feeds', page: () => html`<vedette-feeds></vedette-feeds>` },
};
const STATES = {
  starting: { mark: 'idle', words: 'Connecting' },
  live: { mark: 'good', words: 'Live' },
  degraded: { mark: 'bad', words: 'Live data waits: Kafka does not answer' },
  offline: { mark: 'bad', words: 'Connection lost, trying again' },
};
const RETRY_MS = 3000;

class App extends LitElement {
  static properties = { session: { state: true }, stage: { state: true }, trouble: { state: true }, route: { state: true } };

  constructor() {
    super();
    this.stage = 'asking';
    this.session = null;
    this.trouble = '';
    this.route = routeNow();
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('hashchange', () => this.go());
    window.addEventListener(SIGNED_OUT, () => this.leave());
    live.addEventListener('state', () => this.requestUpdate());
    alerts.addEventListener('change', () => this.requestUpdate());
    this.askWho();
  }

  async askWho() {
    try {
      this.enter(await get('/api/session'));
    } catch (refused) {
      if (refused.status === 401) return;
      this.trouble = refused.message;
      setTimeout(() => this.askWho(), RETRY_MS);
    }
  }

  enter(session) {
    this.session = session;
    this.trouble = '';
    this.stage = session.passwordChangeRequired ? 'password' : 'in';
    if (this.stage === 'in') {
      live.start();
      alerts.start();
    }
  }

  leave() {
    live.stop();
    alerts.stop();
    this.session = null;
    if (this.stage !== 'password') this.stage = 'sign-in';
  }

  async signOut() {
    try {
      await send('DELETE', '/api/session');
    } finally {
      this.stage = 'in';
      this.leave();
    }
  }

  async go() {
    this.route = routeNow();
    await this.updateComplete;
    this.querySelector('main h1')?.focus();
  }

  updated() {
    const count = alerts.active.size;
    const title = this.stage === 'in' ? PAGES[this.route].title : 'Sign in';
    document.title = `${this.stage === 'in' && count > 0 ? `(${count}) ` : ''}${title} · Vedette`;
  }

  render() {
    switch (this.stage) {
      case 'asking':
        return html`<main class="waiting"><p>${this.trouble ? `${this.trouble} Trying again.` : ''}</p></main>`;
      case 'in':
        return this.shell();
      default:
        return html`<vedette-sign-in
          ?mustChange=${this.stage === 'password'}
          @signed-in=${(event) => this.enter({ ...event.detail, passwordChangeRequired: false })}
        ></vedette-sign-in>`;
    }
  }

  shell() {
    const state = STATES[live.state];
    return html`
      <a class="skip" href="#content" @click=${this.skip}>To the content</a>
      <header class="bar">
        <a class="brand" href="#/"><img src="/icon.svg" alt="" width="24" height="24" />Vedette</a>
        <nav aria-label="Pages">${Object.entries(PAGES).map(([route, { title }]) => this.tab(route, title))}</nav>
        <p class="link" role="status" title=${state.words}><span class="dot ${state.mark}"></span><span class="words">${state.words}</span></p>
        <button class="quiet" @click=${this.signOut} title=${this.session?.email ?? this.session?.user ?? ''}>Sign out</button>
      </header>
      <main id="content">${PAGES[this.route].page()}</main>
    `;
  }

  tab(route, title) {
    const count = route === '#/alerts' ? alerts.active.size : 0;
    return html`<a href=${route} aria-current=${route === this.route ? 'page' : nothing}>
      ${title}${count > 0 ? html`<span class="count">${count}</span>` : nothing}
    </a>`;
  }

  skip(event) {
    event.preventDefault();
    this.querySelector('main h1')?.focus();
  }
}

/** A message's link names an alert in place of a page. */
function routeNow() {
  if (!location.hash && new URLSearchParams(location.search).has('alert')) return '#/alerts';
  return location.hash in PAGES ? location.hash : '#/';
}

customElements.define('vedette-app', App);
