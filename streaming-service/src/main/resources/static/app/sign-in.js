// Signing in, and the new password that the first sign-in asks for.

import { LitElement, html, nothing } from '../vendor/lit/lit.js';
import { send } from './api.js';

/** Fires `signed-in` with the session as detail. */
export class SignIn extends LitElement {
  static properties = { mustChange: { type: Boolean }, trouble: { state: true }, busy: { state: true }, known: { state: true } };

  constructor() {
    super();
    this.mustChange = false;
    this.trouble = '';
    this.busy = false;
    this.known = '';
    this.email = '';
  }

  createRenderRoot() {
    return this;
  }

  firstUpdated() {
    this.querySelector('input:not([hidden])')?.focus();
  }

  updated(changed) {
    if (changed.has('mustChange') && this.mustChange) this.querySelector('input:not([hidden])')?.focus();
  }

  valueOf(selector) {
    return this.querySelector(selector)?.value ?? '';
  }

  async signIn(event) {
    event.preventDefault();
    const password = this.valueOf('#password');
    await this.attempt(async () => {
      this.email = this.valueOf('#email').trim();
      const session = await send('POST', '/api/session', { email: this.email, password });
      if (session.passwordChangeRequired) {
        this.known = password;
        this.mustChange = true;
      } else {
        this.done(session);
      }
    });
  }

  async change(event) {
    event.preventDefault();
    const current = this.known || this.valueOf('#password');
    await this.attempt(async () => {
      const session = await send('POST', '/api/session/password', { current, new: this.valueOf('#new-password') });
      this.known = '';
      this.done(session);
    });
  }

  async attempt(action) {
    this.busy = true;
    this.trouble = '';
    try {
      await action();
    } catch (refused) {
      this.trouble = refused.message;
    } finally {
      this.busy = false;
    }
  }

  done(session) {
    this.dispatchEvent(new CustomEvent('signed-in', { detail: session ?? {} }));
  }

  render() {
    return html`<main class="sign-in">
      <div class="card">
        <p class="brand"><img src="/icon.svg" alt="" width="28" height="28" />Vedette</p>
        ${this.mustChange ? this.changeForm() : this.signInForm()}
        ${this.trouble ? html`<p class="banner bad" role="alert">${this.trouble}</p>` : nothing}
      </div>
    </main>`;
  }

  signInForm() {
    return html`<form @submit=${this.signIn}>
      <h1>Sign in</h1>
      <label for="email">E-mail</label>
      <input id="email" type="email" autocomplete="username" required />
      <label for="password">Password</label>
      <input id="password" type="password" autocomplete="current-password" required />
      <button class="main" type="submit" ?disabled=${this.busy}>Sign in</button>
    </form>`;
  }

  changeForm() {
    return html`<form @submit=${this.change}>
      <h1>Choose your password</h1>
      <p class="note">The one you came with was made by the suite and is good for this only.</p>
      ${this.known
        ? nothing
        : html`<label for="password">Present password</label>
            <input id="password" type="password" autocomplete="current-password" required />`}
      <input type="email" autocomplete="username" .value=${this.email} hidden />
      <label for="new-password">New password</label>
      <input id="new-password" type="password" autocomplete="new-password" required />
      <label class="check"><input type="checkbox" @change=${this.reveal} />Show it</label>
      <button class="main" type="submit" ?disabled=${this.busy}>Set password</button>
    </form>`;
  }

  reveal(event) {
    this.querySelector('#new-password').type = event.target.checked ? 'text' : 'password';
  }
}

customElements.define('vedette-sign-in', SignIn);
