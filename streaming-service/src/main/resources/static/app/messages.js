// What was, or would have been, sent to people.

import { html, nothing, repeat } from '../vendor/lit/lit.js';
import { when } from './format.js';
import { Polled } from './polled.js';

export class MessagesPage extends Polled {
  constructor() {
    super('/api/messages', 5000);
  }

  render() {
    const messages = this.answer?.messages ?? [];
    return html`
      <h1 tabindex="-1">Messages</h1>
      ${this.answer?.smtp === false
        ? html`<p class="banner" role="status">
            <strong>Nothing leaves this machine: no mail server is configured.</strong> What would have been sent is shown here.
          </p>`
        : nothing}
      ${this.trouble ? html`<p class="banner bad" role="alert">Messages cannot be read: ${this.trouble}</p>` : nothing}
      ${messages.length > 0
        ? html`<ul class="rows">${repeat(messages, (one) => one.id, (one) => this.row(one))}</ul>`
        : html`<p class="empty">${this.answer ? 'No message yet. One is written when an alert reaches a contact group.' : this.trouble ? '' : 'Reading the messages.'}</p>`}
    `;
  }

  row(one) {
    const [state, reason] = one.state.split(': ');
    return html`<li class="card message">
      <header>
        <h3>${one.subject}</h3>
        <span class="state ${state}">${state}</span>
      </header>
      <p class="note">
        ${one.method} to ${one.to} · ${when(Date.parse(one.created))}${one.attempts > 1 ? html` · ${one.attempts} attempts` : nothing}
      </p>
      ${one.lastError || reason ? html`<p class="note wrong">${one.lastError || reason}</p>` : nothing}
      <details><summary>Text</summary><pre>${one.body}</pre></details>
    </li>`;
  }
}

customElements.define('vedette-messages', MessagesPage);
